package dev.ravine.onnx;

import dev.ravine.data.Preprocessing;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.BatchNorm;
import dev.ravine.nn.model.Dense;
import dev.ravine.nn.model.Dropout;
import dev.ravine.nn.model.Layer;
import dev.ravine.nn.model.LayerNorm;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.model.StandardLayer;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.OutputKind;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.onnx.OnnxGraph.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a trained model, or an ensemble, as ONNX: operator set 17, IR version 8.
///
/// Its input is `features`, batch × features, as they are in files: preprocessing is part of the
/// graph. Its output is `probabilities`, batch × classes, or `values`, batch × values. The names of
/// classes and columns are metadata: `class0` …, `column0` ….
public final class OnnxFile {

  /// The graph's input.
  public static final String FEATURES = "features";

  /// The graph's output, if there are classes or labels.
  public static final String PROBABILITIES = "probabilities";

  /// The graph's output, if values are learnt.
  public static final String VALUES = "values";

  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 17;

  private final OnnxGraph graph = new OnnxGraph();
  private final SavedModel model;

  private OnnxFile(SavedModel model) {
    this.model = model;
  }

  /// Writes the file aside and moves it into place.
  ///
  /// @param model what to write
  /// @param file where to
  /// @throws IOException if the disk fails
  /// @throws IllegalArgumentException if members are combined by a vote
  public static void write(SavedModel model, Path file) throws IOException {
    byte[] content = new OnnxFile(model).bytes();
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.write(aside, content);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] bytes() {
    graph.input(FEATURES, model.features());
    String seen = preprocessed();
    List<String> said = model.members().stream().map(member -> member(member, seen)).toList();
    switch (model.outputKind()) {
      case CLASSES -> graph.output(PROBABILITIES, combined(said), model.outputs());
      case LABEL_SETS ->
          graph.output(
              PROBABILITIES, graph.node("Sigmoid", List.of(said.getFirst())), model.outputs());
      case VALUES, FEATURES -> graph.output(VALUES, values(said.getFirst()), model.outputs());
    }
    Message file =
        new Message()
            .number(1, IR_VERSION)
            .text(2, "ravine")
            .message(7, graph.message())
            .message(8, new Message().text(1, "").number(2, OPERATORS));
    metadata(file, "class", model.classes());
    metadata(file, "column", model.columns());
    return file.toBytes();
  }

