package dev.ravine.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Groups of runs by their validation accuracy after the last epoch. Groups whose difference may
/// well be the seeds' noise share a place; groups with a run that diverged come last.
public final class Ranking {

  private Ranking() {}

  /// A group and its place.
  ///
  /// @param rank from 1; several may have the same
  /// @param group the runs
  /// @param behind how far it is behind the best, 0 or more; empty of the best itself, and of
  ///   groups that diverged or were not measured
  /// @param margin half of the interval that holds that difference with 95 %; empty if there are
  ///   too few seeds to say
  public record Place(int rank, Group group, Optional<Double> behind, Optional<Double> margin) {

    /// The difference, for people.
    ///
    /// @return such as `−0.021 ± 0.012`
    public String text() {
      return behind
          .map(by ->
              "%s%.3f%s"
                  .formatted(
                      Spread.tidy(by) < 0.0005 ? "" : "−",
                      Spread.tidy(by),
                      margin.map(m -> " ± %.3f".formatted(m)).orElse(", too few seeds to say")))
          .orElse("");
    }
  }

  /// Ranks groups. One ties with the best of a place if the interval of their difference, which
  /// holds it with 95 %, holds 0 too. If there are too few seeds to say, every group has a place of
  /// its own, unless results are equal.
  ///
  /// @param groups in any order
  /// @return the best first
  public static List<Place> of(List<Group> groups) {
    List<Group> sorted =
        groups.stream()
            .sorted(
                Comparator.comparing(Group::diverged)
                    .thenComparing(Comparator.comparingDouble(Ranking::mean).reversed()))
            .toList();
    Noise noise = Noise.of(sorted.stream().filter(Ranking::counts).map(Ranking::values).toList());
    List<Place> places = new ArrayList<>();
    int rank = 0;
    Group bestOfPlace = null;
    for (Group group : sorted) {
      if (bestOfPlace == null || !tied(bestOfPlace, group, noise)) {
        bestOfPlace = group;
        rank = places.size() + 1;
      }
      Group best = sorted.getFirst();
      if (places.isEmpty() || !counts(best) || !counts(group)) {
        places.add(new Place(rank, group, Optional.empty(), Optional.empty()));
      } else {
        Noise.Comparison of = noise.compare(values(best), values(group));
        places.add(new Place(rank, group, Optional.of(of.difference()), of.margin()));
      }
    }
    return places;
  }

  private static boolean counts(Group group) {
    return !group.diverged() && group.validationAccuracy().length > 0;
  }

  private static Noise.Sample values(Group group) {
    List<RunRecord> measured =
        group.runs().stream()
            .filter(run -> run.last().isPresent())
            .sorted(
                Comparator.<RunRecord>comparingLong(run -> run.plan().seed())
                    .thenComparingInt(run -> run.plan().fold()))
            .toList();
    return new Noise.Sample(
        measured.stream().map(run -> run.plan().repetition()).toList(),
        measured.stream().map(run -> run.last().orElseThrow().validation().accuracy()).toList());
  }

  private static double mean(Group group) {
    return group.validationAccuracy().length == 0 ? 0 : Spread.tidy(values(group).mean());
  }

  private static boolean tied(Group better, Group worse, Noise noise) {
    if (better.diverged() != worse.diverged()) {
      return false;
    }
    if (!counts(better) || !counts(worse)) {
      return mean(better) == mean(worse);
    }
    Noise.Comparison comparison = noise.compare(values(better), values(worse));
    return Spread.tidy(comparison.difference()) <= comparison.margin().orElse(0.0);
  }
}
