package dev.ravine.nn.predict;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// A trained model compiled to predict an example, or a few, at a time. Of a single model no call
/// allocates anything; what is predicted has the same bits as in a data set, however many examples
/// are predicted at once.
///
/// A predictor is for one thread at a time: it refuses a call while another thread's is under way.
/// Threads that share a model have a predictor each, or share a [PredictorPool].
public final class Predictor implements AutoCloseable {

  /// Makes a prediction of a model's output.
  @FunctionalInterface
  public interface OutputConversion {
    /// Converts.
    ///
    /// @param i which of an example's outputs
    /// @param output as the model says it
    /// @return in the unit of what was learnt
    double convert(int i, double output);
  }

  private final ThreadTeam team = new ThreadTeam(1);
  private final List<TrainedModel> members;
  private final List<Inference> compiled = new ArrayList<>();
  private final Combination combination;
  private final List<String> classes;
  private final Optional<OutputConversion> conversion;
  private final int width;
  private final int outputs;
  private final int batch;
  private final double[] logarithms;
  private final double[] values;
  private final float[] predicted;
  private final AtomicBoolean used = new AtomicBoolean();
  private boolean closed;

  /// Compiles; [dev.ravine.nn.saved.SavedModel#predictor()] is the usual way here.
  ///
  /// @param members one model or more
  /// @param combination of their predictions
  /// @param classes the names of the classes, or labels; none if values are predicted
  /// @param conversion of each output; empty if they are logits of classes
  /// @param batch how many examples are predicted at once, at most
  public Predictor(
      List<TrainedModel> members,
      Combination combination,
      List<String> classes,
      Optional<OutputConversion> conversion,
      int batch) {
    if (batch < 1 || batch > Inference.MOST) {
      throw new IllegalArgumentException(
          "a predictor's batch must be in 1 … %d, was %d".formatted(Inference.MOST, batch));
    }
    this.members = List.copyOf(members);
    this.combination = combination;
    this.classes = List.copyOf(classes);
    this.conversion = conversion;
    this.batch = batch;
    width = members.getFirst().preprocessing().mean().length;
    for (TrainedModel member : members) {
      Inference inference = new Inference(member.model(), width, batch, team);
      inference.normalizeBy(member.statistics());
      compiled.add(inference);
    }
    outputs = compiled.getFirst().outputs();
    logarithms = new double[batch * outputs];
    values = new double[batch * outputs];
    predicted = new float[batch * outputs];
  }

  /// How many numbers an example has.
  ///
  /// @return 1 or more
  public int features() {
    return width;
  }

  /// How many numbers are predicted for an example.
  ///
  /// @return the number of classes, 1 for a value, or as many as features for an autoencoder
  public int outputs() {
    return outputs;
  }

  /// The names of the classes, or labels, in the order of their probabilities; none if values are
  /// predicted.
  public List<String> classes() {
    return classes;
  }

