package dev.ravine.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Interrupted at any step and resumed from a file, a training by a minimizer of second order has
/// the evaluations and the weights of one that was not interrupted.
class ResumedMinimizersTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 200, 60);

  @TempDir private Path folder;

  private static Training training(String recipe) {
    Sequential model = Sequential.perceptron(List.of(8), 10, Activation.TANH, Initializer.glorot());
    return new Training(model, Optimizer.parse(recipe), STROKES, 30, 50, new Seed(5));
  }

  private static final class Recording implements TrainingListener {
    private final List<Object> seen = new ArrayList<>();
    private long stopAt = Long.MAX_VALUE;
    private long at;

    @Override
    public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
      seen.addAll(List.of(epoch, train, validation));
    }

    @Override
    public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
      seen.addAll(List.of("skipped", epoch, train, validation));
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
  @ValueSource(
      strings = {
        "sfo",
        "hessianFree(iterations=4)",
        "newtonCg",
        "l2(0.01) on weights | hessianFree(iterations=4) | frozen on \"dense1.*\"",
        "l2(0.01) on weights | newtonCg | frozen on \"dense1.*\""
      })
  void whereverItIsInterrupted(String recipe) throws IOException {
    Recording whole = new Recording();
    try (ThreadTeam team = new ThreadTeam(1)) {
      Trainer uninterrupted = new Trainer(training(recipe), team);
      Outcome outcome = uninterrupted.run(whole);
      assertThat(outcome.steps()).isGreaterThan(1);
      for (long k = 0; k < outcome.steps(); k += 1 + k / 4) {
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
}
