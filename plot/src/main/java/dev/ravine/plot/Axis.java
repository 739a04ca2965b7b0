package dev.ravine.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One direction of a chart.
///
/// @param label what is measured, with its unit
/// @param scale how it is laid out
/// @param range what it shows; if empty, all there is
public record Axis(String label, Scale scale, Optional<Range> range) {

  /// Values that differ by less, as a share of their size, have no round ones between them.
  private static final double CLOSEST = 1e-9;

  private static final int TICKS = 6;
  private static final double[] STEPS = {1, 2, 5, 10};

  /// The ends of an axis.
  ///
  /// @param low the lower end
  /// @param high the upper end, greater
  public record Range(double low, double high) {

    public Range {
      if (!(low < high)) {
        throw new IllegalArgumentException(
            "a range must have its low end below its high one, had %s and %s".formatted(low, high));
      }
    }
  }

  /// An axis that shows all there is.
  ///
  /// @param label what is measured
  /// @param scale how it is laid out
  public Axis(String label, Scale scale) {
    this(label, scale, Optional.empty());
  }

  /// The same with ends; what lies beyond is cut off.
  ///
  /// @param low the lower end
  /// @param high the upper end
  /// @return a changed copy
  public Axis between(double low, double high) {
    return new Axis(label, scale, Optional.of(new Range(low, high)));
  }

  /// How values become places.
  public enum Scale {
    /// Equal distances for equal differences.
    LINEAR,
    /// Equal distances for equal ratios; what is not positive can't be shown.
    LOGARITHMIC
  }

  /// An axis with equal distances for equal differences.
  ///
  /// @param label what is measured
  /// @return a linear axis
  public static Axis linear(String label) {
    return new Axis(label, Scale.LINEAR);
  }

  /// An axis with equal distances for equal ratios.
  ///
  /// @param label what is measured
  /// @return a logarithmic axis
  public static Axis logarithmic(String label) {
    return new Axis(label, Scale.LOGARITHMIC);
  }

  boolean shows(double value) {
    return Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
  }

  /// A number that grows evenly along the axis.
  double even(double value) {
    return scale == Scale.LINEAR ? value : StrictMath.log10(value);
  }

  /// Round values between two ends, both given evenly.
  List<Double> ticks(double low, double high) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (!(high - low > size * CLOSEST) || !Double.isFinite(high - low)) {
      return List.of(low);
    }
    if (scale == Scale.LOGARITHMIC && high - low < 1) {
      return withinADecade(low, high);
    }
    double rough = (high - low) / TICKS;
    double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
    double step = power * STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      step = power * STEPS[i] >= rough ? power * STEPS[i] : step;
    }
    step = scale == Scale.LOGARITHMIC ? Math.max(1, StrictMath.rint(step)) : step;
    List<Double> ticks = new ArrayList<>();
    for (double k = StrictMath.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /// Round values, as on a linear axis: powers of ten are too few.
  private List<Double> withinADecade(double low, double high) {
    return linear(label).ticks(StrictMath.pow(10, low), StrictMath.pow(10, high)).stream()
        .filter(value -> value > 0)
        .map(StrictMath::log10)
        .toList();
  }

  /// How a tick is written.
  String text(double even) {
    return number(scale == Scale.LINEAR ? even : StrictMath.pow(10, even));
  }

  /// How a number is written.
  String number(double value) {
    if (Math.abs(value) < 1e-12) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -3 || exponent > 5
        ? rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent
        : rounded.toPlainString();
  }
}
