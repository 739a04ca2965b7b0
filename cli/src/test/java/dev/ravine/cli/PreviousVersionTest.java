package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that an earlier version wrote. `three` is an experiment of three epochs with all rules and
/// most transformations, each with its checkpoint and model; `six` are the events and models of the
/// same runs after six epochs.
class PreviousVersionTest {

  private static final int RUNS = 30;

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream in = PreviousVersionTest.class.getResourceAsStream("previous-version.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        byte[] content = zip.readAllBytes();
        if (entry.getName().endsWith(".json")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content = text.replace("@FOLDER@", folder.toString()).getBytes(StandardCharsets.UTF_8);
        }
        Files.write(file, content);
      }
    }
  }

  private static List<String> events(Path run) throws IOException {
    return Files.readAllLines(run.resolve("events.jsonl")).stream()
        .map(line -> line.replaceAll("\"seconds\":[^,}]*", ""))
        .toList();
  }

  private List<Path> runs(String experiment) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(experiment))) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private String predictions(Path run) {
    Said said =
        ravine(
            "predict",
            "--model",
            run.resolve("model.safetensors").toString(),
            "--input",
            folder.resolve("table.csv").toString(),
            "--probabilities");
    assertThat(said.out().lines()).hasSize(61);
    return said.out();
  }

  /// The models of `three` are read before it is resumed, those of `six` afterwards.
  @Test
  void everyRunIsResumedFromItsCheckpointWithTheBitsOfAnUninterruptedOne() throws IOException {
    List<Path> runs = runs("six");
    assertThat(runs).hasSize(RUNS);
    Path three = folder.resolve("three");
    List<String> before =
        runs.stream().map(run -> predictions(three.resolve(run.getFileName()))).toList();
    Said resumed = ravine("resume", three.toString(), "--more", "3", "--quiet");
    assertThat(resumed.err()).isEmpty();
    for (int i = 0; i < RUNS; i++) {
      Path run = runs.get(i);
      Path continued = three.resolve(run.getFileName());
      assertThat(events(continued)).as(run.getFileName().toString()).isEqualTo(events(run));
      assertThat(predictions(continued))
          .as(run.getFileName().toString())
          .isEqualTo(predictions(run))
          .isNotEqualTo(before.get(i));
    }
  }

  @Test
  void itIsReportedAndExported() throws IOException {
    String three = folder.resolve("three").toString();
    assertThat(ravine("report", three, "--out", folder.resolve("r.html").toString()).err())
        .isEmpty();
    Path csv = folder.resolve("all.csv");
    assertThat(ravine("export", three, "--csv", csv.toString()).err()).isEmpty();
    assertThat(Files.readAllLines(csv)).hasSize(1 + RUNS * (3 * 6 + 4));
  }
}
