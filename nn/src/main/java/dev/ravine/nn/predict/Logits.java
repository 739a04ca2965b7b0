package dev.ravine.nn.predict;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Inference;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a model says of examples, before the softmax. Immutable.
public final class Logits {

  /// The text in a file that says of which examples the logits are: their checksum.
  public static final String CHECKSUM = "sha256";

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
  /// @param trained the model
  /// @param data the examples
  /// @param team the threads that share the work; they change no bit
  /// @return logits for all examples
  public static Logits of(TrainedModel trained, Dataset data, ThreadTeam team) {
    Inference inference = new Inference(trained.model(), data.features(), data.size(), team);
    int classes = inference.outputs();
    float[] values = new float[Math.multiplyExact(data.size(), classes)];
    inference.run(
        trained.theta(),
        trained.statistics(),
        data,
        IntStream.range(0, data.size()).toArray(),
        trained.preprocessing(),
        (i, outputs, from) -> System.arraycopy(outputs, from, values, i * classes, classes));
    return new Logits(classes, values);
  }

  /// Writes a safetensors file with one tensor, `logits`, of shape examples × classes.
  ///
  /// @param file where to
  /// @param metadata texts by name, kept in the file
  /// @throws IOException if the disk fails
  public void write(Path file, Map<String, String> metadata) throws IOException {
    new TensorFile(List.of(new Tensor(NAME, List.of(size(), classes), values)), metadata)
        .sealed()
        .write(file);
  }

  /// Whether a file holds logits.
  ///
  /// @param file any file
  /// @return false if it is anything else
  public static boolean isIn(Path file) {
    try {
      return isIn(TensorFile.read(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isIn(TensorFile file) {
    return file.tensors().size() == 1
        && file.tensors().getFirst().name().equals(NAME)
        && file.tensors().getFirst().shape().size() == 2;
  }

  /// Reads what [#write] wrote.
  ///
  /// @param file where from
  /// @param checksum of the examples that they must be of
  /// @return the logits
  /// @throws IOException if the file can't be read, or holds something else
  public static Logits read(Path file, String checksum) throws IOException {
    TensorFile content = TensorFile.read(file);
    if (!isIn(content)) {
      throw new IOException(file + " must hold one tensor, logits, of examples and classes");
    }
    if (!checksum.equals(content.metadata().get(CHECKSUM))) {
      throw new IOException(
          "%s must hold logits of the examples with SHA-256 %s, holds those of %s"
              .formatted(file, checksum, content.metadata().getOrDefault(CHECKSUM, "others")));
    }
    Tensor logits = content.tensors().getFirst();
    return new Logits(logits.shape().get(1), logits.values());
  }

  /// These, and then others.
  ///
  /// @param others of as many classes
  /// @return logits of all examples
  public Logits and(Logits others) {
    if (others.classes != classes) {
      throw new IllegalArgumentException(
          "logits must be of %d classes, were of %d".formatted(classes, others.classes));
    }
    float[] all = Arrays.copyOf(values, values.length + others.values.length);
    System.arraycopy(others.values, 0, all, values.length, others.values.length);
    return new Logits(classes, all);
  }

  /// A checksum of the logits.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    return new TensorFile(List.of(new Tensor(NAME, List.of(size(), classes), values)), Map.of())
        .checksum("");
  }

  /// The probability of each label of each example, of which it may have several.
  double[][] sigmoids() {
    double[][] rows = new double[size()][classes];
    for (int i = 0; i < values.length; i++) {
      rows[i / classes][i % classes] = 1 / (1 + StrictMath.exp(-values[i]));
    }
    return rows;
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
