package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleCommandTest {

  @TempDir private Path folder = Path.of(".");

  private Said small(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--train", "300", "--validation", "100"));
    if (!all.contains("--epochs")) {
      all.addAll(List.of("--epochs", "2"));
    }
    if (!all.contains("--out")) {
      all.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    return ravine(all.toArray(String[]::new));
  }

  @Test
  void anEnsembleIsWorthMoreThanItsMeanMember() throws IOException {
    Said result =
        small("ensemble", "--members", "4", "--threads", "2", "--optimizers", "adam,rmsprop");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .containsPattern("(?m)^adam 1e-3 seed 0 +0\\.\\d+ ")
        .containsPattern("(?m)^rmsprop 1e-4 seed 3 +0\\.\\d+ ")
        .containsPattern("(?m)^ensemble, logMean +0\\.\\d+ ")
        .containsPattern("(?m)^one model: greedy soup +0\\.\\d+ ")
        .contains("Judged by 50 validation examples");
    Path out = folder.resolve("out");
    String json = Files.readString(out.resolve("ensemble.json"));
    assertThat(out.resolve("ensemble-sizes.svg")).exists();
    assertThat(out.resolve("ensemble-reliability.svg")).content().contains("confidence");
    Said again = ravine("ensemble", "--of", out.toString(), "--threads", "1", "--quiet");
    assertThat(again.err()).isEmpty();
    assertThat(ravine("ensemble", "--of", out.toString(), "--combination", "logMean").err())
        .isEmpty();
    assertThat(Files.readString(out.resolve("ensemble.safetensors"), StandardCharsets.ISO_8859_1))
        .contains("\"combination\":\"logMean\"");
    assertThat(ravine("ensemble", "--combination", "sum").err())
        .startsWith("ravine: unknown combination sum. Known are mean, logMean, vote");
    assertThat(out.resolve("ensemble.json")).as("threads change no bit").hasContent(json);
    Files.delete(out.resolve("adam-1e-3-seed0/model.safetensors"));
    assertThat(ravine("ensemble", "--of", out.toString()).err())
        .contains("model.safetensors must be there: the run did not end");
    assertThat(ravine("ensemble", "--members", "1").err())
        .isEqualTo("ravine: an ensemble must have 2 to 16 members, has 1\n");
  }

  @Test
  void aStudentLearnsFromATeacher() throws IOException {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    Path teacher = folder.resolve("out");
    Path out = folder.resolve("students");
    String[] all = {
      "distill",
      "--teacher",
      teacher.toString(),
      "--student",
      "2x20",
      "--seeds",
      "2",
      "--out",
      out.toString()
    };
    Said result = ravine(all);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("6 runs on strokes, 300 examples to train and 100 to validate")
        .containsPattern("(?m)^the teacher +\\d\\.\\d+ ")
        .containsPattern("(?m)^student: smooth\\(0\\.1\\) +\\d\\.\\d+ ± ")
        .containsPattern("(?m)^student: distill\\(4,0\\.9\\) +\\d\\.\\d+ ± ");
    assertThat(out.resolve("experiment.json"))
        .content()
        .contains("\"lesson\" : \"distill(4,0.9)\"", "\"hidden\" : [ 20, 20 ]");
    List<Path> kept;
    try (Stream<Path> files = Files.list(teacher)) {
      kept = files.filter(file -> file.getFileName().toString().startsWith("logits-")).toList();
    }
    assertThat(kept).as("of training and validation examples").hasSize(2);
    assertThat(ravine("resume", out.toString(), "--quiet").err()).isEmpty();
    Path one = teacher.resolve("adam-1e-3-seed1");
    for (Path logits : kept) {
      Files.delete(logits);
    }
    Files.delete(teacher.resolve("adam-1e-3-seed0/model.safetensors"));
    all[8] = folder.resolve("more").toString();
    assertThat(ravine(all).err())
        .startsWith("ravine: the teacher can't predict: ")
        .contains("adam-1e-3-seed0/model.safetensors must be there");
    all[2] = one.toString();
    assertThat(ravine(all).err()).isEmpty();
    assertThat(ravine("distill", "--teacher", one.toString(), "--temperature", "0").err())
        .isEqualTo("ravine: --temperature must be positive, was 0.0\n");
    assertThat(ravine("distill", "--teacher", one.toString(), "--weight", "2").err())
        .isEqualTo("ravine: --weight must be in [0, 1], was 2.0\n");
    assertThat(ravine("distill", "--teacher", one.toString(), "--student", "big").err())
        .isEqualTo("ravine: hidden layers must be widths such as 5x50 or 100,50, were \"big\"\n");
  }

  @Test
  void membersMayDifferByExamplesAndArchitecture() throws IOException {
    Said said =
        small(
            "ensemble",
            "--members",
            "4",
            "--bagging",
            "--architectures",
            "2x20;30",
            "--ema",
            "0.9");
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern("(?m)^adam hidden=2x20 bagged learningRate=1e-3 seed 0 +0\\.\\d+ ")
        .containsPattern("(?m)^adam hidden=30 bagged learningRate=1e-3 seed 3 +0\\.\\d+ ")
        .containsPattern(
            "(?m)^one model: adam \\| ema\\(0.9\\) hidden=2x20 bagged learningRate=1e-3 seed 0 +0\\.\\d+ ")
        .doesNotContain("soup");
    assertThat(folder.resolve("out/report.html")).content().contains("The ensemble");
    assertThat(small("ensemble", "--from", "epochs", "--bagging").err())
        .isEqualTo(
            "ravine: --bagging and --architectures must come with members from seeds, not from"
                + " epochs\n");
  }

  @Test
  void membersMayBeEpochsOrSnapshotsOfOneRun() throws IOException {
    Said said = small("ensemble", "--from", "snapshots", "--members", "3", "--epochs", "6");
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("1 run on strokes")
        .containsPattern("(?m)^epoch 2 +0\\.\\d+ ")
        .containsPattern("(?m)^epoch 6 +0\\.\\d+ ")
        .containsPattern("(?m)^one model: mean of weights \\(SWA\\) +0\\.\\d+ ");
    String json = Files.readString(folder.resolve("out/ensemble.json"));
    Files.delete(folder.resolve("out/ensemble.json"));
    assertThat(ravine("resume", folder.resolve("out").toString(), "--quiet").err()).isEmpty();
    assertThat(folder.resolve("out/ensemble.json")).hasContent(json);
    String more = folder.resolve("more").toString();
    assertThat(
            small("ensemble", "--from", "epochs", "--members", "3", "--epochs", "5", "--out", more)
                .out())
        .contains("epoch 3 ", "epoch 5 ")
        .doesNotContain("\nepoch 2 ");
    assertThat(small("ensemble", "--from", "snapshots", "--epochs", "7").err())
        .isEqualTo("ravine: epochs must be a multiple of 5, the number of members, was 7\n");
    assertThat(small("ensemble", "--from", "epochs").err())
        .isEqualTo("ravine: epochs must be 5 or more, one for each member, was 2\n");
    assertThat(small("ensemble", "--from", "afar").err())
        .isEqualTo("ravine: members must come from seeds, epochs or snapshots, not from afar\n");
  }

  @Test
  void studentsLearnFromFilesAndWithoutLabels() throws IOException {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    Path ensemble = folder.resolve("out/ensemble.safetensors");
    String out = folder.resolve("students").toString();
    Said said =
        ravine(
            "distill",
            "--teacher",
            ensemble.toString(),
            "--transfer",
            "200",
            "--seeds",
            "1",
            "--student",
            "20",
            "--out",
            out);
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).containsPattern("(?m)^student: distill\\(4,0\\.9\\) +\\d\\.\\d+ ");
    assertThat(folder.resolve("students/report.html")).content().contains("Teacher and students");
    try (Stream<Path> files = Files.list(ensemble.resolveSibling("."))) {
      assertThat(files.filter(f -> f.toString().contains(".logits-"))).hasSize(3);
    }
    assertThat(ravine("resume", out, "--quiet").err()).isEmpty();
    assertThat(ravine("distill", "--teacher", out, "--transfer", "9", "--weight", "0").err())
        .isEqualTo("ravine: --transfer must come with a --weight above 0\n");
    assertThat(ravine("distill", "--teacher", folder.resolve("none").toString()).err())
        .endsWith("none is missing\n");
  }

  @Test
  void membersThatDivergedAreLeftOut() throws IOException {
    Said said = small("ensemble", "--members", "4", "--optimizers", "adam,sgd:1e9");
    assertThat(said.code()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("diverged after 2 steps")
        .containsPattern("(?m)^adam 1e-3 seed 2 +0\\.\\d+ ")
        .doesNotContainPattern("(?m)^sgd 1e9 seed 1 +0\\.\\d+ ");
    Path out = folder.resolve("more");
    Said none =
        small(
            "ensemble", "--members", "2", "--optimizers", "adam,sgd:1e9", "--out", out.toString());
    assertThat(none.out())
        .contains(
            "There is none: an ensemble must have 2 members or more that did not diverge, has 1.");
    assertThat(out.resolve("ensemble.json")).doesNotExist();
    assertThat(out.resolve("study.json")).content().contains("did not diverge, has 1");
    assertThat(ravine("ensemble", "--of", out.toString()).err())
        .isEqualTo("ravine: an ensemble must have 2 members or more that did not diverge, has 1\n");
  }

  @Test
  void valuesAreNoEnsemble() throws IOException {
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "a,target\n1,2\n2,3\n3,4\n4,6\n5,1\n6,3\n7,2\n8,8\n9,7\n10,5\n");
    assertThat(ravine("ensemble", "--data", table.toString(), "--batch", "2").err())
        .isEqualTo("ravine: an ensemble must be of models that learn classes\n");
  }

  @Test
  void aRunOfAnEnsembleCanBeDoneAnotherWay() {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    String run = folder.resolve("out/adam-1e-3-seed1").toString();
    String fork = folder.resolve("fork").toString();
    Said said =
        ravine("run", "--from", run + "@epoch=1", "--set", "learningRate=1e-4", "--out", fork);
    assertThat(said.err()).isEmpty();
    assertThat(folder.resolve("fork/report.html")).exists();
    assertThat(folder.resolve("fork/adam-1e-3-seed1/model.safetensors")).exists();
  }

  @Test
  void storedLogitsTeach() throws IOException {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    Path teacher = folder.resolve("out");
    String first = folder.resolve("first").toString();
    String[] distill = {"distill", "--teacher", teacher.toString(), "--seeds", "1", "--out", first};
    assertThat(ravine(distill).err()).isEmpty();
    List<Path> logits;
    try (Stream<Path> files = Files.list(teacher)) {
      logits = files.filter(file -> file.getFileName().toString().startsWith("logits-")).toList();
    }
    int taught = 0;
    for (Path kept : logits) {
      String out = folder.resolve("by-" + kept.getFileName()).toString();
      Said said = ravine("distill", "--teacher", kept.toString(), "--seeds", "1", "--out", out);
      if (said.code() == 0) {
        taught++;
        assertThat(said.out()).contains("student: labels alone").doesNotContain("the teacher ");
        assertThat(Path.of(out, "adam-distill-4-0.9-03692a82-1e-3-seed0/model.safetensors"))
            .hasSameBinaryContentAs(
                Path.of(first, "adam-distill-4-0.9-03692a82-1e-3-seed0/model.safetensors"));
      } else {
        assertThat(said.err()).contains("must hold logits of the examples with SHA-256 ");
        assertThat(Path.of(out)).doesNotExist();
      }
    }
    assertThat(logits).hasSize(2);
    assertThat(taught).as("by the logits of the training examples").isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsTrained() {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    String out = folder.resolve("out").toString();
    assertThat(ravine("ensemble", "--of", out, "--bagging").err())
        .isEqualTo("ravine: --of must not come with --bagging: nothing is trained\n");
    assertThat(ravine("ensemble", "--of", out + "/adam-1e-3-seed0").err())
        .startsWith("ravine: --of must be the folder of an experiment, was ");
    assertThat(ravine("ensemble", "--validation", "1").err())
        .isEqualTo(
            "ravine: validation must be 2 or more, to fit and to evaluate an ensemble, was 1\n");
    assertThat(ravine("ensemble", "--ema", "1.5").err())
        .isEqualTo("ravine: --ema must be in [0, 1), was 1.5\n");
    assertThat(
            ravine("ensemble", "--from", "snapshots", "--optimizers", "adam(cosine(1e-3,9))").err())
        .startsWith("ravine: --from snapshots must come with a constant learning rate");
    assertThat(
            ravine("ensemble", "--from", "snapshots", "--optimizers", "accumulate(2) | adam").err())
        .startsWith("ravine: --from snapshots must come without accumulate");
    assertThat(ravine("distill", "--teacher", out, "--transfer", "999999999").err())
        .startsWith("ravine: examples to train, validate and transfer must be at most ");
    String students = folder.resolve("students").toString();
    assertThat(ravine("distill", "--teacher", out, "--seeds", "1", "--out", students).err())
        .isEmpty();
    assertThat(ravine("predict", "--model", students, "--input", "x.csv").err())
        .contains("the best run is taken: ", "students/", "x.csv is missing");
  }

  /// Examples without labels must not change by what students are judged.
  @Test
  void transferLeavesTheValidationExamplesAlone() throws IOException {
    assertThat(small("ensemble", "--members", "2", "--quiet").err()).isEmpty();
    String teacher = folder.resolve("out").toString();
    List<String> rows = new ArrayList<>();
    for (String transfer : new String[] {"0", "150"}) {
      String out = folder.resolve("students" + transfer).toString();
      Said said =
          ravine(
              "distill",
              "--teacher",
              teacher,
              "--seeds",
              "1",
              "--transfer",
              transfer,
              "--out",
              out);
      rows.addAll(
          said.out()
              .lines()
              .filter(line -> line.startsWith("the teacher") || line.contains("labels alone"))
              .map(line -> line.replaceAll(" +", " "))
              .toList());
    }
    assertThat(rows).hasSize(4);
    assertThat(rows.subList(0, 2)).isEqualTo(rows.subList(2, 4));
  }
}
