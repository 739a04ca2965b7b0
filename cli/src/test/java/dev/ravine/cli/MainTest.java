package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.kernels.KernelChoice;
import dev.ravine.optim.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

  @TempDir private Path folder;

  /// It is logged once for each process.
  @BeforeAll
  static void kernelsAreChosen() {
    KernelChoice.current();
  }

  private Said small(String... arguments) {
    String[] all = new String[arguments.length + 10];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    String[] rest = {
      "--train",
      "300",
      "--validation",
      "100",
      "--epochs",
      "2",
      "--batch",
      "100",
      "--out",
      folder.resolve("out").toString()
    };
    System.arraycopy(rest, 0, all, arguments.length, 10);
    return ravine(all);
  }

  @Test
  void compareTrainsEveryRuleAndKeepsTheResults() {
    Said result = small("compare");
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
  void runDoesWhatAFileSaysAndADryRunOnlySaysIt() {
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
        .containsPattern("about \\d+ s on \\d+ threads");
    assertThat(folder.resolve("out")).doesNotExist();
    Said done = ravine(small);
    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out()).containsPattern("(?m)^ +sgd +3e-3 .* finished$");
    assertThat(folder.resolve("out/sgd-1e-4-seed3/run.json")).exists();
    assertThat(folder.resolve("out/report.html")).exists();
  }

  @Test
  void whatIsSaidCanBeForProgramsOrLess() {
    Said quiet = small("sweep", "--learning-rates", "1e-3", "--quiet");
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
  void compareAndSweepAreExperimentsWithTheirDefaults() {
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
  void onesOwnTableIsLearnt() throws IOException {
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
  void surfaceDrawsPathsAndTunesBareNames() throws IOException {
    Path out = folder.resolve("surface");
    Said result =
        ravine(
            "surface",
            "--function",
            "ravine",
            "--steps",
            "50",
            "--optimizers",
            "sgd,momentum:0.01,sgd:9",
            "--out",
            out.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("ravine, 50 steps")
        .containsPattern("sgd 0.032 +ends at \\(")
        .containsPattern("momentum 0.01 +ends at \\(")
        .containsPattern("sgd 9 +left all bounds after \\d+ steps")
        .contains("lowest at (0.0000, 0.0000)");
    assertThat(out.resolve("surface.svg")).content().startsWith("<svg").contains("sgd 0.032");
    assertThat(out.resolve("surface.html"))
        .content()
        .contains("default-src 'none'", "\"label\":\"sgd 0.032\"");
    List<String> lines = Files.readAllLines(out.resolve("paths.csv"));
    assertThat(lines.getFirst()).isEqualTo("optimizer,step,x,y,height");
    assertThat(lines.get(1)).isEqualTo("sgd 0.032,0,-9,2,140.5");
  }

  @Test
  void aDivergingRunIsAResult() {
    Said result = small("compare", "--optimizers", "sgd:1e9,adam", "--seeds", "2");
    assertThat(result.code()).isZero();
    assertThat(result.out()).containsPattern("sgd .* diverged at step \\d+");
    assertThat(result.out().lastIndexOf("sgd "))
        .as("ranked last")
        .isGreaterThan(result.out().lastIndexOf("adam "));
  }

  @Test
  void sweepTriesEveryRateAndTrainKeepsTheModel() {
    assertThat(small("sweep", "--optimizer", "rmsprop", "--learning-rates", "1e-4,1e-3").out())
        .containsPattern("rmsprop +1e-4")
        .containsPattern("rmsprop +1e-3");
    Path trained = folder.resolve("trained");
    Said result =
        ravine(
            "train",
            "--optimizer",
            "adam:0.002",
            "--seed",
            "5",
            "--train",
            "300",
            "--validation",
            "50",
            "--epochs",
            "1",
            "--out",
            trained.toString());
    assertThat(result.code()).isZero();
    assertThat(trained.resolve("adam-2e-3-seed5/model.safetensors")).exists();
  }

  @Test
  void aFinishedExperimentIsResumedWithoutDoingAnythingAgain() throws IOException {
    small("compare", "--optimizers", "adam(cosine(1e-3,5)),sgd on weights | frozen on biases");
    Said result = ravine("resume", folder.resolve("out").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("0 runs on strokes").contains("report: ");
    assertThat(folder.resolve("out/experiment.json")).content().contains("cosine(initial=1e-3");
  }

  @Test
  void whatIsUnderWayIsResumed() throws IOException {
    small("compare", "--optimizers", "adam,sgd:0.01");
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

  @Test
  void shellsCompleteCommands() {
    Said result = ravine("generate-completion");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("complete -F _complete_ravine", "--learning-rates");
  }

  @Test
  void aRunIsDoneOnceMoreWithSomethingSetAnew() throws IOException {
    small("compare", "--optimizers", "sgd:0.01");
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

  @Test
  void whatIsKeptIsListedComparedAndExported() throws IOException {
    small("compare", "--optimizers", "adam,sgd:0.01", "--seeds", "2");
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

  @Test
  void everythingInTheCatalogueIsListedAndExplained() {
    String list = ravine("optimizers").out();
    Stream.of(Catalogue.rules(), Catalogue.transforms(), Catalogue.schedules())
        .flatMap(List::stream)
        .map(Catalogue.Entry::name)
        .forEach(name -> {
          assertThat(list).contains("  " + name + " ");
          Said page = ravine("optimizers", name);
          assertThat(page.code()).isZero();
          assertThat(page.out().lines().count()).as(name).isGreaterThanOrEqualTo(4);
        });
    assertThat(ravine("optimizers", "adam").out())
        .contains("arXiv 1412.6980", "keeps m, v: 8 bytes")
        .contains("- beta1 (in [0, 1), 0.9): β₁, the memory of gradients")
        .doesNotContain("|---", "**", "`beta1`");
  }

  @Test
  void aLearningRateIsSuggestedAndDrawn() {
    Said result =
        ravine(
            "find-lr",
            "--train",
            "1000",
            "--validation",
            "50",
            "--out",
            folder.resolve("lr").toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("valley", "steepest", "minimum / 10");
    assertThat(folder.resolve("lr/learning-rate.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("lr/learning-rate.csv"))
        .content()
        .startsWith("learningRate,loss,smooth\n1e-7,");
  }

  @Test
  void schedulesAreShownAndDrawn() {
    assertThat(ravine("schedule", "step(1,0.5,2)", "--steps", "3").out())
        .isEqualTo("k,value\n0,1\n1,1\n2,0.5\n");
    assertThat(ravine("schedule", "cosine(1)", "--steps", "4").out())
        .isEqualTo(ravine("schedule", "cosine(1,4)", "--steps", "4").out());
    assertThat(ravine("schedule", "step(1,0.1,3 epochs)", "--steps", "20", "--epochs", "5").out())
        .isEqualTo(ravine("schedule", "step(1,0.1,12)", "--steps", "20").out());
    Path picture = folder.resolve("picture.svg");
    assertThat(ravine("schedule", "cosine(1,9)", "--picture", picture.toString()).code()).isZero();
    assertThat(ravine("schedule", "cosine(1,9)", "--picture", picture.toString()).err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(picture));
    assertThat(picture).content().contains("<path");
  }

  @Test
  void traceKnowsRecipesThatDemandMore() throws IOException {
    Path file = Files.writeString(folder.resolve("g.csv"), "\ufeff1,2\n3,4\n5,6\n7,8\n");
    Said result =
        ravine("trace", "sam(0.1) | sgd(1) | ema(0.5)", "--slots", "--gradients", file.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
            step,theta0,theta1,evaluation0,evaluation1,average0,average1
            1,-3.00000000,-4.00000000,-3.00000000,-4.00000000,-3.00000000,-4.00000000
            2,-10.0000000,-12.0000000,-6.50000000,-8.00000000,-6.50000000,-8.00000000
            """);
    Files.writeString(file, "1,2\n");
    assertThat(ravine("trace", "sam(0.1) | sgd", "--gradients", file.toString()).err())
        .isEqualTo(
            "ravine: %s must have two gradients for each step of this recipe, had one at its end\n"
                .formatted(file));
  }

  @Test
  void traceShowsEveryStep() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2,3\n-1, 0.5 ,2\n\n");
    Said result =
        ravine(
            "trace",
            "momentum",
            "--set",
            "learningRate=0.1",
            "--set",
            "momentum=0.5",
            "--theta",
            "1,2,3",
            "--gradients",
            file.toString(),
            "--slots");
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .containsExactly(
            "step,theta0,theta1,theta2,velocity0,velocity1,velocity2",
            "1,0.899999976,1.79999995,2.70000005,-0.100000001,-0.200000003,-0.300000012",
            "2,0.949999988,1.64999998,2.34999990,0.0500000007,-0.150000006,-0.350000024");
  }

  @Test
  void traceExplainsBadFiles() throws IOException {
    Path file = folder.resolve("gradients.csv");
    Files.writeString(file, "1,2\n1\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()))
        .isEqualTo(
            new Said(
                2,
                "",
                "ravine: "
                    + file
                    + ", line 2 must have 2 numbers like the first gradient, had 1\n"));
    Files.writeString(file, "1,x\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err())
        .isEqualTo("ravine: " + file + ", line 1: element 2 must be a number, was \"x\"\n");
    Files.writeString(file, "\n");
    assertThat(ravine("trace", "sgd", "--gradients", file.toString()).err())
        .isEqualTo("ravine: " + file + " must hold at least one gradient\n");
    assertThat(ravine("trace", "sgd", "--gradients", folder.resolve("none").toString()).err())
        .isEqualTo("ravine: " + folder.resolve("none") + " is missing\n");
    Files.writeString(file, "1,2\n");
    assertThat(ravine("trace", "sgd", "--theta", "1", "--gradients", file.toString()).err())
        .isEqualTo("ravine: --theta must have as many numbers as a gradient, 2, had 1\n");
    assertThat(ravine("trace", "adam", "--set", "beta3=1", "--gradients", file.toString()).err())
        .isEqualTo(
            "ravine: unknown hyper-parameter beta3, did you mean beta1?"
                + " Known are learningRate, beta1, beta2, epsilon\n");
    assertThat(ravine("trace", "adam", "--set", "beta1", "--gradients", file.toString()).err())
        .isEqualTo("ravine: --set must be NAME=VALUE, was beta1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compar | unknown command compar, did you mean compare? Known are",
        "compare --bacht 5 | unknown option --bacht, did you mean --batch? Known are",
        "compare --optimizers adm | unknown update rule adm, did you mean adam? Known are",
        "compare --optimizers adam:0 | learningRate must be positive, was 0.0",
        "compare --optimizers adam:-1 | learningRate must be positive, was -1.0",
        "compare --optimizers adam:NaN | learningRate of adam must be a number or a schedule, was \"NaN\"",
        "compare --optimizers adam:fast | learningRate of adam must be a number or a schedule, was \"fast\"",
        "compare --optimizers adam,adam | every run must be another, but adam-1e-3-seed0",
        "compare --data cifar | unknown data set cifar, did you mean cifar10? Known are",
        "compare --data mnist --data-dir . | mnist is not in .: name its folder with --data-dir",
        "compare --threads 1000 | --threads must be at most 256, was 1000",
        "compare --train 2000000000 --validation 2000000000 | --train and --validation must be at most",
        "compare --epochs 100000000 | epochs must keep a run below 10000000 steps, was 100000000",
        "trace sgd --gradients src | src can't be read: Is a directory",
        "compare --threads 0 | --threads must be 1 or more, was 0",
        "compare --epochs 0 | --epochs must be 1 or more, was 0",
        "compare --batch 0 | --batch must be 1 or more, was 0",
        "compare --seeds 0 | --seeds must be 1 or more, was 0",
        "compare --train 0 | --train must be 1 or more, was 0",
        "compare --validation -5 | --validation must be 1 or more, was -5",
        "compare --train 50 --batch 51 | --batch must be at most the number of training examples, 50, was 51",
        "compare --epochs many | Invalid value for option '--epochs': 'many' is not an int",
        "sweep --learning-rates 1e-3,x | learningRate of adam must be a number or a schedule, was \"x\"",
        "train --hidden 900000,900000 --train 100 | hidden layers of 2x900000 make 8.11e+11 parameters, which need",
        "train --more 3 | there is no option --more: a training that ended goes on with ./ravine resume FOLDER --more 10",
        "train --optimizer adam(lr=1) | unknown hyper-parameter of adam lr, did you mean learningRate?",
        "train --optimizer sgdd | unknown update rule sgdd, did you mean sgd?",
        "trace adam | Missing required option: '--gradients=FILE'",
        "data --fetch cifar | unknown data set cifar, did you mean cifar10?",
        "data --data-dir none | --data-dir must be a folder, was none",
        "data --fetch strokes | strokes needs no download",
        "compare --out pom.xml | pom.xml is a file, but must be a folder",
        "compare --out . | . holds something already",
        "compare --data-dir src | --data-dir must come with a data set that is downloaded",
        "compare --optimizers adam: | learningRate of adam must be a number or a schedule, was \"\"",
        "compare --optimizers , | an optimizer must be named, was \"\"",
        "compare --optimizers adam(bta1=0.8) | unknown hyper-parameter of adam bta1, did you mean beta1?",
        "compare --optimizers sam(1) | an optimizer has exactly one update rule, was given 0",
        "surface --function rosenbrok | unknown function rosenbrok, did you mean rosenbrock?",
        "surface --start 1 | --start must be two numbers, x,y, was 1 of them",
        "surface --steps 0 | --steps must be in 1 … 100000, was 0",
        "surface --start 1,NaN | --start must be two finite numbers, was [1.0, NaN]",
        "run nothing.yaml | nothing.yaml",
        "run src | src must be an experiment's file, but is a folder",
        "run ../experiments/figure-2.yaml --set epoch | --set must be of the form key=value, was \"epoch\"",
        "run ../experiments/figure-2.yaml --set epochs=0 | --set: epochs must be a whole number from 1 to 1000000, was 0",
        "sweep --optimizer adam:1e-3 | --optimizer must be without a learning rate in a sweep",
        "resume src | src must be the folder of an experiment, with experiment.json in it",
        "resume | Missing required parameter: 'RUN-FOLDER'",
        "optimizers adma | unknown name adma, did you mean adam? Known are sgd",
        "schedule step(1) | step needs factor",
        "schedule cosine(1,10) --steps 0 | --steps must be 1 or more, was 0",
        "find-lr --lowest 1 --highest 0.1 --train 300 | learning rates must grow from a positive one",
        "find-lr --steps 3 --train 300 | steps must be 20 or more, was 3",
      })
  void whatIsWrongIsSaidInOneLine(String typed, String message) {
    Said result = ravine(typed.replace('%', '|').split(" "));
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("ravine: " + message);
  }

  @Test
  void aStackTraceIsPrintedWhenAskedFor() {
    Said result = ravine("compare", "--optimizers", "adm", "--stacktrace");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("ravine: unknown update rule").contains("\tat dev.ravine");
  }

  @Test
  void everyCommandExplainsItself() {
    Set<String> commands = new CommandLine(new Main()).getSubcommands().keySet();
    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      Said result = ravine(command, "--help");
      assertThat(result.code()).as(command).isZero();
      assertThat(result.out()).contains("Usage: ravine").contains(command);
      assertThat(result.out()).as(command).doesNotContain("null");
      assertThat(ravine("--help").out()).contains("  " + command + " ");
    }
    assertThat(ravine("--help").out()).contains("compare", "sweep", "train", "trace", "data");
    assertThat(ravine().out()).isEqualTo(ravine("--help").out());
    assertThat(ravine("--version").out()).startsWith("ravine 0.");
  }

  @Test
  void dataListsWhatIsKnown() {
    assertThat(ravine("data", "--data-dir", folder.toString()).out())
        .contains("strokes", "built in", "not in " + folder + "; ravine data --fetch mnist");
  }
}
