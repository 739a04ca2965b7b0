package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static dev.ravine.cli.Said.small;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void aFinishedExperimentIsResumedWithoutDoingAnythingAgain() throws IOException {
    small(
        folder,
        "compare",
        "--optimizers",
        "adam(cosine(1e-3,5)),sgd on weights | frozen on biases");
    Said result = ravine("resume", folder.resolve("out").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("0 runs on strokes").contains("report: ");
    assertThat(folder.resolve("out/experiment.json")).content().contains("cosine(initial=1e-3");
  }

  @Test
  void anInterruptedExperimentIsResumedWithTheSameBits() throws IOException {
    small(folder, "compare", "--optimizers", "adam,sgd:0.01");
    Path out = folder.resolve("out");
    List<String> expected = losses(out);
    Files.delete(out.resolve("adam-1e-3-seed0/run.json"));
    Said result = ravine("resume", out.resolve("sgd-0.01-seed0").toString(), "--threads", "1");
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("1 run on strokes");
    assertThat(losses(out)).isEqualTo(expected);
  }

  private static List<String> losses(Path out) throws IOException {
    return Files.readAllLines(out.resolve("adam-1e-3-seed0/events.jsonl")).stream()
        .map(line -> line.replaceAll("\"seconds\":[^,}]*", ""))
        .toList();
  }
}
