package dev.ravine.nn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.nn.predict.ThresholdCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdCurveTest {

  private static ThresholdCurve curve(double[] probabilities, boolean... has) {
    return ThresholdCurve.of(has.length, i -> probabilities[i], i -> has[i], i -> 1);
  }

  /// The example of scikit-learn's `roc_curve` and `precision_recall_curve`.
  @Test
  void pointsAreThoseOfScikitLearn() {
    ThresholdCurve curve = curve(new double[] {0.1, 0.4, 0.35, 0.8}, false, false, true, true);
    assertThat(curve.points())
        .containsExactly(
            new Point(Double.POSITIVE_INFINITY, 1, 0, 0),
            new Point(0.8, 1, 0.5, 0),
            new Point(0.4, 0.5, 0.5, 0.5),
            new Point(0.35, 2.0 / 3, 1, 0.5),
            new Point(0.1, 0.5, 1, 1));
    assertThat(curve.auc()).isEqualTo(0.75);
    assertThat(curve.averagePrecision()).isCloseTo(0.8333333333, within(1e-9));
    assertThat(curve.greatestF1().threshold()).isEqualTo(0.35);
  }

  @Test
  void equalProbabilitiesAreOnePoint() {
    ThresholdCurve curve = curve(new double[] {0.5, 0.5, 0.5, 0.2}, true, false, true, false);
    assertThat(curve.points()).hasSize(3);
    assertThat(curve.auc()).isEqualTo(0.75);
  }

  @Test
  void oneKindAloneHasNoArea() {
    ThresholdCurve with = curve(new double[] {0.5, 0.2}, true, true);
    ThresholdCurve without = curve(new double[] {0.5, 0.2}, false, false);
    assertThat(List.of(with.auc(), without.auc(), without.averagePrecision()))
        .allMatch(area -> area.isNaN());
    assertThat(with.averagePrecision()).isEqualTo(1);
    assertThat(with.greatestF1().threshold()).isEqualTo(0.2);
  }
}
