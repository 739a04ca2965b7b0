package dev.ravine.nn.saved;

import dev.ravine.data.Preprocessing;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.ModelShape;
import dev.ravine.nn.model.Layer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.model.StandardLayer;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// How a [SavedModel] stands in a file. All that a file says is checked before anything of its size
/// is allocated.
final class SavedModelFile {

  private static final String FORMAT = "format";
  private static final String VERSION = "ravine-model-1";
  static final String CHECKSUM = "sha256";
  private static final String MEMBERS = "members";
  private static final String LAYERS = "layers";
  private static final String COMBINATION = "combination";
  private static final String CLASSES = "classes";
  private static final String COLUMNS = "columns";
  private static final String MEAN = "preprocessing.mean";
  private static final String FACTOR = "preprocessing.factor";
  private static final String TARGET = "preprocessing.target";
  private static final int MOST = 1_000_000;

  private final Path file;
  private final TensorFile content;
  private final Map<String, String> texts;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private SavedModelFile(Path file, TensorFile content) {
    this.file = file;
    this.content = content;
    texts = new HashMap<>(content.metadata());
    content.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
  }

  private SavedModel read() throws IOException {
    if (!VERSION.equals(texts.remove(FORMAT))) {
      throw new IOException(
          "%s must be a model that Ravine wrote, of format %s".formatted(file, VERSION));
    }
    String checksum = text(CHECKSUM);
    if (!checksum.equals(content.checksum(CHECKSUM))) {
      throw new IOException(file + " is damaged: its checksum is not that of its content");
    }
    int count = count(MEMBERS);
    List<String> classes = list(CLASSES, "class");
    List<String> columns = list(COLUMNS, "column");
    Tensor mean = take(MEAN);
    Tensor factor = take(FACTOR);
    Tensor target = take(TARGET);
    int learnt = target.values().length / 2;
    float[] moments = values(target, TARGET, targetShape(learnt));
    float[] targetFactor = Arrays.copyOfRange(moments, learnt, moments.length);
    for (float each : targetFactor) {
      if (each == 0) {
        throw new IOException("%s: the factor in %s must not be 0".formatted(file, TARGET));
      }
    }
    int features = mean.values().length;
    Preprocessing preprocessing =
        new Preprocessing(
            values(mean, MEAN, List.of(features)),
            values(factor, FACTOR, List.of(features)),
            Arrays.copyOf(moments, learnt),
            targetFactor);
    List<TrainedModel> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(member(prefix(i, count), features, preprocessing));
    }
    Combination combination = count == 1 ? Combination.MEAN : Combination.named(text(COMBINATION));
    if (!tensors.isEmpty()) {
      throw new IOException("%s has unknown tensors %s".formatted(file, tensors.keySet()));
    }
    return new SavedModel(members, combination, classes, columns, texts);
  }

  private TrainedModel member(String prefix, int features, Preprocessing preprocessing)
      throws IOException {
    Sequential model = Sequential.parse(text(prefix + LAYERS));
    ModelShape traced = ModelShape.of(model, features);
    float[] theta =
        finite(prefix + "the weights", WeightsFile.take(file, tensors, prefix, traced.layout()));
    Map<String, float[]> statistics = new HashMap<>();
    for (Map.Entry<String, Integer> each : traced.statistics().entrySet()) {
      String name = prefix + each.getKey();
      float[] values = values(take(name), name, List.of(1, each.getValue()));
      if (name.endsWith(".variance")) {
        for (float value : values) {
          if (value < 0) {
            throw new IOException(
                "%s: %s must not be negative, has %s".formatted(file, name, value));
          }
        }
      }
      statistics.put(each.getKey(), values);
    }
    return new TrainedModel(model, theta, BatchStatistics.of(statistics), preprocessing);
  }

  /// Means, then factors: of one value two numbers, of several two rows.
  private static List<Integer> targetShape(int values) {
    return values == 1 ? List.of(2) : List.of(2, values);
  }

  private Tensor take(String name) throws IOException {
    Tensor tensor = tensors.remove(name);
    if (tensor == null) {
      throw new IOException("%s must have tensor %s".formatted(file, name));
    }
    return tensor;
  }

  private float[] values(Tensor tensor, String name, List<Integer> shape) throws IOException {
    if (!tensor.shape().equals(shape)) {
      throw new IOException(
          "%s must have tensor %s of shape %s, has %s"
              .formatted(file, name, shape, tensor.shape()));
    }
    return finite(name, tensor.values());
  }

  private float[] finite(String name, float[] values) throws IOException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IOException("%s: %s must be finite numbers, has %s".formatted(file, name, value));
      }
    }
    return values;
  }

  private String text(String name) throws IOException {
    String text = texts.remove(name);
    if (text == null) {
      throw new IOException("%s must have the text %s".formatted(file, name));
    }
    return text;
  }

  private int count(String name) throws IOException {
    String text = text(name);
    try {
      int count = Integer.parseInt(text);
      if (count >= 0 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IOException(
        "%s: %s must be a whole number up to %d, was %s".formatted(file, name, MOST, text));
  }

  private List<String> list(String count, String each) throws IOException {
    int size = count(count);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add(text(each + i));
    }
    return names;
  }

  static SavedModel read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " must be a model's file, is a directory");
    }
    TensorFile content = TensorFile.read(file);
    try {
      return new SavedModelFile(file, content).read();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  static SavedModel read(InputStream in) throws IOException {
    Objects.requireNonNull(in, "the stream of a model must not be null: is the resource there?");
    Path copy = Files.createTempFile("model", ".safetensors");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return read(copy);
    } catch (IOException e) {
      throw new IOException(
          String.valueOf(e.getMessage()).replace(copy.toString(), "the stream"), e);
    } finally {
      Files.delete(copy);
    }
  }

  private static void checkReadable(Sequential layers) {
    for (Layer layer : layers.layers()) {
      if (!(layer instanceof StandardLayer)) {
        Layer.parse(layer.text());
      }
    }
  }

  /// What a file holds.
  static TensorFile of(SavedModel model) {
    List<TrainedModel> members = model.members();
    Map<String, String> texts = new TreeMap<>(model.metadata());
    texts.put(FORMAT, VERSION);
    texts.put(MEMBERS, Integer.toString(members.size()));
    putList(texts, CLASSES, "class", model.classes());
    putList(texts, COLUMNS, "column", model.columns());
    if (members.size() > 1) {
      texts.put(COMBINATION, model.combination().label());
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      TrainedModel member = members.get(i);
      Sequential layers = SavedModelCheck.sequential(member.model());
      String prefix = prefix(i, members.size());
      checkReadable(layers);
      texts.put(prefix + LAYERS, layers.text());
      ModelShape traced = ModelShape.of(layers, model.features());
      tensors.addAll(WeightsFile.tensors(prefix, traced.layout(), member.theta()));
      for (Map.Entry<String, Integer> statistic : traced.statistics().entrySet()) {
        float[] values = member.statistics().get(statistic.getKey());
        tensors.add(
            new Tensor(prefix + statistic.getKey(), List.of(1, statistic.getValue()), values));
      }
    }
    Preprocessing of = members.getFirst().preprocessing();
    tensors.add(new Tensor(MEAN, List.of(model.features()), of.mean()));
    tensors.add(new Tensor(FACTOR, List.of(model.features()), of.factor()));
    int learnt = of.targetMean().length;
    float[] moments = Arrays.copyOf(of.targetMean(), 2 * learnt);
    System.arraycopy(of.targetFactor(), 0, moments, learnt, learnt);
    tensors.add(new Tensor(TARGET, targetShape(learnt), moments));
    texts.put(CHECKSUM, new TensorFile(tensors, texts).checksum(CHECKSUM));
    return new TensorFile(tensors, texts);
  }

  private static void putList(
      Map<String, String> texts, String count, String each, List<String> names) {
    texts.put(count, Integer.toString(names.size()));
    for (int i = 0; i < names.size(); i++) {
      texts.put(each + i, names.get(i));
    }
  }

  private static String prefix(int member, int count) {
    return count == 1 ? "" : "member%d.".formatted(member + 1);
  }
}
