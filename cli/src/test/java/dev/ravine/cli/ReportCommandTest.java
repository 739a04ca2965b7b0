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

class ReportCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void anExperimentIsListedReportedAndExported() throws IOException {
    small(folder, "compare", "--optimizers", "adam,sgd:0.01", "--seeds", "2");
    String out = folder.resolve("out").toString();
    assertThat(ravine("runs", folder.toString()).out())
        .containsPattern(
            "(?m)^out +strokes +4 of 4 +0\\.\\d{3} +(adam 1e-3|sgd 0.01), mean of 2 runs$");
    Path page = folder.resolve("both.html");
    Said report =
        ravine("report", out, folder.resolve("out/adam-1e-3-seed1").toString(), "--out", page + "");
    assertThat(report.err())
        .isEqualTo(
            "ravine: %s must be named once, but is named twice%n"
                .formatted(folder.resolve("out/adam-1e-3-seed1")));
    report = ravine("report", out, "--out", page + "");
    assertThat(report.err()).isEmpty();
    Said overwritten = ravine("report", out, "--out", page + "");
    assertThat(overwritten.err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(page));
    assertThat(ravine("report", out + "none", "--out", page + "").err()).contains("none must be");
    assertThat(report.out()).isEqualTo("report: %s%n".formatted(page));
    String data = Files.readString(page).replaceAll("(?s).*id=\"data\">|</script>.*", "");
    assertThat(data.split("\"optimizer\":\"", -1)).hasSize(1 + 2 * (4 + 4));
    Path csv = folder.resolve("all.csv");
    assertThat(ravine("export", out, "--csv", csv + "").code()).isZero();
    List<String> rows = Files.readAllLines(csv);
    assertThat(rows).hasSize(1 + 4 * (2 * 3 + 3));
    int columns = rows.getFirst().split(",", -1).length;
    assertThat(rows)
        .allMatch(row -> row.replaceAll("\"[^\"]*\"", "").split(",", -1).length == columns);
    for (String format : List.of("json", "svg", "png", "tex")) {
      Path file = folder.resolve("all." + format);
      assertThat(ravine("export", out, "--" + format, file + "").err()).isEmpty();
      byte[] first = Files.readAllBytes(file);
      assertThat(first).isNotEmpty();
      Said again = ravine("export", out, "--" + format, file + "", "--measure", "loss");
      assertThat(again.err())
          .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(file));
      assertThat(file).hasBinaryContent(first);
      assertThat(ravine("export", out, "--" + format, file + "", "--overwrite").code()).isZero();
    }
    assertThat(Files.readAllBytes(folder.resolve("all.png"))).startsWith(0x89, 'P', 'N', 'G');
    assertThat(folder.resolve("all.tex")).content().contains("\\addlegendentry{adam 1e-3}");
    assertThat(folder.resolve("all.svg")).content().contains("adam 1e-3", "validation accuracy");
  }
}
