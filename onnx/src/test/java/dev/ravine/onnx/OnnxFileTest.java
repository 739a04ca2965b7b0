package dev.ravine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ravine.data.Dataset;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ONNX Runtime makes of the files, against what Ravine says.
class OnnxFileTest {

  private static final Split STROKES = standardized();

  @TempDir private Path folder = Path.of(".");

  /// Digits as a table, whose columns get variance 1: with pixels up to 255 logits are in the
  /// hundreds, and the rounding of single precision alone moves probabilities by 1e-5.
  private static Split standardized() {
    Dataset digits = NamedSource.STROKES.load(Path.of("."), 359, 1).train();
    StringBuilder csv = new StringBuilder("label");
    for (int f = 0; f < digits.features(); f++) {
      csv.append(",p").append(f);
    }
    for (int i = 0; i < digits.size(); i++) {
      csv.append('\n').append(digits.label(i));
      for (int f = 0; f < digits.features(); f++) {
        csv.append(',').append((int) digits.feature(i, f));
      }
    }
    try {
      Path file = Files.createTempFile("strokes", ".csv");
      Files.writeString(file, csv);
      Split split = new CsvFile(file, Optional.empty()).load(file, 299, 60);
      Files.delete(file);
      return split;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainedModel trained(String layers, Split split, long seed) {
    Training training =
        new Training(
            Sequential.parse(layers), Optimizer.of(Adam.of(0.003)), split, 3, 20, new Seed(seed));
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer trainer = new Trainer(training, team);
      trainer.run(new TrainingListener() {});
      return trainer.trained();
    }
  }

  private float[][] asked(SavedModel model, Dataset data, String output)
      throws IOException, OrtException {
    Path file = folder.resolve("model.onnx");
    OnnxFile.write(model, file);
    float[][] features = new float[data.size()][data.features()];
    for (int i = 0; i < features.length; i++) {
      for (int f = 0; f < features[i].length; f++) {
        features[i][f] = data.feature(i, f);
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, features);
        OrtSession.Result result = session.run(Map.of(OnnxFile.FEATURES, input))) {
      return (float[][]) result.get(output).orElseThrow().getValue();
    }
  }

  private void checkClasses(SavedModel model) throws IOException, OrtException {
    Dataset data = STROKES.validation();
    float[][] said = asked(model, data, OnnxFile.PROBABILITIES);
    try (ThreadTeam team = new ThreadTeam(1)) {
      Probabilities ours = model.probabilities(data, team);
      assertThat(said).hasDimensions(60, 10);
      for (int i = 0; i < 60; i++) {
        for (int c = 0; c < 10; c++) {
          assertThat((double) said[i][c]).isCloseTo(ours.at(i, c), within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(10)",
        "dense(12) | relu | dense(10)",
        "dense(12) | leakyRelu | dense(10)",
        "dense(12) | tanh | dense(11) | sigmoid | dense(10)",
        "dense(12) | gelu | dense(11) | softplus | dense(10) | silu | dense(10)",
        "dense(12) | batchNorm | relu | dropout(0.2) | dense(9) | batchNorm | tanh | dense(10)",
        "dense(12) | layerNorm | relu | dense(9) | layerNorm(0.01) | gelu | dense(10)"
      })
  void everyLayerSaysTheSame(String layers) throws IOException, OrtException {
    checkClasses(SavedModel.of(List.of(trained(layers, STROKES, 1)), STROKES.train(), Map.of()));
  }

  @Test
  void ensemblesSayTheSame() throws IOException, OrtException {
    List<TrainedModel> members = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      members.add(trained("dense(%d) | relu | dense(10)".formatted(8 + seed), STROKES, seed));
    }
    SavedModel mean = SavedModel.of(members, STROKES.train(), Map.of());
    checkClasses(mean);
    checkClasses(
        new SavedModel(members, Combination.LOG_MEAN, mean.classes(), List.of(), Map.of()));
    SavedModel vote =
        new SavedModel(members, Combination.VOTE, mean.classes(), List.of(), Map.of());
    assertThatThrownBy(() -> OnnxFile.write(vote, folder.resolve("vote.onnx")))
        .hasMessage("members that vote can't be written as ONNX: combine them by mean or logMean");
    assertThat(folder.resolve("vote.onnx")).doesNotExist();
  }

  @Test
  void valuesAreTheSame() throws IOException, OrtException {
    StringBuilder csv = new StringBuilder("a,b,target\n");
    for (int i = 0; i < 100; i++) {
      csv.append("%d,%d,%d\n".formatted(i % 10, i / 10, 30 * (i % 10) - 7 * (i / 10) + 500));
    }
    Path file = Files.writeString(folder.resolve("table.csv"), csv);
    Split split = new CsvFile(file, Optional.empty()).load(folder, 80, 20);
    TrainedModel trained = trained("dense(12) | tanh | dense(1)", split, 4);
    SavedModel model = SavedModel.of(List.of(trained), split.train(), Map.of());
    assertThat(model.columns()).containsExactly("a", "b");
    float[][] said = asked(model, split.validation(), OnnxFile.VALUES);
    try (ThreadTeam team = new ThreadTeam(1)) {
      double[] ours = model.values(split.validation(), team);
      for (int i = 0; i < 20; i++) {
        assertThat((double) said[i][0]).isCloseTo(ours[i], within(1e-5 * 500));
      }
    }
  }
}
