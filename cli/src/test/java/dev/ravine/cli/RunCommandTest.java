package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static dev.ravine.cli.Said.small;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void anExperimentFileIsRunAndADryRunOnlyPrintsIt() {
    String[] small = {
      "run", "../experiments/figure-4-sgd.yaml", "--set", "data=strokes", "--set", "train=300",
      "--set", "validation=50", "--set", "epochs=2", "--set", "seeds=[3]",
      "--out", folder.resolve("out").toString()
    };
    String[] dry = Arrays.copyOf(small, small.length + 1);
    dry[small.length] = "--dry-run";
    Said said = ravine(dry);
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .startsWith("5 runs on strokes, 300 examples to train and 50 to validate")
        .contains("2 epochs of 3 steps with batches of 100")
        .contains("  sgd(learningRate=3e-3), seed 3\n")
        .containsPattern("about \\d+ (s|min) on \\d+ threads");
    assertThat(folder.resolve("out")).doesNotExist();
    Said done = ravine(small);
    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out()).containsPattern("(?m)^ +sgd +3e-3 .* finished$");
    assertThat(folder.resolve("out/sgd-1e-4-seed3/run.json")).exists();
    assertThat(folder.resolve("out/report.html")).exists();
  }

  @Test
  void aForkHasTheBitsOfItsRunUpToTheChange() throws IOException {
    small(folder, "compare", "--optimizers", "sgd:0.01");
    Path run = folder.resolve("out/sgd-0.01-seed0");
    Path fork = folder.resolve("fork");
    Said result =
        ravine("run", "--from", run + "@epoch=1", "--set", "learningRate=0.1", "--out", fork + "");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("1 run on strokes").contains("sgd learningRate@1=0.1");
    assertThat(fork.resolve("sgd-0.01-seed0/events.jsonl"))
        .hasSameTextualContentAs(run.resolve("events.jsonl"));
    try (Stream<Path> folders = Files.list(fork)) {
      assertThat(folders.filter(Files::isDirectory)).hasSize(2);
    }
    assertThat(ravine("run", "--from", run + "@epoch=1", "--set", "learningRate=1,2").err())
        .isEqualTo(
            "ravine: learningRate must have one value, or several in brackets, such as learningRate=[1e-3,1e-4], was 1,2\n");
    Said dry = ravine("run", "--from", run + "@epoch=1", "--set", "learningRate=0.1", "--dry-run");
    assertThat(dry.out()).contains("; learningRate=0.1 from the end of epoch 1, seed 0");
    assertThat(
            ravine("run", "--from", run + "@epoch=1", "--set", "learningRate=1", "--data-dir", ".")
                .err())
        .contains("--data-dir must not come with --from");
    assertThat(ravine("run", "--from", run + "", "--set", "learningRate=1").err())
        .contains("--from must be of the form RUN-FOLDER@epoch=N");
    assertThat(ravine("run", "--from", run + "@epoch=2", "--set", "learningRate=1").err())
        .contains("the epoch in learningRate@2 must be below 2, the number of epochs");
  }
}
