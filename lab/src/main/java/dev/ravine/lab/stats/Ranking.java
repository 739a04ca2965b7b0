package dev.ravine.lab.stats;

import dev.ravine.lab.run.RunRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Settings by their validation accuracy. Settings whose difference may well be the seeds' noise
/// share a place; where there are too few seeds to say, a setting has none. Settings with a run
/// that diverged come last.
public final class Ranking {

  private Ranking() {}

  /// A setting and its place.
  ///
  /// @param rank from 1; several may have the same; empty if there are too few seeds to say, and of
  ///   settings that diverged or were not measured
  /// @param setting the runs
  /// @param behind how far it is behind the best; less than 0 if it is before the best of those
  ///   that have a place; empty of the best itself, and of settings that diverged or were not
  ///   measured
  /// @param margin half of the interval that holds that difference with 95 %; empty if there are
  ///   too few seeds to say
  public record Place(
      OptionalInt rank, Setting setting, Optional<Double> behind, Optional<Double> margin) {

    /// The difference, for people.
    ///
    /// @return such as `−0.021 ± 0.012`
    public String text() {
      return behind
          .map(by ->
              "%s%.3f%s"
                  .formatted(
                      Math.abs(SeedStatistics.tidy(by)) < 0.0005 ? "" : by < 0 ? "+" : "−",
                      Math.abs(SeedStatistics.tidy(by)),
                      margin.map(m -> " ± %.3f".formatted(m)).orElse(" (too few seeds)")))
          .orElse("");
    }
  }

  /// Ranks settings. One ties with the best of a place if the interval of their difference, which
  /// holds it with 95 %, holds 0 too. The best of those with the most seeds is what the others are
  /// compared with.
  ///
  /// @param settings in any order
  /// @return the best first
  public static List<Place> of(List<Setting> settings) {
    List<Setting> sorted =
        settings.stream()
            .sorted(
                Comparator.comparing(Setting::diverged)
                    .thenComparing(Comparator.comparingDouble(Ranking::mean).reversed()))
            .toList();
    List<Setting> counted = sorted.stream().filter(Ranking::counts).toList();
    Noise noise = Noise.of(counted.stream().map(Ranking::values).toList());
    Map<String, Noise.Comparison> behind = new HashMap<>();
    counted.stream()
        .max(Comparator.comparingInt(setting -> values(setting).size()))
        .ifPresent(best ->
            counted.stream()
                .filter(setting -> !setting.label().equals(best.label()))
                .forEach(setting ->
                    behind.put(setting.label(), noise.compare(values(best), values(setting)))));
    boolean known = behind.values().stream().anyMatch(by -> by.margin().isPresent());
    Map<String, Integer> ranks =
        ranks(
            counted.stream()
                .filter(setting ->
                    Optional.ofNullable(behind.get(setting.label()))
                        .map(by -> by.margin().isPresent())
                        .orElse(known))
                .toList(),
            noise);
    return sorted.stream()
        .map(setting -> {
          Integer rank = ranks.get(setting.label());
          Optional<Noise.Comparison> by = Optional.ofNullable(behind.get(setting.label()));
          return new Place(
              rank == null ? OptionalInt.empty() : OptionalInt.of(rank),
              setting,
              by.map(Noise.Comparison::difference),
              by.flatMap(Noise.Comparison::margin));
        })
        .toList();
  }

  /// All runs: those of the best setting first, and of each setting the best first.
  ///
  /// @param records of one experiment, in any order
  /// @return the same runs
  public static List<RunRecord> runs(List<RunRecord> records) {
    return of(Setting.of(records)).stream()
        .flatMap(place -> place.setting().runs().stream().sorted(RunRecord.BEST_FIRST))
        .toList();
  }

  /// @param settings the best first
  private static Map<String, Integer> ranks(List<Setting> settings, Noise noise) {
    Map<String, Integer> ranks = new HashMap<>();
    int rank = 0;
    Setting bestOfPlace = null;
    for (Setting setting : settings) {
      if (bestOfPlace == null || !tied(bestOfPlace, setting, noise)) {
        bestOfPlace = setting;
        rank = ranks.size() + 1;
      }
      ranks.put(setting.label(), rank);
    }
    return ranks;
  }

  private static boolean counts(Setting setting) {
    return !setting.diverged() && setting.validationAccuracy().length > 0;
  }

  private static Noise.Sample values(Setting setting) {
    List<RunRecord> measured =
        setting.runs().stream()
            .filter(run -> run.result().isPresent())
            .sorted(
                Comparator.<RunRecord>comparingLong(run -> run.plan().seed())
                    .thenComparingInt(run -> run.plan().fold()))
            .toList();
    return new Noise.Sample(
        measured.stream().map(run -> run.plan().repetition()).toList(),
        measured.stream().map(run -> run.result().orElseThrow().validation().accuracy()).toList(),
        measured.stream().mapToDouble(RunRecord::resolution).max().orElse(0));
  }

  private static double mean(Setting setting) {
    return setting.validationAccuracy().length == 0
        ? 0
        : SeedStatistics.tidy(values(setting).mean());
  }

  private static boolean tied(Setting better, Setting worse, Noise noise) {
    Noise.Comparison comparison = noise.compare(values(better), values(worse));
    return SeedStatistics.tidy(comparison.difference()) <= comparison.margin().orElse(0.0);
  }
}
