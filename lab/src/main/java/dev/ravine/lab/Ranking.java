package dev.ravine.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/// Groups of runs by their validation accuracy after the last epoch. Groups whose difference may
/// well be the seeds' noise share a place; groups with a run that diverged come last.
public final class Ranking {

  private static final double LIKELY_NOISE = 0.05;

  private Ranking() {}

  /// A group and its place.
  ///
  /// @param rank from 1; several may have the same
  /// @param group the runs
  public record Place(int rank, Group group) {}

  /// Ranks groups. One ties with the best of a place unless Welch's test, two-sided, says that such
  /// a difference comes from noise in less than 5 % of all cases. With one seed there is no telling
  /// noise, and every group has a place of its own.
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
    List<Place> places = new ArrayList<>();
    int rank = 0;
    Group best = null;
    for (Group group : sorted) {
      if (best == null || !tied(best, group)) {
        best = group;
        rank = places.size() + 1;
      }
      places.add(new Place(rank, group));
    }
    return places;
  }

  private static double mean(Group group) {
    return DoubleStream.of(group.validationAccuracy()).average().orElse(0);
  }

  private static boolean tied(Group better, Group worse) {
    double[] x = better.validationAccuracy();
    double[] y = worse.validationAccuracy();
    if (better.diverged() != worse.diverged()) {
      return false;
    }
    boolean same = mean(better) == mean(worse);
    if (x.length < 2 || y.length < 2) {
      return same;
    }
    boolean noise = Spread.of(x).deviation() > 0 || Spread.of(y).deviation() > 0;
    return noise
        ? TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(x, y).getPValue()
            >= LIKELY_NOISE
        : same;
  }
}
