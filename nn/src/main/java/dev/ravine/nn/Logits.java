package dev.ravine.nn;

import dev.ravine.autodiff.Plan;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a model says of examples, before the softmax. Immutable.
public final class Logits {

  private static final int BATCH = 250;
  private static final String NAME = "logits";

  private final int classes;
  private final float[] values;

  /// Logits; the array is taken over, not copied.
  ///
  /// @param classes how many each example has, 1 or more
  /// @param values example after example
  public Logits(int classes, float[] values) {
    if (classes < 1 || values.length % classes != 0) {
      throw new IllegalArgumentException(
          "logits must be %d for each example, were %d in all".formatted(classes, values.length));
    }
    this.classes = classes;
    this.values = values;
  }

  /// Asks a model.
  ///
  /// @param model the function
  /// @param theta its parameters
  /// @param data the examples
  /// @param preprocessing what is done to them, as it was in training
  /// @param team the threads that share the work; they change no bit
  /// @return logits for all examples
  public static Logits of(
      Model model, float[] theta, Dataset data, Preprocessing preprocessing, ThreadTeam team) {
    int batch = Math.min(BATCH, data.size());
    Network network = new Network(model, Loss.of(data.targets()), batch, data.features());
    Plan<float[]> plan = network.evaluationPlan(team);
    int classes = network.logits().shape().size(1);
    float[] values = new float[Math.multiplyExact(data.size(), classes)];
    float[] features = plan.input(Network.FEATURES);
    float[] row = new float[data.features()];
    for (int from = 0; from < data.size(); from += batch) {
      int count = Math.min(batch, data.size() - from);
      for (int i = 0; i < count; i++) {
        data.read(from + i, preprocessing, row);
        System.arraycopy(row, 0, features, i * row.length, row.length);
      }
      plan.run(theta);
      System.arraycopy(plan.value(network.logits()), 0, values, from * classes, count * classes);
    }
    return new Logits(classes, values);
  }

  /// Writes a safetensors file with one tensor, `logits`, of shape examples × classes.
  ///
  /// @param file where to
  /// @param metadata texts by name, kept in the file
  /// @throws IOException if the disk fails
  public void write(Path file, Map<String, String> metadata) throws IOException {
    new TensorFile(List.of(new Tensor(NAME, List.of(size(), classes), values)), metadata)
        .write(file);
  }

  /// Reads what [#write] wrote.
  ///
  /// @param file where from
  /// @return the logits
  /// @throws IOException if the file can't be read, or holds something else
  public static Logits read(Path file) throws IOException {
    List<Tensor> tensors = TensorFile.read(file).tensors();
    if (tensors.size() != 1
        || !tensors.getFirst().name().equals(NAME)
        || tensors.getFirst().shape().size() != 2) {
      throw new IOException(file + " must hold one tensor, logits, of examples and classes");
    }
    return new Logits(tensors.getFirst().shape().get(1), tensors.getFirst().values());
  }

  /// How many examples there are.
  ///
  /// @return 0 or more
  public int size() {
    return values.length / classes;
  }

  /// How many classes there are.
  ///
  /// @return 1 or more
  public int classes() {
    return classes;
  }

  /// One logit.
  ///
  /// @param example 0 … size − 1
  /// @param label 0 … classes − 1
  /// @return any number
  public float at(int example, int label) {
    return values[example * classes + label];
  }
}
