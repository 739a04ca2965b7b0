package dev.ravine.nn;

import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.ParameterLayout;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A trained model, or several that are asked together, as one safetensors file with all that is
/// needed to ask it: the layers, the preprocessing, the names of classes and columns. Reading
/// checks everything and executes nothing.
///
/// The texts of the file: `format` is `ravine-model-1`; `members` how many there are; `layers`, or
/// `member1.layers` …, as [Sequential#text] writes them; `combination`, of several members;
/// `classes` and `class0` …, or none for a value; `columns` and `column0` …, if features have
/// names. The tensors: those of the model's parameters and statistics, behind `member1.` … if there
/// are several; `preprocessing.mean`, `preprocessing.factor` and `preprocessing.target` (mean and
/// factor).
///
/// @param members models of equal preprocessing; each is [Sequential]
/// @param combination how several become one
/// @param classes their names, or none if a value is learnt
/// @param columns the names of the features, or none
/// @param about other texts by name, such as what it was trained on
public record SavedModel(
    List<TrainedModel> members,
    Combination combination,
    List<String> classes,
    List<String> columns,
    Map<String, String> about) {

  private static final String FORMAT = "format";
  private static final String VERSION = "ravine-model-1";
  private static final String MEMBERS = "members";
  private static final String LAYERS = "layers";
  private static final String COMBINATION = "combination";
  private static final String CLASSES = "classes";
  private static final String COLUMNS = "columns";
  private static final String MEAN = "preprocessing.mean";
  private static final String FACTOR = "preprocessing.factor";
  private static final String TARGET = "preprocessing.target";
  private static final int MOST = 1_000_000;

  /// Checks that the members belong together.
  public SavedModel {
    members = List.copyOf(members);
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
    about = Map.copyOf(about);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a saved model must have a member");
    }
    if (members.size() > 1 && classes.isEmpty()) {
      throw new IllegalArgumentException("members of an ensemble must learn classes");
    }
    int features = members.getFirst().preprocessing().mean().length;
    int outputs = classes.isEmpty() ? 1 : classes.size();
    if (!columns.isEmpty() && columns.size() != features) {
      throw new IllegalArgumentException(
          "columns must be as many as features, %d, were %d".formatted(features, columns.size()));
    }
    for (int i = 0; i < members.size(); i++) {
      TrainedModel member = members.get(i);
      if (!member.preprocessing().equals(members.getFirst().preprocessing())) {
        throw new IllegalArgumentException(
            "members must have the same preprocessing, but number %d has another than number 1"
                .formatted(i + 1));
      }
      Traced traced = Traced.of(sequential(member.model()), features);
      if (traced.outputs != outputs) {
        throw new IllegalArgumentException(
            "members must say %d numbers, but number %d says %d"
                .formatted(outputs, i + 1, traced.outputs));
      }
      traced.statistics.forEach((name, size) -> {
        if (member.statistics().get(name).length != size) {
          throw new IllegalArgumentException(
              "statistics must have %d numbers for %s, have %d"
                  .formatted(size, name, member.statistics().get(name).length));
        }
      });
      if (traced.layout.size() != member.theta().length) {
        throw new IllegalArgumentException(
            "number %d must have %d parameters, has %d"
                .formatted(i + 1, traced.layout.size(), member.theta().length));
      }
    }
  }

  /// A model as it was trained on examples.
  ///
  /// @param members models
  /// @param train the examples
  /// @param about other texts by name
  /// @return what can be written
  public static SavedModel of(
      List<TrainedModel> members, Dataset train, Map<String, String> about) {
    List<String> classes = train.targets() instanceof Targets.Labels l ? l.names() : List.of();
    return new SavedModel(members, Combination.MEAN, classes, train.columns(), about);
  }

  /// Several as one.
  ///
  /// @param parts saved models with a member each, or more
  /// @return an ensemble of all members
  /// @throws IllegalArgumentException if they know other classes, columns or preprocessing
  public static SavedModel merge(List<SavedModel> parts) {
    SavedModel first = parts.getFirst();
    for (SavedModel part : parts) {
      if (!part.classes.equals(first.classes)) {
        throw new IllegalArgumentException(
            "members must know the same classes, but one knows %s, another %s"
                .formatted(first.classes, part.classes));
      }
      if (!part.columns.equals(first.columns)) {
        throw new IllegalArgumentException(
            "members must see the same columns, but one sees %s, another %s"
                .formatted(first.columns, part.columns));
      }
    }
    List<TrainedModel> members = parts.stream().flatMap(part -> part.members.stream()).toList();
    return new SavedModel(members, Combination.MEAN, first.classes, first.columns, Map.of());
  }

  /// What is known of a model by its layers alone.
  private record Traced(ParameterLayout layout, Map<String, Integer> statistics, int outputs) {

    static Traced of(Sequential model, int features) {
      Graph graph = new Graph();
      Scope scope = new Scope(graph, Scope.Mode.EVALUATION);
      Node out = model.apply(scope, graph.input(Network.FEATURES, 1, features));
      Map<String, Integer> sizes = new TreeMap<>();
      scope.statistics().forEach((name, node) -> sizes.put(name, node.shape().size()));
      return new Traced(scope.layout(), sizes, out.shape().size(1));
    }
  }

  private static Sequential sequential(Model model) {
    if (model instanceof Sequential sequential) {
      return sequential;
    }
    throw new IllegalArgumentException(
        "only a Sequential model can be written with its layers; write others with Weights");
  }

  /// How many numbers an example has.
  ///
  /// @return 1 or more
  public int features() {
    return members.getFirst().preprocessing().mean().length;
  }

  /// Asks for classes.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a probability for each class of each example
  /// @throws IllegalArgumentException if examples have another number of features, or the model
  ///   says values
  public Probabilities probabilities(Dataset data, ThreadTeam team) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("the model says values, not classes");
    }
    checkFeatures(data);
    List<Probabilities> said =
        members.stream().map(member -> Probabilities.of(Logits.of(member, data, team))).toList();
    return said.size() == 1 ? said.getFirst() : combination.of(said);
  }

  /// Asks for values.
  ///
  /// @param data examples
  /// @param team the threads that share the work; they change no bit
  /// @return a value for each example, as those that were learnt
  /// @throws IllegalArgumentException if examples have another number of features, or the model
  ///   says classes
  public double[] values(Dataset data, ThreadTeam team) {
    if (!classes.isEmpty()) {
      throw new IllegalArgumentException("the model says classes, not values");
    }
    checkFeatures(data);
    TrainedModel model = members.getFirst();
    Logits said = Logits.of(model, data, team);
    double[] values = new double[said.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          said.at(i, 0) / (double) model.preprocessing().targetFactor()
              + model.preprocessing().targetMean();
    }
    return values;
  }

  /// A checksum of everything that decides what the model says.
  ///
  /// @return SHA-256, in hexadecimal
  public String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      TensorFile content = content();
      digest.update(content.metadata().toString().getBytes(StandardCharsets.UTF_8));
      for (Tensor tensor : content.tensors()) {
        digest.update(tensor.name().getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes =
            ByteBuffer.allocate(Math.multiplyExact(tensor.values().length, Float.BYTES));
        bytes.asFloatBuffer().put(tensor.values());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void checkFeatures(Dataset data) {
    if (data.features() != features()) {
      throw new IllegalArgumentException(
          "%s must have %d features, as the model has, has %d"
              .formatted(data.name(), features(), data.features()));
    }
  }

  private String prefix(int member) {
    return members.size() == 1 ? "" : prefixOf(member);
  }

  private static String prefixOf(int member) {
    return "member%d.".formatted(member + 1);
  }

  /// Writes the file aside and moves it into place.
  ///
  /// @param file where to
  /// @throws IOException if the disk fails
  public void write(Path file) throws IOException {
    content().write(file);
  }

  private TensorFile content() {
    Map<String, String> texts = new TreeMap<>(about);
    texts.put(FORMAT, VERSION);
    texts.put(MEMBERS, Integer.toString(members.size()));
    putList(texts, CLASSES, "class", classes);
    putList(texts, COLUMNS, "column", columns);
    if (members.size() > 1) {
      texts.put(COMBINATION, combination.label());
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      TrainedModel member = members.get(i);
      Sequential model = sequential(member.model());
      texts.put(prefix(i) + LAYERS, model.text());
      Traced traced = Traced.of(model, features());
      tensors.addAll(Weights.tensors(prefix(i), traced.layout, member.theta()));
      for (Map.Entry<String, Integer> statistic : traced.statistics.entrySet()) {
        float[] values = member.statistics().get(statistic.getKey());
        tensors.add(
            new Tensor(prefix(i) + statistic.getKey(), List.of(1, statistic.getValue()), values));
      }
    }
    Preprocessing of = members.getFirst().preprocessing();
    tensors.add(new Tensor(MEAN, List.of(features()), of.mean()));
    tensors.add(new Tensor(FACTOR, List.of(features()), of.factor()));
    tensors.add(new Tensor(TARGET, List.of(2), new float[] {of.targetMean(), of.targetFactor()}));
    return new TensorFile(tensors, texts);
  }

  private static void putList(
      Map<String, String> texts, String count, String each, List<String> names) {
    texts.put(count, Integer.toString(names.size()));
    for (int i = 0; i < names.size(); i++) {
      texts.put(each + i, names.get(i));
    }
  }

  /// Reads a file.
  ///
  /// @param file where from
  /// @return what [#write] wrote
  /// @throws IOException if it can't be read, or is anything else, with one sentence that says why
  public static SavedModel read(Path file) throws IOException {
    TensorFile content = TensorFile.read(file);
    try {
      return new Reader(file, content).read();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static final class Reader {

    private final Path file;
    private final Map<String, String> texts;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Reader(Path file, TensorFile content) {
      this.file = file;
      texts = new HashMap<>(content.metadata());
      content.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    }

    SavedModel read() throws IOException {
      if (!VERSION.equals(texts.remove(FORMAT))) {
        throw new IOException(
            "%s must be a model that Ravine wrote, of format %s".formatted(file, VERSION));
      }
      int count = count(MEMBERS);
      List<String> classes = list(CLASSES, "class");
      List<String> columns = list(COLUMNS, "column");
      Tensor mean = take(MEAN);
      Tensor factor = take(FACTOR);
      float[] target = values(take(TARGET), TARGET, List.of(2));
      int features = mean.values().length;
      Preprocessing preprocessing =
          new Preprocessing(
              values(mean, MEAN, List.of(features)),
              values(factor, FACTOR, List.of(features)),
              target[0],
              target[1]);
      List<TrainedModel> members = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        members.add(member(count == 1 ? "" : prefixOf(i), features, preprocessing));
      }
      Combination combination =
          count == 1 ? Combination.MEAN : Combination.named(text(COMBINATION));
      if (!tensors.isEmpty()) {
        throw new IOException("%s has unknown tensors %s".formatted(file, tensors.keySet()));
      }
      return new SavedModel(members, combination, classes, columns, texts);
    }

    private TrainedModel member(String prefix, int features, Preprocessing preprocessing)
        throws IOException {
      Sequential model = Sequential.parse(text(prefix + LAYERS));
      Traced traced = Traced.of(model, features);
      Set<String> needed = new TreeSet<>(traced.statistics.keySet());
      traced.layout.tensors().forEach(tensor -> needed.add(tensor.name()));
      for (String name : needed) {
        if (!tensors.containsKey(prefix + name)) {
          throw new IOException("%s must have tensor %s".formatted(file, prefix + name));
        }
      }
      float[] theta = Weights.take(file, tensors, prefix, traced.layout);
      Map<String, float[]> statistics = new HashMap<>();
      for (Map.Entry<String, Integer> each : traced.statistics.entrySet()) {
        String name = prefix + each.getKey();
        statistics.put(each.getKey(), values(take(name), name, List.of(1, each.getValue())));
      }
      return new TrainedModel(model, theta, Statistics.of(statistics), preprocessing);
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
      return tensor.values();
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
  }

  @Override
  public String toString() {
    return "%s, %d features, classes %s"
        .formatted(
            Arrays.toString(members.stream().map(m -> sequential(m.model()).text()).toArray()),
            features(),
            classes);
  }
}
