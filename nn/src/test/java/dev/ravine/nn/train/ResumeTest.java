package dev.ravine.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Interrupted at any step and resumed, a run ends with the bits of one that was not.
class ResumeTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 200, 60);
  private static final Sequential SMALL =
      Sequential.perceptron(List.of(12), 10, Activation.RELU, Initializer.he());

  @TempDir private Path folder;

  static Stream<String> recipes() {
    return Stream.concat(
        Catalogue.rules().stream()
            .filter(entry -> !entry.name().equals("frozen"))
            .map(entry -> entry.defaults().text()),
        Stream.of(
            "lbfgs(memory=4)",
            "conjugateGradient(search=hagerZhang)",
            "sag",
            "svrg",
            "l2(1e-2) on weights | lbfgs | frozen on \"dense1.*\"",
            "sam(0.05) | momentum | ema(0.9)",
            "accumulate(3) | adam(plateau(1e-3,patience=0)) on weights | sgd(0.1) on biases",
            "gradientNoise(1e-4) | clipGlobalNorm(1) | adamw(warmup(cosine(1e-2,20),5)) | swa(3,2)"));
  }

  private static Training training(String recipe) {
    return new Training(SMALL, Optimizer.parse(recipe), STROKES, 3, 50, new Seed(5));
  }

  private static final class Recording implements TrainingListener {
    private final List<Double> seen = new ArrayList<>();
    private long stopAt = Long.MAX_VALUE;
    private long at;

    @Override
    public void onStep(long step, double loss) {
      seen.add(loss);
    }

    @Override
    public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
      seen.add(train.accuracy());
      seen.add(train.loss());
      seen.add(validation.accuracy());
    }

    @Override
    public void betweenSteps(long step) {
      at = step;
    }

    @Override
    public boolean stops() {
      return at == stopAt;
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whereverItIsInterrupted(String recipe) throws IOException {
    Recording whole = new Recording();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer uninterrupted = new Trainer(training(recipe), team);
      Outcome outcome = uninterrupted.run(whole);
      for (long k = 0; k < outcome.steps() - 1; k = k < 4 ? 2 * k + 1 : k + 2) {
        Recording recording = new Recording();
        recording.stopAt = k;
        Trainer first = new Trainer(training(recipe), team);
        assertThat(first.run(recording)).isEqualTo(new Outcome.Stopped(k));
        Path file = folder.resolve("checkpoint");
        first.checkpoint().write(file);
        recording.stopAt = Long.MAX_VALUE;
        Trainer second = new Trainer(training(recipe), team);
        second.resume(Checkpoint.read(file, second.layout()));
        assertThat(second.run(recording)).isEqualTo(outcome);
        assertThat(recording.seen).as("interrupted at %d", k).isEqualTo(whole.seen);
        assertThat(second.weights()).containsExactly(uninterrupted.weights());
      }
    }
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefused() {
    try (ThreadTeam team = new ThreadTeam(1)) {
      Checkpoint checkpoint = new Trainer(training("sgd(0.1)"), team).checkpoint();
      Trainer other = new Trainer(training("sgd(0.2)"), team);
      assertThatThrownBy(() -> other.resume(checkpoint))
          .hasMessage(
              "the checkpoint is of the recipe sgd(learningRate=0.1), but the run's is"
                  + " sgd(learningRate=0.2)");
    }
  }
}
