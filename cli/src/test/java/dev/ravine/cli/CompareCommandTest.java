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

class CompareCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void everyRuleIsTrainedAndItsResultsAreKept() {
    Said result = small(folder, "compare");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    for (String rule : new String[] {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
      assertThat(result.out()).containsPattern("(?m)^ +" + rule + " .* finished$");
    }
    assertThat(folder.resolve("out/summary.json"))
        .content()
        .contains("\"command\" : \"ravine compare --train 300 --validation 100");
    assertThat(folder.resolve("out/report.html")).exists();
    assertThat(folder.resolve("out/adam-1e-3-seed0/run.json")).exists();
  }

  @Test
  void outputIsQuietOrJsonOnRequest() {
    Said quiet = small(folder, "sweep", "--learning-rates", "1e-3", "--quiet");
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out())
        .isEqualTo("report: %s\n".formatted(folder.resolve("out").resolve("report.html")));
    Said json = ravine("resume", folder.resolve("out").toString(), "--json");
    assertThat(json.err()).isEmpty();
    assertThat(folder.resolve("out/summary.json")).hasContent(json.out());
    assertThat(json.out()).startsWith("{").contains("\"runsPlanned\" : 1");
    assertThat(ravine("resume", folder.resolve("out").toString(), "--json", "--quiet").err())
        .isEqualTo("ravine: --quiet and --json must not both be given\n");
  }

  @Test
  void compareAndSweepResolveToTheRunsOfTheirFiles() {
    for (String command : List.of("compare", "sweep")) {
      Said typed = ravine(command, "--dry-run");
      Said file = ravine("run", "../experiments/%s.yaml".formatted(command), "--dry-run");
      assertThat(typed.err()).isEmpty();
      assertThat(typed.out().replaceFirst("about .*", ""))
          .contains("adam(learningRate=1e-3")
          .isEqualTo(file.out().replaceFirst("about .*", ""));
    }
  }

  @Test
  void anOwnTableIsLearnt() throws IOException {
    StringBuilder csv = new StringBuilder("a,b,sum\n");
    for (int i = 0; i < 100; i++) {
      csv.append("%d,%d,%d\n".formatted(i % 10, i / 10, i % 10 + i / 10));
    }
    Path file = Files.writeString(folder.resolve("table.csv"), csv);
    String[] all = {
      "compare",
      "--data",
      file.toString(),
      "--target",
      "sum",
      "--batch",
      "10",
      "--optimizers",
      "adam:1e-2",
      "--epochs",
      "20",
      "--out",
      folder.resolve("out").toString()
    };
    Said result = ravine(all);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("1 run on %s, 80 examples to train and 20 to validate".formatted(file))
        .contains("validation R² 0.99")
        .containsPattern("(0\\.99\\d|1\\.000) +0\\.99\\d ");
    assertThat(folder.resolve("out/experiment.json")).content().contains("\"target\" : \"sum\"");
    Said again = ravine("resume", folder.resolve("out").toString());
    assertThat(again.err()).isEmpty();
    all[4] = "total";
    all[12] = folder.resolve("other").toString();
    assertThat(ravine(all).err())
        .isEqualTo("ravine: %s has no column total; there are a, b, sum\n".formatted(file));
    assertThat(ravine("compare", "--target", "sum").err())
        .isEqualTo("ravine: target must come with a CSV file, but the data is strokes\n");
    assertThat(ravine("compare", "--data", "minst").err())
        .isEqualTo(
            "ravine: unknown data set minst, did you mean mnist? Known are strokes, mnist,"
                + " fashion-mnist, cifar10, cifar100, or a CSV file, or a folder of pictures\n");
  }

  @Test
  void aDivergingRunIsAResult() {
    Said result = small(folder, "compare", "--optimizers", "sgd:1e9,adam", "--seeds", "2");
    assertThat(result.code()).isZero();
    assertThat(result.out()).containsPattern("sgd .* diverged at step \\d+");
    assertThat(result.out().lastIndexOf("sgd "))
        .as("ranked last")
        .isGreaterThan(result.out().lastIndexOf("adam "));
  }

  @Test
  void autoencodersAreCompared() {
    String out = folder.resolve("autoencoders").toString();
    String[] typed = {
      "compare",
      "--optimizers",
      "adam,lbfgs",
      "--autoencoder",
      "--train",
      "200",
      "--validation",
      "50",
      "--hidden",
      "20",
      "--epochs",
      "2",
      "--batch",
      "50",
      "--keep",
      "last",
      "--out",
      out
    };
    assertThat(ravine(typed).out()).contains("train R²").doesNotContain("commonest class");
    assertThat(folder.resolve("autoencoders/report.html")).isNotEmptyFile();
    String model = folder.resolve("autoencoders/adam-1e-3-seed0/model.safetensors").toString();
    assertThat(ravine("evaluate", "--model", model, "--data", "strokes").err())
        .contains("autoencoder")
        .hasLineCount(1);
    assertThat(ravine("compare", "--autoencoder", "--test", "0.2", "--data", "strokes").err())
        .contains("autoencoder can't come with test");
  }
}
