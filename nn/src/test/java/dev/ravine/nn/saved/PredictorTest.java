package dev.ravine.nn.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.LabelSetMetrics;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

  private static final int WIDTH = 5;
  private static final int SIZE = 60;
  private static final float[] NUMBERS = numbers();
  private static final String LAYERS =
      "dense(33) | batchNorm | relu | dense(12) | layerNorm | gelu | dropout(0.5) | ";

  private static float[] numbers() {
    RandomStream random = new Seed(1).stream("features");
    float[] numbers = new float[SIZE * WIDTH];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 10 * (float) random.nextGaussian() + i % WIDTH;
    }
    return numbers;
  }

  private static Examples examples() {
    return Examples.of(WIDTH, NUMBERS);
  }

  private static Dataset classes() {
    int[] labels = new int[SIZE];
    Arrays.setAll(labels, i -> NUMBERS[i * WIDTH] > 0 ? NUMBERS[i * WIDTH + 1] > 0 ? 2 : 1 : 0);
    return examples().classes(List.of("low", "left", "right"), labels);
  }

  private static TrainedModel trained(Dataset data, String layers, long seed) {
    Split split = new Split(data, data);
    return Trainer.train(
        new Training(
            Sequential.parse(layers), Optimizer.parse("adam(0.01)"), split, 2, 20, new Seed(seed)),
        1);
  }

  private static SavedModel saved(Dataset data, String layers, int members) {
    List<TrainedModel> trained = new ArrayList<>();
    for (int seed = 0; seed < members; seed++) {
      trained.add(trained(data, layers, seed));
    }
    return SavedModel.of(trained, data, Map.of());
  }

  private static float[] row(int example) {
    return Arrays.copyOfRange(NUMBERS, example * WIDTH, (example + 1) * WIDTH);
  }

  private static Probabilities probabilities(SavedModel model) {
    try (ThreadTeam team = new ThreadTeam(2)) {
      return model.probabilities(classes(), team);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anExampleAloneHasTheBitsItHasInADataSet(int members) {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", members);
    Probabilities expected = probabilities(model);
    try (Predictor predictor = model.predictor()) {
      for (int i = 0; i < SIZE; i++) {
        float[] said = predictor.predict(row(i));
        assertThat(said).hasSize(3);
        for (int c = 0; c < 3; c++) {
          assertThat(said[c]).isEqualTo((float) expected.at(i, c));
        }
        assertThat(predictor.predictLabel(row(i)))
            .isEqualTo(model.classes().get(expected.greatest(i)));
      }
    }
  }

  @Test
  void severalExamplesHaveTheBitsOfEach() {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", 1);
    try (Predictor one = model.predictor();
        Predictor seven = model.predictor(7)) {
      for (int count : new int[] {7, 1, 4}) {
        float[] said = seven.predict(Arrays.copyOf(NUMBERS, count * WIDTH));
        for (int i = 0; i < count; i++) {
          assertThat(Arrays.copyOfRange(said, 3 * i, 3 * i + 3)).isEqualTo(one.predict(row(i)));
        }
      }
    }
  }

  @Test
  void valuesAreInTheirOwnUnit() {
    float[] prices = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      prices[i] = 1000 + 50 * NUMBERS[i * WIDTH];
    }
    Dataset data = examples().values(prices);
    SavedModel model = saved(data, "dense(1)", 1);
    try (Predictor predictor = model.predictor();
        ThreadTeam team = new ThreadTeam(1)) {
      double[] expected = model.values(data, team);
      for (int i = 0; i < SIZE; i++) {
        assertThat(predictor.predict(row(i))).containsExactly((float) expected[i]);
      }
      assertThatThrownBy(() -> predictor.predictClass(row(0)))
          .hasMessage("the model predicts values, not classes");
    }
  }

  @Test
  void severalValuesAreInTheirOwnUnits(@TempDir Path folder) throws IOException {
    float[][] values = new float[SIZE][];
    Arrays.setAll(
        values, i -> new float[] {1000 + 50 * NUMBERS[i * WIDTH], NUMBERS[i * WIDTH + 1] / 100, 7});
    Dataset data = examples().values(values);
    Path file = folder.resolve("values.safetensors");
    saved(data, "dense(3)", 1).write(file);
    SavedModel model = SavedModel.read(file);
    assertThat(model.outputKind()).isEqualTo(OutputKind.VALUES);
    try (Predictor predictor = model.predictor();
        ThreadTeam team = new ThreadTeam(1)) {
      double[][] expected = model.predictions(data, team);
      for (int i = 0; i < SIZE; i++) {
        assertThat(predictor.predict(row(i)))
            .containsExactly(
                (float) expected[i][0], (float) expected[i][1], (float) expected[i][2]);
      }
      assertThatThrownBy(() -> model.values(data, team))
          .hasMessage("the model predicts 3 values, not one value");
    }
    assertThatThrownBy(() -> model.regressionMetrics(classes()))
        .hasMessage(
            "data must have what the model predicts, 3 values, has classes [low, left, right]");
  }

  /// A linear model, trained until it is as good as can be.
  @Test
  void severalValuesAreLearnt() {
    float[][] values = new float[SIZE][];
    Arrays.setAll(
        values, i -> new float[] {1000 + 50 * NUMBERS[i * WIDTH], NUMBERS[i * WIDTH + 1] / 100});
    Dataset data = examples().values(values);
    Training training =
        new Training(
            Sequential.parse("dense(2)"),
            Optimizer.parse("adam(0.05)"),
            new Split(data, data),
            200,
            60,
            new Seed(1));
    SavedModel model = SavedModel.of(List.of(Trainer.train(training, 1)), data, Map.of());
    assertThat(model.regressionMetrics(data).r2()).isGreaterThan(0.999);
  }

  @Test
  void labelsOfWhichAnExampleHasSeveralHaveProbabilitiesOfTheirOwn(@TempDir Path folder)
      throws IOException {
    List<Set<String>> labels = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      boolean big = NUMBERS[i * WIDTH] > 0;
      boolean bright = NUMBERS[i * WIDTH + 1] > 0;
      labels.add(!big ? Set.of() : bright ? Set.of("big", "bright") : Set.of("big"));
    }
    Dataset data = examples().labelSets(labels);
    Training training =
        new Training(
            Sequential.parse("dense(20) | relu | dense(2)"),
            Optimizer.parse("adam(0.02)"),
            new Split(data, data),
            60,
            20,
            new Seed(1));
    Path file = folder.resolve("labels.safetensors");
    SavedModel.of(List.of(Trainer.train(training, 1)), data, Map.of()).write(file);
    SavedModel model = SavedModel.read(file);
    assertThat(model.outputKind()).isEqualTo(OutputKind.LABEL_SETS);
    assertThat(model.classes()).containsExactly("big", "bright");
    LabelSetMetrics metrics = model.labelSetMetrics(data);
    assertThat(metrics.accuracy()).isGreaterThan(0.95);
    assertThat(metrics.meanF1()).isGreaterThan(0.9);
    try (Predictor predictor = model.predictor();
        ThreadTeam team = new ThreadTeam(1)) {
      double[][] expected = model.predictions(data, team);
      for (int i = 0; i < SIZE; i++) {
        float[] said = predictor.predict(row(i));
        assertThat(said).containsExactly((float) expected[i][0], (float) expected[i][1]);
        assertThat(said[0]).isBetween(0f, 1f);
      }
      assertThatThrownBy(() -> model.probabilities(data, team))
          .hasMessage(
              "the model predicts labels of which an example may have several, not classes");
    }
    assertThatThrownBy(() -> SavedModel.merge(List.of(model, model), Combination.MEAN))
        .hasMessage("members of an ensemble must learn classes");
  }

  @Test
  void aModelIsReadFromAStream(@TempDir Path folder) throws IOException {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", 1);
    Path file = folder.resolve("model.safetensors");
    model.write(file);
    byte[] bytes = Files.readAllBytes(file);
    SavedModel read = SavedModel.read(new ByteArrayInputStream(bytes));
    assertThat(read.checksum()).isEqualTo(model.checksum());
    bytes[bytes.length - 1] ^= 1;
    assertThatThrownBy(() -> SavedModel.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the stream is damaged");
  }

  /// A second call while the first is under way stands for a second thread.
  @Test
  void aPredictorInUseIsRefused() {
    SavedModel model = saved(examples().values(new float[SIZE]), "dense(1)", 1);
    List<Predictor> itself = new ArrayList<>();
    try (Predictor predictor =
        new Predictor(
            model.members(),
            Combination.MEAN,
            List.of(),
            Optional.of(
                (i, output) -> itself.isEmpty() ? output : itself.getFirst().predict(row(1))[0]),
            1)) {
      itself.add(predictor);
      assertThatThrownBy(() -> predictor.predict(row(0)))
          .hasMessage(
              "a predictor is for one thread at a time, and another uses it: share a PredictorPool");
      itself.clear();
      assertThat(predictor.predict(row(0))).hasSize(1);
    }
  }

  @Test
  void aPoolLendsAPredictorAndNamesProbabilities() {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", 1);
    try (PredictorPool pool = model.predictors(2)) {
      Map<String, Float> said = pool.probabilities(row(0));
      assertThat(said.keySet()).containsExactly("low", "left", "right");
      float[] probabilities = pool.predict(row(0));
      assertThat(said.values())
          .containsExactly(probabilities[0], probabilities[1], probabilities[2]);
      assertThat(pool.use(Predictor::classes)).isEqualTo(model.classes());
    }
    Dataset values = examples().values(new float[SIZE]);
    try (PredictorPool pool = saved(values, "dense(1)", 1).predictors(1)) {
      assertThatThrownBy(() -> pool.probabilities(row(0)))
          .hasMessage("the model predicts values, not probabilities");
    }
  }

  @Test
  void classesAreEvaluatedByTheirNames() {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", 1);
    Dataset all = classes();
    int[] renumbered = new int[SIZE];
    Arrays.setAll(renumbered, i -> 2 - all.label(i));
    Dataset other = examples().classes(List.of("right", "left", "low"), renumbered);
    assertThat(model.classificationMetrics(other)).isEqualTo(model.classificationMetrics(all));
    assertThatThrownBy(() -> model.classificationMetrics(examples().classes(new int[SIZE])))
        .hasMessage("data: classes must be among [low, left, right], but example 0 is of 0");
  }

  @Test
  void anAutoencoderOfOneFeatureIsNoModelOfAValue(@TempDir Path folder) throws IOException {
    Dataset data = Examples.of(1, new float[] {10, 20, 30, 40}).reconstructed();
    Training training =
        new Training(
            Sequential.parse("dense(1)"),
            Optimizer.parse("adam(0.01)"),
            new Split(data, data),
            1,
            4,
            new Seed(0));
    Path file = folder.resolve("autoencoder.safetensors");
    SavedModel.of(List.of(Trainer.train(training, 1)), data, Map.of()).write(file);
    SavedModel model = SavedModel.read(file);
    assertThat(model.outputKind()).isEqualTo(OutputKind.FEATURES);
    try (Predictor predictor = model.predictor()) {
      float low = predictor.predict(24)[0];
      float high = predictor.predict(26)[0];
      assertThat((low + high) / 2).as("of the mean").isCloseTo(25, within(0.2f));
    }
  }

  @Test
  void anAutoencoderPredictsFeaturesInTheirOwnUnit() {
    Dataset data = examples().reconstructed();
    TrainedModel trained =
        Trainer.train(
            new Training(
                Sequential.parse("dense(5)"),
                Optimizer.parse("adam(0.05)"),
                new Split(data, data),
                200,
                20,
                new Seed(0)),
            1);
    Preprocessing seen = data.preprocessing();
    try (Predictor predictor = SavedModel.of(List.of(trained), data, Map.of()).predictor();
        ThreadTeam team = new ThreadTeam(1)) {
      Logits expected = Logits.of(trained, data, team);
      float[] again = predictor.predict(row(7));
      for (int f = 0; f < WIDTH; f++) {
        assertThat(again[f]).isCloseTo(row(7)[f], within(0.5f));
        assertThat(again[f])
            .isEqualTo((float) (expected.at(7, f) / (double) seen.factor()[f] + seen.mean()[f]));
      }
    }
  }

  static List<SavedModel> models() {
    float[] prices = new float[SIZE];
    System.arraycopy(NUMBERS, 0, prices, 0, SIZE);
    TableSchema schema =
        new TableSchema(
            IntStream.range(0, WIDTH)
                .mapToObj(i -> (TableColumn) new TableColumn.Numeric("c" + i, 0, 1, 0, false))
                .toList(),
            "price",
            Optional.of(new TableColumn.Numeric("price", 5, 2, 0, false)));
    Dataset table = examples().values(prices).withSchema(schema);
    return List.of(saved(classes(), LAYERS + "dense(3)", 1), saved(table, LAYERS + "dense(1)", 1));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aCallAllocatesNothing(SavedModel model) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Predictor predictor = model.predictor()) {
      float[] row = row(3);
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 100 && allocated > 0; round++) { // until all of it is compiled
        long before = bean.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 2_000; i++) {
          predictor.predict(row);
        }
        allocated = bean.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).isZero();
    }
  }

  @Test
  void aPoolServesManyThreads() throws Exception {
    SavedModel model = saved(classes(), LAYERS + "dense(3)", 1);
    Probabilities expected = probabilities(model);
    try (PredictorPool pool = model.predictors(3);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<float[]>> said = new ArrayList<>();
      for (int i = 0; i < 50 * SIZE; i++) {
        float[] row = row(i % SIZE);
        said.add(threads.submit(() -> pool.predict(row)));
      }
      for (int i = 0; i < said.size(); i++) {
        assertThat(said.get(i).get()[1]).isEqualTo((float) expected.at(i % SIZE, 1));
      }
    }
  }

  @Test
  void mistakesAreSaid() {
    SavedModel model = saved(classes(), "dense(3)", 1);
    Predictor predictor = model.predictor();
    assertThatThrownBy(() -> predictor.predict(1, 2, 3))
        .hasMessage("features must be 5 numbers, were 3");
    try (Predictor two = model.predictor(2)) {
      assertThatThrownBy(() -> two.predict(new float[15]))
          .hasMessage("features must be 5 numbers for each of 1 … 2 examples, were 15");
    }
    try (Predictor two = model.predictor(2)) {
      assertThatThrownBy(() -> two.predictLabel(new float[10]))
          .hasMessage("one example must have 5 numbers, were 10");
    }
    assertThatThrownBy(() -> predictor.predictLabel(1, 2, Float.NaN, 4, 5))
        .hasMessage("features must be finite, but number 2 is NaN");
    PredictorPool pool = model.predictors(1);
    pool.close();
    assertThatThrownBy(() -> pool.predict(row(0))).hasMessage("the pool of predictors is closed");
    assertThatThrownBy(() -> model.predictor(0))
        .hasMessage("a predictor's batch must be in 1 … 250, was 0");
    assertThatThrownBy(() -> model.predictors(0))
        .hasMessage("a pool must have 1 predictor or more, was 0");
    predictor.close();
    assertThatThrownBy(() -> predictor.predict(row(0))).hasMessage("the predictor is closed");
  }

  @Test
  void columnsOfOtherNamesAreRefused() {
    Dataset data = examples().columns("a", "b", "c", "d", "e").values(new float[SIZE]);
    SavedModel model = saved(data, "dense(1)", 1);
    Dataset swapped = examples().columns("b", "a", "c", "d", "e").values(new float[SIZE]);
    assertThatThrownBy(() -> model.predictions(swapped))
        .hasMessage("data: column 1 must be a, was b");
    assertThat(model.predictions(data)).isDeepEqualTo(model.predictions(examples().unlabelled()));
  }

  @Test
  void labelsAreNamed() {
    List<Set<String>> tags = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      tags.add(i % 2 == 0 ? Set.of("x") : Set.of("x", "y"));
    }
    SavedModel model = saved(examples().labelSets(tags), "dense(2)", 1);
    try (PredictorPool pool = model.predictors(1)) {
      assertThat(pool.classes()).containsExactly("x", "y");
      Map<String, Float> said = pool.probabilities(row(1));
      assertThat(said).containsOnlyKeys("x", "y");
      assertThat(said.values()).allSatisfy(p -> assertThat(p).isBetween(0f, 1f));
      List<String> likely = new ArrayList<>(said.keySet());
      likely.removeIf(name -> said.getOrDefault(name, 0f) < 0.5f);
      assertThat(pool.predictLabels(row(1))).isEqualTo(likely).contains("x");
      assertThatThrownBy(() -> pool.predictLabel(row(1)))
          .hasMessage(
              "the model predicts labels of which an example may have several, not classes");
    }
    SavedModel ofValues = saved(examples().values(new float[SIZE]), "dense(1)", 1);
    try (PredictorPool pool = ofValues.predictors(1)) {
      assertThatThrownBy(() -> pool.predictLabels(row(0)))
          .hasMessage("the model predicts values, not labels of which an example has several");
      assertThatThrownBy(() -> pool.probabilities(row(0)))
          .hasMessage("the model predicts values, not probabilities");
    }
  }

  @Test
  void whatIsNoFileIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> SavedModel.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " must be a model's file, is a directory");
    assertThatThrownBy(this::readMissingResource)
        .hasMessage("the stream of a model must not be null: is the resource there?");
  }

  @SuppressWarnings("NullAway") // what programs without such a check do
  private void readMissingResource() throws IOException {
    SavedModel.read(getClass().getResourceAsStream("/missing.safetensors"));
  }
}
