package dev.ravine.nn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnsembleTest {

  private static final int CLASSES = 4;

  private static Logits logits(long seed, int size, double scale) {
    RandomStream random = new Seed(seed).stream("logits");
    float[] values = new float[size * CLASSES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return new Logits(CLASSES, values);
  }

  private static Labels labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return (Labels) new Dataset("made up", 1, CLASSES, new byte[labels.length], bytes).targets();
  }

  private static Probabilities two(double... values) {
    return Probabilities.of(2, values);
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN", "LOG_MEAN"})
  void equalMembersGiveTheMember(Combination combination) {
    Probabilities member = Probabilities.of(logits(1, 50, 3));
    for (int k = 1; k <= 9; k++) {
      Probabilities ensemble = combination.of(Collections.nCopies(k, member));
      for (int i = 0; i < member.size(); i++) {
        for (int c = 0; c < CLASSES; c++) {
          double p = member.at(i, c);
          double allowed = combination == Combination.MEAN ? Math.ulp(p) : 1e-14 * p;
          assertThat(Math.abs(ensemble.at(i, c) - p)).isLessThanOrEqualTo(allowed);
        }
      }
    }
  }

  @Test
  void combinationsAreWhatTheirNamesSay() {
    List<Probabilities> members = List.of(two(0.9, 0.1), two(0.4, 0.6), two(0.3, 0.7));
    assertThat(Combination.MEAN.of(members).at(0, 0)).isCloseTo(1.6 / 3, within(1e-15));
    double a = Math.cbrt(0.9 * 0.4 * 0.3);
    double b = Math.cbrt(0.1 * 0.6 * 0.7);
    assertThat(Combination.LOG_MEAN.of(members).at(0, 0)).isCloseTo(a / (a + b), within(1e-14));
    Probabilities vote = Combination.VOTE.of(members);
    assertThat(vote.greatest(0)).isEqualTo(1);
    assertThat(vote.at(0, 0)).isCloseTo((1 + 1.6 / 3) / 4, within(1e-14));
    assertThat(Combination.weighted(members, new double[] {1, 0, 0}).at(0, 0)).isEqualTo(0.9);
    assertThat(Combination.VOTE.of(members.subList(0, 2)).greatest(0))
        .as("a tie goes to the greater mean")
        .isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Combination.MEAN.of(List.of()))
        .hasMessage("an ensemble must have 1 member or more");
    assertThatThrownBy(
            () -> Combination.MEAN.of(List.of(two(1, 0), Probabilities.of(logits(1, 1, 1)))))
        .hasMessage(
            "members must predict 2 classes of 1 examples as the first does, one predicts 4 of 1");
    assertThatThrownBy(() -> Combination.weighted(List.of(two(1, 0)), new double[] {1.5}))
        .hasMessage("weights must be in [0, 1], was 1.5");
    assertThatThrownBy(() -> Probabilities.of(logits(1, 1, 1), 0))
        .hasMessage("temperature must be positive, was 0.0");
  }

  /// By hand: sure and right, sure and wrong, unsure and right.
  @Test
  void qualityIsMeasuredByItsDefinitions() {
    Probabilities p =
        Probabilities.of(
            4, new double[] {0.97, 0.01, 0.01, 0.01, 0.97, 0.01, 0.01, 0.01, 0.3, 0.4, 0.2, 0.1});
    ClassificationMetrics quality = ClassificationMetrics.of(p, labels(0, 1, 1));
    assertThat(quality.accuracy()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(quality.negativeLogLikelihood())
        .isCloseTo(-(Math.log(0.97) + Math.log(0.01) + Math.log(0.4)) / 3, within(1e-14));
    double first = 0.03 * 0.03 + 3 * 1e-4;
    double second = 0.97 * 0.97 + 0.99 * 0.99 + 2e-4;
    double third = 0.09 + 0.36 + 0.04 + 0.01;
    assertThat(quality.brier()).isCloseTo((first + second + third) / 3, within(1e-14));
    assertThat(quality.calibrationError()).isCloseTo((2 * (0.97 - 0.5) + 0.6) / 3, within(1e-14));
    assertThat(quality.bins()).hasSize(2);
  }

  /// Labels drawn from the probabilities at a temperature of 2: that is what is found.
  @Test
  void theTemperatureThatLabelsWereDrawnAtIsFound() {
    int size = 20_000;
    Logits logits = logits(7, size, 2);
    Probabilities truth = Probabilities.of(logits, 2);
    RandomStream random = new Seed(7).stream("labels");
    int[] drawn =
        IntStream.range(0, size)
            .map(i -> {
              double u = random.nextDouble();
              int c = 0;
              for (double sum = truth.at(i, 0); sum < u && c < CLASSES - 1; sum += truth.at(i, c)) {
                c++;
              }
              return c;
            })
            .toArray();
    Probabilities said = Probabilities.of(logits);
    double temperature = TemperatureScaling.fit(said, labels(drawn));
    assertThat(temperature).isBetween(1.9, 2.1);
    assertThat(ClassificationMetrics.of(said.at(temperature), labels(drawn)).calibrationError())
        .isLessThan(0.02)
        .isLessThan(ClassificationMetrics.of(said, labels(drawn)).calibrationError());
  }

  @Test
  void weightsFavourWhoIsRightAndAddUpToOne() {
    int size = 200;
    Probabilities noise = Probabilities.of(logits(1, size, 1));
    Probabilities good = Probabilities.of(logits(2, size, 3));
    int[] right = IntStream.range(0, size).map(good::greatest).toArray();
    List<Probabilities> members = new ArrayList<>(List.of(noise, good));
    double[] weights = MixtureWeights.fit(members, labels(right));
    assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-12));
    assertThat(weights[1]).isGreaterThan(0.99);
    double[] equal = MixtureWeights.fit(List.of(good, good), labels(right));
    assertThat(equal).containsExactly(0.5, 0.5);
  }
}