  private static void metadata(Message file, String name, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      file.message(14, new Message().text(1, name + i).text(2, texts.get(i)));
    }
  }

  private String preprocessed() {
    Preprocessing preprocessing = model.members().getFirst().preprocessing();
    int features = model.features();
    String centred =
        graph.node(
            "Sub", List.of(FEATURES, graph.constant("mean", preprocessing.mean(), 1, features)));
    return graph.node(
        "Mul", List.of(centred, graph.constant("factor", preprocessing.factor(), 1, features)));
  }

  /// What is said, divided by its factor, plus its mean, in the unit of what was learnt.
  private String values(String said) {
    Preprocessing seen = model.members().getFirst().preprocessing();
    boolean features = model.outputKind() == OutputKind.FEATURES;
    Optional<TableColumn.Numeric> number = model.schema().flatMap(TableSchema::values);
    double unit = number.map(TableColumn.Numeric::unit).orElse(1.0);
    double origin = number.map(TableColumn.Numeric::origin).orElse(0.0);
    float[] factor = (features ? seen.factor() : seen.targetFactor()).clone();
    float[] mean = (features ? seen.mean() : seen.targetMean()).clone();
    for (int i = 0; i < mean.length; i++) {
      factor[i] = (float) (factor[i] / unit);
      mean[i] = (float) (mean[i] * unit + origin);
    }
    int outputs = model.outputs();
    String scaled =
        graph.node("Div", List.of(said, graph.constant("targetFactor", factor, 1, outputs)));
    return graph.node("Add", List.of(scaled, graph.constant("targetMean", mean, 1, outputs)));
  }

  private String scalar(double value) {
    return graph.constant("number", new float[] {(float) value}, 1, 1);
  }

  private String combined(List<String> logits) {
    if (logits.size() == 1) {
      return softmax(logits.getFirst());
    }
    return switch (model.combination()) {
      case MEAN -> graph.node("Mean", logits.stream().map(this::softmax).toList());
      case LOG_MEAN ->
          softmax(
              graph.node(
                  "Mean",
                  logits.stream()
                      .map(z -> graph.node("LogSoftmax", List.of(z), Attribute.whole("axis", 1)))
                      .toList()));
      case VOTE ->
          throw new IllegalArgumentException(
              "members that vote can't be written as ONNX: combine them by mean or logMean");
    };
  }

  private String softmax(String logits) {
    return graph.node("Softmax", List.of(logits), Attribute.whole("axis", 1));
  }

  private String member(TrainedModel member, String seen) {
    if (member.model() instanceof Sequential sequential) {
      return new Member(member, model.features()).apply(sequential, seen);
    }
    throw new IllegalArgumentException("only a Sequential model can be written as ONNX");
  }

  /// One model: its parameters are taken in the order in which layers asked for them.
  private final class Member {

    private final TrainedModel trained;
    private final Map<String, Integer> named = new HashMap<>();
    private int width;
    private int taken;

    Member(TrainedModel trained, int width) {
      this.trained = trained;
      this.width = width;
    }

    String apply(Sequential sequential, String features) {
      String x = features;
      for (Layer layer : sequential.layers()) {
        if (!(layer instanceof StandardLayer standard)) {
          throw new IllegalArgumentException(
              "a model for ONNX must have Ravine's own layers, has " + layer.text());
        }
        x = apply(standard, x);
      }
      return x;
    }

    private String apply(StandardLayer layer, String x) {
      return switch (layer) {
        case Dense dense -> dense(dense.units(), x);
        case Activation activation -> activation(activation, x);
        case Dropout dropout -> x;
        case BatchNorm norm -> batchNorm(norm.epsilon(), x);
        case LayerNorm norm -> {
          String scale = parameter("scale", width);
          String shift = parameter("shift", width);
          yield graph.node(
              "LayerNormalization",
              List.of(x, scale, shift),
              Attribute.whole("axis", 1),
              Attribute.real("epsilon", norm.epsilon()));
        }
      };
    }

    private String parameter(String name, int... shape) {
      int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      float[] numbers = Arrays.copyOfRange(trained.theta(), taken, taken + size);
      taken += size;
      return graph.constant(name, numbers, shape);
    }

    private String dense(int units, String x) {
      String weights = parameter("weight", width, units);
      String bias = parameter("bias", units);
      width = units;
      return graph.node("Gemm", List.of(x, weights, bias));
    }

    private String batchNorm(double epsilon, String x) {
      String name = "batchNorm" + named.merge("batchNorm", 1, Integer::sum);
      List<String> operands = new ArrayList<>(List.of(x));
      operands.add(parameter("scale", width));
      operands.add(parameter("shift", width));
      for (String statistic : List.of(".mean", ".variance")) {
        float[] numbers = trained.statistics().get(name + statistic);
        operands.add(graph.constant(statistic.substring(1), numbers, width));
      }
      return graph.node("BatchNormalization", operands, Attribute.real("epsilon", epsilon));
    }

    private String activation(Activation activation, String x) {
      return switch (activation) {
        case RELU -> graph.node("Relu", List.of(x));
        case LEAKY_RELU ->
            graph.node("LeakyRelu", List.of(x), Attribute.real("alpha", Activation.LEAK));
        case TANH -> graph.node("Tanh", List.of(x));
        case SIGMOID -> graph.node("Sigmoid", List.of(x));
        case SOFTPLUS -> graph.node("Softplus", List.of(x));
        case SILU -> graph.node("Mul", List.of(x, graph.node("Sigmoid", List.of(x))));
        case GELU -> {
          String scaled = graph.node("Mul", List.of(x, scalar(StrictMath.sqrt(0.5))));
          String erf = graph.node("Erf", List.of(scaled));
          String twice = graph.node("Mul", List.of(x, graph.node("Add", List.of(erf, scalar(1)))));
          yield graph.node("Mul", List.of(twice, scalar(0.5)));
        }
      };
    }
  }
}
