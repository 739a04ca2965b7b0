package dev.ravine.nn.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 300, 60);
  private static final Sequential ALL =
      Sequential.parse(
          "dense(12) | batchNorm | gelu | dropout(0.25) | dense(11) | layerNorm | softplus |"
              + " dropout(0.5) | dense(10)");

  private static TrainedModel trained(Sequential model) {
    return Trainer.train(
        new Training(model, Optimizer.of(Adam.of(0.01)), STROKES, 1, 50, new Seed(3)), 1);
  }

  @Test
  void aSavedModelSaysTheSame(@TempDir Path folder) throws IOException {
    List<TrainedModel> members =
        List.of(trained(ALL), trained(Sequential.parse("dense(9) | relu | dense(10)")));
    for (int count = 1; count <= 2; count++) {
      SavedModel saved =
          SavedModel.of(members.subList(0, count), STROKES.train(), Map.of("data", "strokes"));
      Path file = folder.resolve("model%d.safetensors".formatted(count));
      saved.write(file);
      SavedModel read = SavedModel.read(file);
      assertThat(read.metadata()).isEqualTo(Map.of("data", "strokes", "picture", "1x28x28"));
      assertThat(read.classes()).hasSize(10);
      try (ThreadTeam team = new ThreadTeam(1)) {
        Dataset asked = STROKES.validation().withoutTargets();
        Probabilities before = saved.probabilities(asked, team);
        Probabilities after = read.probabilities(asked, team);
        for (int i = 0; i < asked.size(); i++) {
          for (int c = 0; c < 10; c++) {
            assertThat(after.at(i, c)).isEqualTo(before.at(i, c));
          }
        }
        assertThatThrownBy(() ->
                read.probabilities(Examples.of(2, new float[4]).named("two").unlabelled(), team))
            .hasMessage("two must have 784 features, as the model has, has 2");
      }
    }
  }

  @Test
  void damagedAndForeignFilesAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.safetensors");
    SavedModel.of(List.of(trained(ALL)), STROKES.train(), Map.of()).write(file);
    String checksum = SavedModel.read(file).checksum();
    byte[] whole = Files.readAllBytes(file);
    for (int cut : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertThatThrownBy(() -> SavedModel.read(file)).isInstanceOf(IOException.class);
    }
    // Bits of the header flipped one after the other: a sentence, or the very same model.
    RandomStream random = new Seed(4).stream("damage");
    for (int i = 0; i < 300; i++) {
      byte[] bad = whole.clone();
      bad[random.nextInt(1200)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      try {
        assertThat(SavedModel.read(file).checksum()).isEqualTo(checksum);
      } catch (IOException expected) {
        assertThat(expected.getMessage()).contains("model.safetensors");
      }
    }
    WeightsFile.write(
        file,
        new Network(Sequential.published(10), Losses.crossEntropy(), 1, 4).layout(),
        new float[42_010],
        Map.of());
    assertThatThrownBy(() -> SavedModel.read(file))
        .hasMessageContaining("must be a model that Ravine wrote, of format ravine-model-1");
  }

  @Test
  void membersMustBelongTogether() {
    TrainedModel one = trained(Sequential.parse("dense(10)"));
    TrainedModel other =
        new TrainedModel(
            one.model(),
            one.theta(),
            one.statistics(),
            new Preprocessing(new float[784], new float[784], new float[] {0}, new float[] {1}));
    assertThatThrownBy(() -> SavedModel.of(List.of(one, other), STROKES.train(), Map.of()))
        .hasMessage(
            "members must have the same preprocessing, but number 2 has another than number 1");
    TrainedModel wide =
        new TrainedModel(
            Sequential.parse("dense(7)"),
            new float[785 * 7],
            one.statistics(),
            one.preprocessing());
    assertThatThrownBy(() -> SavedModel.of(List.of(one, wide), STROKES.train(), Map.of()))
        .hasMessage("members must have 10 outputs, but number 2 has 7");
  }

  /// What a file says is checked before anything of its size is allocated.
  @Test
  void aSmallFileCanNotAskForMuchMemory(@TempDir Path folder) throws IOException {
    TrainedModel one = trained(Sequential.parse("dense(10)"));
    SavedModel saved = SavedModel.of(List.of(one), STROKES.train(), Map.of());
    TensorFile honest = SavedModelFile.of(saved);
    Map<String, String> texts = new HashMap<>(honest.metadata());
    texts.put("layers", "dense(2000000)");
    texts.remove("sha256");
    texts.put("sha256", new TensorFile(honest.tensors(), texts).checksum("sha256"));
    Path file = folder.resolve("bomb.safetensors");
    new TensorFile(honest.tensors(), texts).write(file);
    assertThatThrownBy(() -> SavedModel.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must have tensor dense1.weight of shape [784, 2000000]");
    one.theta()[3] = Float.NaN;
    SavedModel.of(List.of(one), STROKES.train(), Map.of()).write(file);
    assertThatThrownBy(() -> SavedModel.read(file))
        .hasMessageContaining("the weights must be finite numbers, has NaN");
  }

  @Test
  void aFlippedBitOfTheWeightsIsSeen(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.safetensors");
    SavedModel.of(List.of(trained(Sequential.parse("dense(10)"))), STROKES.train(), Map.of())
        .write(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5000] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> SavedModel.read(file))
        .hasMessageEndingWith("is damaged: its checksum is not that of its content");
  }

  @Test
  void membersOfOtherClassesAreNotMerged() {
    TrainedModel one = trained(Sequential.parse("dense(10)"));
    SavedModel digits = SavedModel.of(List.of(one), STROKES.train(), Map.of());
    List<String> letters = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    SavedModel other = new SavedModel(List.of(one), Combination.MEAN, letters, List.of(), Map.of());
    assertThatThrownBy(() -> SavedModel.merge(List.of(digits, other), Combination.MEAN))
        .hasMessageStartingWith("members must have the same classes, but one has [0, 1, ");
  }
}
