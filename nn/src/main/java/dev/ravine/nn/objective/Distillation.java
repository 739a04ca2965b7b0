package dev.ravine.nn.objective;

import dev.ravine.data.Dataset;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Probabilities;
import java.util.Optional;

/// What a student learns beside the labels: what a teacher says of the same examples.
///
/// ```
/// loss = (1 − weight) · cross-entropy(labels, z)
///        + weight · T² · cross-entropy(softmax(teacher / T), z / T)
/// ```
///
/// T² keeps the gradient's size as T grows: for large T and logits of mean zero the second term's
/// gradient approaches weight / classes times the difference of the logits, as if they were matched
/// by squared error.
///
/// Hinton, Vinyals, Dean: Distilling the Knowledge in a Neural Network (arXiv 1503.02531), sections
/// 2 and 2.1. A teacher that says the same of all classes, at T = 1, is label smoothing.
///
/// An example without a label has the second term alone.
///
/// @param teacher its logits, one row for each training example, in the data set's order, and then
///   for each example without a label
/// @param temperature T, positive
/// @param weight how much the teacher counts, 0 … 1; 0 is plain training, to the bit
/// @param transfer examples without labels, on which the teacher alone is learnt from; they need a
///   weight above 0
public record Distillation(
    Logits teacher, double temperature, double weight, Optional<Dataset> transfer) {

  /// Distillation on the training examples alone.
  ///
  /// @param teacher its logits
  /// @param temperature T, positive
  /// @param weight how much the teacher counts, 0 … 1
  public Distillation(Logits teacher, double temperature, double weight) {
    this(teacher, temperature, weight, Optional.empty());
  }

  public Distillation {
    Probabilities.checkTemperature(temperature);
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be in [0, 1], was " + weight);
    }
    if (transfer.isPresent() && weight == 0) {
      throw new IllegalArgumentException(
          "weight must be above 0 if there are examples without labels, was 0");
    }
  }

  /// Label smoothing: part of each label goes to all classes in equal shares.
  ///
  /// Szegedy et al.: Rethinking the Inception Architecture (arXiv 1512.00567), section 7.
  ///
  /// @param examples how many training examples there are
  /// @param classes how many classes
  /// @param part 0 … 1
  /// @return a teacher that knows nothing
  public static Distillation smoothing(int examples, int classes, double part) {
    return new Distillation(new Logits(classes, new float[examples * classes]), 1, part);
  }

  /// The teacher's probabilities at the temperature, example after example.
  float[] soft() {
    Probabilities soft = Probabilities.of(teacher, temperature);
    int classes = teacher.classes();
    float[] values = new float[teacher.size() * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) soft.at(i / classes, i % classes);
    }
    return values;
  }
}