  /// Predicts an example, or several one after the other.
  ///
  /// @param features as the data set had them that the model was trained on, before preprocessing:
  ///   [#features()] numbers for each example. Of a table these are the encoded columns, see
  ///   [dev.ravine.data.schema.TableSchema]
  /// @return the predictor's own array, overwritten by the next call: [#outputs()] numbers for each
  ///   example, a probability for each class or label, or a value in its own unit; then, if there
  ///   were fewer examples than the batch, numbers without a meaning
  /// @throws IllegalArgumentException if there are no whole examples, or more than the batch, or a
  ///   number is not finite
  /// @throws IllegalStateException if the predictor is closed, or another thread uses it
  public float[] predict(float... features) {
    Objects.requireNonNull(features, "features must be an array, were null");
    int count = features.length / width;
    if (count * width != features.length || count < 1 || count > batch) {
      throw new IllegalArgumentException(
          "features must be %s, were %d"
              .formatted(
                  batch == 1
                      ? "%d numbers".formatted(width)
                      : "%d numbers for each of 1 … %d examples".formatted(width, batch),
                  features.length));
    }
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw new IllegalArgumentException(
            "features must be finite, but number %d is %s".formatted(i, features[i]));
      }
    }
    if (closed) {
      throw new IllegalStateException("the predictor is closed");
    }
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "a predictor is for one thread at a time, and another uses it: share a PredictorPool");
    }
    try {
      return predict(features, count);
    } finally {
      used.set(false);
    }
  }

  private float[] predict(float[] features, int count) {
    if (conversion.isPresent()) {
      OutputConversion each = conversion.get();
      float[] said = run(0, features, count);
      for (int i = 0; i < count * outputs; i++) {
        predicted[i] = (float) each.convert(i % outputs, said[i]);
      }
    } else if (members.size() == 1) {
      probabilities(run(0, features, count), count);
    } else {
      combined(features, count);
    }
    return predicted;
  }

  /// The most likely class of one example.
  ///
  /// @param features as in [#predict], of one example
  /// @return the class's number
  /// @throws IllegalStateException if the model predicts no classes
  public int predictClass(float... features) {
    require(conversion.isEmpty(), "classes");
    float[] probabilities = ofOne(features);
    int greatest = 0;
    for (int c = 1; c < outputs; c++) {
      greatest = probabilities[c] > probabilities[greatest] ? c : greatest;
    }
    return greatest;
  }

  /// The most likely class of one example.
  ///
  /// @param features as in [#predict], of one example
  /// @return the class's name
  /// @throws IllegalStateException if the model predicts no classes
  public String predictLabel(float... features) {
    return classes.get(predictClass(features));
  }

  /// The labels of one example: those whose probability is ½ or more.
  ///
  /// @param features as in [#predict], of one example
  /// @return names, in the order of the labels
  /// @throws IllegalStateException if the model does not predict labels of which an example may
  ///   have several
  public List<String> predictLabels(float... features) {
    require(conversion.isPresent() && !classes.isEmpty(), "labels of which an example has several");
    float[] probabilities = ofOne(features);
    return IntStream.range(0, outputs)
        .filter(i -> probabilities[i] >= 1f / 2)
        .mapToObj(classes::get)
        .toList();
  }

  /// What the model says of each class or label of one example.
  ///
  /// @param features as in [#predict], of one example
  /// @return a probability for each name, in the order of [#classes()]
  /// @throws IllegalStateException if the model predicts values
  public Map<String, Float> probabilities(float... features) {
    require(!classes.isEmpty(), "probabilities");
    float[] said = ofOne(features);
    Map<String, Float> byName = new LinkedHashMap<>();
    for (int c = 0; c < outputs; c++) {
      byName.put(classes.get(c), said[c]);
    }
    return byName;
  }

  private void require(boolean suits, String asked) {
    if (!suits) {
      throw new IllegalStateException(
          "the model predicts %s, not %s"
              .formatted(
                  conversion.isEmpty()
                      ? "classes"
                      : classes.isEmpty()
                          ? "values"
                          : "labels of which an example may have several",
                  asked));
    }
  }

  private float[] ofOne(float[] features) {
    if (features.length != width) {
      throw new IllegalArgumentException(
          "one example must have %d numbers, were %d".formatted(width, features.length));
    }
    return predict(features);
  }

  private float[] run(int member, float[] features, int count) {
    Inference inference = compiled.get(member);
    TrainedModel model = members.get(member);
    float[] mean = model.preprocessing().mean();
    float[] factor = model.preprocessing().factor();
    float[] in = inference.features();
    for (int example = 0; example < count; example++) {
      int at = example * width;
      for (int i = 0; i < width; i++) {
        in[at + i] = (features[at + i] - mean[i]) * factor[i];
      }
    }
    return inference.run(model.theta());
  }

  private void probabilities(float[] logits, int count) {
    for (int i = 0; i < count * outputs; i++) {
      logarithms[i] = logits[i];
    }
    for (int example = 0; example < count; example++) {
      Probabilities.normalize(outputs, logarithms, values, example * outputs);
    }
    for (int i = 0; i < count * outputs; i++) {
      predicted[i] = (float) values[i];
    }
  }

  private void combined(float[] features, int count) {
    List<Probabilities> said = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      float[] logits = run(member, features, count);
      float[] used = Arrays.copyOf(logits, count * outputs);
      said.add(Probabilities.of(new Logits(outputs, used)));
    }
    Probabilities all = combination.of(said);
    for (int i = 0; i < count * outputs; i++) {
      predicted[i] = (float) all.at(i / outputs, i % outputs);
    }
  }

  /// Gives up what it holds; predicts nothing after it.
  @Override
  public void close() {
    closed = true;
    team.close();
  }
}
