package dev.ravine.lab.yaml;

import dev.ravine.optim.hyperparameter.HyperParameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The values of one hyper-parameter in an experiment: one, a list, or `log(first, last, count)`.
///
/// @param values as they are written in a recipe
record Grid(List<String> values) {

  private static final Pattern LOGARITHMIC =
      Pattern.compile("log\\(([^,()]*),([^,()]*),([^,()]*)\\)");
  private static final int MOST = 10_000;

  static Grid of(Yaml written) {
    return switch (written) {
      case Yaml.Scalar scalar -> new Grid(expanded(scalar));
      case Yaml.Sequence list ->
          new Grid(list.items().stream().flatMap(item -> of(item).values.stream()).toList());
      case Yaml.Mapping mapping ->
          throw new InvalidExperimentException(
              mapping.line(), "a value must be a number, a text or a list, was a mapping");
    };
  }

  private static List<String> expanded(Yaml.Scalar scalar) {
    Matcher grid = LOGARITHMIC.matcher(scalar.text());
    if (!grid.matches()) {
      if (scalar.text().startsWith("log(")) {
        throw new InvalidExperimentException(
            scalar.line(), "log must be of the form log(first, last, count), was " + scalar.text());
      }
      return List.of(scalar.text());
    }
    double first = number(scalar, grid.group(1));
    double last = number(scalar, grid.group(2));
    double count = number(scalar, grid.group(3));
    if (!(first > 0 && last > 0 && first < Double.POSITIVE_INFINITY && last < 1 / 0.0)) {
      throw new InvalidExperimentException(
          scalar.line(), "log(first, last, count) must have positive ends, was " + scalar.text());
    }
    if (!(count >= 2 && count <= MOST && count == Math.rint(count))) {
      throw new InvalidExperimentException(
          scalar.line(),
          "log(first, last, count) must have a whole count from 2 to %d, was %s"
              .formatted(MOST, scalar.text()));
    }
    double ratio = StrictMath.log(last / first);
    return IntStream.range(0, (int) count)
        .mapToObj(
            i -> HyperParameters.print(rounded(first * StrictMath.exp(ratio * i / (count - 1)))))
        .toList();
  }

  /// To six digits, so that the ends are what was written.
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }

  private static double number(Yaml.Scalar scalar, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new InvalidExperimentException(
          scalar.line(), "log(first, last, count) must be of numbers, was " + scalar.text());
    }
  }
}
