package dev.ravine.nn.objective;

import dev.ravine.data.Labels;
import dev.ravine.data.Targets;
import dev.ravine.optim.hyperparameter.HyperParameters;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much the examples of each class count in the training loss, times their own weights. The
/// loss of a batch is Σ weight · loss / examples of the batch. Evaluations are not weighted by
/// class.
///
/// @param balanced whether all classes count the same: an example of class c counts n / (classes ·
///   n_c) times, with n training examples, n_c of them of the class
/// @param weights of classes by name, else; 1 of those that are not named
public record ClassWeights(boolean balanced, SortedMap<String, Double> weights) {

  /// All examples count the same.
  public static final ClassWeights NONE = new ClassWeights(false, new TreeMap<>());

  /// All classes count the same.
  public static final ClassWeights BALANCED = new ClassWeights(true, new TreeMap<>());

  private static final String BALANCED_TEXT = "balanced";
  private static final String NONE_TEXT = "none";

  public ClassWeights {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    weights.forEach((name, weight) -> {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "classWeights must be 0 or more, but that of %s is %s".formatted(name, weight));
      }
    });
  }

  /// Numbers.
  ///
  /// @param weights of classes by name, 0 or more; 1 of those that are not named
  public static ClassWeights of(Map<String, Double> weights) {
    return new ClassWeights(false, new TreeMap<>(weights));
  }

  /// The text in files.
  ///
  /// @return `none`, `balanced`, or such as `no=1,yes=5`
  public String label() {
    if (balanced) {
      return BALANCED_TEXT;
    }
    return weights.isEmpty()
        ? NONE_TEXT
        : weights.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + HyperParameters.print(entry.getValue()))
            .collect(Collectors.joining(","));
  }

  /// Reads what [#label] gives.
  ///
  /// @param text `none`, `balanced`, or such as `no=1,yes=5`
  /// @throws IllegalArgumentException if it is anything else
  public static ClassWeights parse(String text) {
    return switch (text) {
      case NONE_TEXT -> NONE;
      case BALANCED_TEXT -> BALANCED;
      default -> numbers(text);
    };
  }

  private static ClassWeights numbers(String text) {
    Map<String, Double> weights = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int at = part.lastIndexOf('=');
      try {
        weights.put(part.substring(0, at).strip(), Double.valueOf(part.substring(at + 1)));
      } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "classWeights must be none, balanced, or such as no=1,yes=5, was " + text, e);
      }
    }
    return of(weights);
  }

  /// Refuses targets of other classes.
  ///
  /// @param targets labels or values
  /// @throws IllegalArgumentException if they have no classes, or none of a name
  void check(Targets targets) {
    if (equals(NONE)) {
      return;
    }
    if (!(targets instanceof Labels labels)) {
      throw new IllegalArgumentException(
          "classWeights need a class for each example, but the targets are " + targets);
    }
    if (weights.keySet().containsAll(labels.names())
        && weights.values().stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException("classWeights must not all be 0");
    }
    for (String name : weights.keySet()) {
      if (!labels.names().contains(name)) {
        throw new IllegalArgumentException(
            "classWeights must be of classes among %s, but one is of %s"
                .formatted(labels.names(), name));
      }
    }
  }

  /// The same for any part of examples: weights that are balanced, as numbers.
  ClassWeights fixed(Labels whole) {
    if (!balanced) {
      return this;
    }
    Map<String, Double> numbers = new TreeMap<>();
    float[] each = of(whole);
    for (int c = 0; c < each.length; c++) {
      numbers.put(whole.names().get(c), (double) each[c]);
    }
    return of(numbers);
  }

  /// A weight for each class; balanced, a class without examples has 0.
  ///
  /// @param train the training examples' labels
  public float[] of(Labels train) {
    int[] counts = train.counts();
    float[] each = new float[counts.length];
    for (int c = 0; c < each.length; c++) {
      double balance = (double) train.size() / counts.length / Math.max(1, counts[c]);
      each[c] =
          (float)
              (balanced
                  ? counts[c] == 0 ? 0 : balance
                  : weights.getOrDefault(train.names().get(c), 1.0));
    }
    return each;
  }

  @Override
  public String toString() {
    return label();
  }
}
