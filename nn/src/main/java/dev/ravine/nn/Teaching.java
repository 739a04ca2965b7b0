package dev.ravine.nn;

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
/// @param teacher its logits, one row for each training example, in the data set's order
/// @param temperature T, positive
/// @param weight how much the teacher counts, 0 … 1; 0 is plain training, to the bit
public record Teaching(Logits teacher, double temperature, double weight) {

  /// Checks the numbers.
  public Teaching {
    Probabilities.checkTemperature(temperature);
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be in [0, 1], was " + weight);
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
  public static Teaching smoothing(int examples, int classes, double part) {
    return new Teaching(new Logits(classes, new float[examples * classes]), 1, part);
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
