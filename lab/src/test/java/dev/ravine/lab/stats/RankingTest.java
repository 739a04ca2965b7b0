package dev.ravine.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static List<RunRecord> runs(String name, double... accuracies) {
    return of(name, 0, accuracies);
  }

  private static List<RunRecord> of(String name, double resolution, double... accuracies) {
    List<RunRecord> runs = new ArrayList<>();
    for (int seed = 0; seed < accuracies.length; seed++) {
      Evaluation end = new Evaluation(accuracies[seed], 1);
      List<Event> events =
          List.of(
              new Event.Epoch(0, 0, 0, 0, new Evaluation(0.1, 2), new Evaluation(0.1, 2)),
              new Event.Epoch(1, 10, 10, 1, end, end));
      runs.add(
          new RunRecord(
              RunPlan.of(name, Optimizer.of(Sgd.of(0.1)), seed),
              Double.isNaN(accuracies[seed])
                  ? new Outcome.Diverged(3, "the loss was NaN")
                  : new Outcome.Finished(10),
              events,
              new StepCost(3, 1),
              10,
              KeptModels.LAST,
              resolution));
    }
    return runs;
  }

  private static List<String> ranked(List<List<RunRecord>> settings) {
    List<RunRecord> all = settings.stream().flatMap(List::stream).toList();
    return Ranking.of(Setting.of(all)).stream().map(RankingTest::text).toList();
  }

  private static String text(Ranking.Place place) {
    OptionalInt rank = place.rank();
    return (rank.isPresent() ? rank.getAsInt() : "-") + " " + place.setting().plan().optimizer();
  }

  @Test
  void differencesWithinTheSeedsNoiseAreTies() {
    assertThat(
            ranked(
                List.of(
                    runs("worst", 0.10, 0.11, 0.12),
                    runs("good", 0.50, 0.53, 0.54),
                    runs("diverged", 0.9, 0.9, Double.NaN),
                    runs("as good", 0.52, 0.52, 0.55))))
        .containsExactly("1 as good", "1 good", "3 worst", "- diverged");
  }

  @Test
  void oneSeedTellsNothingOfNoise() {
    assertThat(ranked(List.of(runs("a", 0.5), runs("b", 0.501), runs("c", 0.5))))
        .containsExactly("- b", "- a", "- c");
  }

  /// Two seeds each: pooled over four settings, the noise has three degrees of freedom. Computed
  /// with NumPy and SciPy: residual variance of the two-way layout 4.16667e-4, t-quantile 3.18245.
  @Test
  void noiseIsPooledOverSettings() {
    List<Ranking.Place> places =
        Ranking.of(
            Setting.of(
                Stream.of(
                        runs("a", 0.396, 0.366),
                        runs("b", 0.225, 0.165),
                        runs("c", 0.37, 0.35),
                        runs("d", 0.2, 0.21))
                    .flatMap(List::stream)
                    .toList()));
    assertThat(places.stream().map(RankingTest::text)).containsExactly("1 a", "1 c", "3 d", "3 b");
    assertThat(places.get(3).behind().orElseThrow()).isCloseTo(0.186, within(1e-12));
    assertThat(places.get(3).margin().orElseThrow()).isCloseTo(0.0649614132, within(1e-9));
    assertThat(places.get(3).text()).isEqualTo("−0.186 ± 0.065");
  }

  /// Two seeds of two settings say nothing: a t-quantile of 12.7.
  @Test
  void tooFewSeedsAreSaidToBeTooFew() {
    List<Ranking.Place> places =
        Ranking.of(
            Setting.of(
                Stream.of(runs("a", 0.396, 0.366), runs("b", 0.225, 0.165))
                    .flatMap(List::stream)
                    .toList()));
    assertThat(places.getLast().text()).isEqualTo("−0.186 (too few seeds)");
    assertThat(places.stream().map(RankingTest::text)).containsExactly("- a", "- b");
  }

  /// One seed of another experiment takes nothing away from what is known of the others.
  @Test
  void aSettingWithFewerSeedsHasNoPlaceAndTakesNone() {
    List<Ranking.Place> places =
        Ranking.of(
            Setting.of(
                Stream.of(
                        runs("a", 0.90, 0.902, 0.901),
                        runs("b", 0.88, 0.881, 0.882),
                        runs("once", 0.95),
                        runs("once more", 0.5))
                    .flatMap(List::stream)
                    .toList()));
    assertThat(places.stream().map(RankingTest::text))
        .containsExactly("- once", "1 a", "2 b", "- once more");
    assertThat(places.getFirst().text()).isEqualTo("+0.049 (too few seeds)");
    assertThat(places.get(1).text()).isEmpty();
    assertThat(places.get(2).margin()).isPresent();
  }

  /// Accuracies of 60 examples: that two seeds are as far apart as two others is no proof that
  /// there is no noise.
  @Test
  void roundedAccuraciesAreNotTakenForExact() {
    double one = 1.0 / 60;
    List<List<RunRecord>> settings =
        List.of(
            of("a", one, 57 * one, 57 * one),
            of("b", one, 56 * one, 57 * one),
            of("c", one, 56 * one, 57 * one),
            of("d", one, 56 * one, 56 * one),
            of("e", one, 55 * one, 56 * one),
            of("chance", one, 20 * one, 20 * one));
    assertThat(ranked(settings)).containsExactly("1 a", "1 b", "1 c", "1 d", "5 e", "6 chance");
    assertThat(ranked(settings.subList(0, 1))).containsExactly("- a");
    assertThat(ranked(List.of(settings.get(0), settings.get(3)))).containsExactly("- a", "- d");
  }

  /// Three seeds that all are right and three at chance need no more to be told apart.
  @Test
  void settingsWithoutNoiseAreToldApart() {
    double one = 1.0 / 60;
    assertThat(ranked(List.of(of("right", one, 1, 1, 1), of("chance", one, 0.25, 0.25, 0.25))))
        .containsExactly("1 right", "2 chance");
  }

  /// Seed 0 is better for both by far more than they differ: seed by seed they are told apart.
  @Test
  void settingsAreComparedSeedBySeed() {
    assertThat(ranked(List.of(runs("a", 0.9, 0.5, 0.7), runs("b", 0.89, 0.491, 0.689))))
        .containsExactly("1 a", "2 b");
  }

  /// A setting that is much noisier than the others does not blur them.
  @Test
  void aNoisySettingIsNotPooled() {
    assertThat(
            ranked(
                List.of(
                    runs("a", 0.90, 0.902, 0.901),
                    runs("b", 0.88, 0.881, 0.882),
                    runs("c", 0.86, 0.861, 0.862),
                    runs("noisy", 0.1, 0.9, 0.2))))
        .containsExactly("1 a", "2 b", "3 c", "3 noisy");
  }

  /// Student's quantile for five values is 2.776.
  @Test
  void theIntervalIsStudents() {
    SeedStatistics statistics = SeedStatistics.of(1, 2, 3, 4, 5);
    assertThat(statistics.mean()).isEqualTo(3);
    assertThat(statistics.deviation()).isCloseTo(1.5811388, within(1e-7));
    assertThat(statistics.interval()).isCloseTo(2.7764451 * 1.5811388 / Math.sqrt(5), within(1e-6));
    assertThat(SeedStatistics.of(7).interval()).isInfinite();
  }

  /// By the definition of the layout, for settings of any size: what is pooled is what is left when
  /// means of settings and seeds are taken away.
  @Test
  void thePooledMarginIsThatOfTheDefinition() {
    RandomStream random = new Seed(5).stream("ranking");
    double[][] y = new double[40][3];
    List<RunRecord> all = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      for (int s = 0; s < 3; s++) {
        y[i][s] = 0.9 - 0.01 * i + 0.1 * s + 0.01 * random.nextGaussian();
      }
      all.addAll(runs("r" + i, y[i]));
    }
    double sum = 0;
    for (double[] row : y) {
      for (int s = 0; s < 3; s++) {
        int seed = s;
        double ofSeed = Stream.of(y).mapToDouble(r -> r[seed]).average().orElseThrow();
        double grand = Stream.of(y).flatMapToDouble(DoubleStream::of).average().orElseThrow();
        double rest = row[s] - DoubleStream.of(row).average().orElseThrow() - ofSeed + grand;
        sum += rest * rest;
      }
    }
    double freedom = 39 * 2;
    double margin = SeedStatistics.quantile(freedom) * Math.sqrt(2 * sum / freedom / 3);
    assertThat(Ranking.of(Setting.of(all)).getLast().margin().orElseThrow())
        .isCloseTo(margin, within(1e-10));
  }
}
