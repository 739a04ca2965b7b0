package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  @TempDir private Path folder = Path.of(".");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// The class is the sign of a, and a colour that means nothing.
  private Path table(int rows) throws IOException {
    StringBuilder csv = new StringBuilder("a,colour,label\n");
    for (int i = 0; i < rows; i++) {
      String a = i % 10 == 3 ? "" : Integer.toString(i % 21 - 10);
      csv.append(
          "%s,%s,%s\n".formatted(a, i % 3 == 0 ? "red" : "blue", i % 21 > 10 ? "plus" : "minus"));
    }
    return file("table.csv", csv.toString());
  }

  @Test
  void aModelIsTestedOnceAndEvaluatedAtWill() throws IOException {
    Path table = table(210);
    String out = folder.resolve("out").toString();
    Said trained =
        ravine(
            "compare",
            "--data",
            table + "",
            "--optimizers",
            "adam:0.03,sgd:1e-6",
            "--keep",
            "best",
            "--test",
            "0.2",
            "--out",
            out);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .contains(
            "126 examples to train and 42 to validate",
            "a is missing in 21 rows",
            "colour has 2 categories: blue, red",
            "On the test data:",
            "The best run, adam 0.03 seed 0, as it was after epoch ",
            "of 42 test examples have the same features as a training or validation example",
            "model.safetensors (as it was after epoch ",
            " on 42 examples");
    assertThat(folder.resolve("out/test.json")).content().contains("precision");
    assertThat(folder.resolve("out/report.html")).content().contains("On the test data");
    String model = out + "/adam-0.03-seed0";
    Path page = folder.resolve("page.html");
    Said said = ravine("evaluate", "--model", model, "--data", table + "", "--html", page + "");
    assertThat(
            ravine("evaluate", "--model", model, "--data", table + "", "--html", page + "").err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(page));
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("class  precision  recall", "minus", "plus", "Accuracy 0.9", "page: " + page);
    assertThat(page).content().contains("<h2>The most confident mistakes</h2>");
    Said best = ravine("evaluate", "--model", out, "--data", table + "");
    assertThat(best.err()).isEqualTo("ravine: the best run is taken: %s%n".formatted(model));
    assertThat(best.out()).startsWith(said.out().substring(0, said.out().indexOf("page: ")));
    Said json = ravine("evaluate", "--model", model, "--data", table + "", "--json");
    assertThat(json.out())
        .startsWith("{")
        .contains("\"confusion\" : {", "\"minus\" : {", "\"f1\" : 0.9");
  }

  /// By hand: of four rows three are right; the predicted classes are those of the model, so counts
  /// of the table follow from its predictions.
  @Test
  void measuresAreThoseOfThePredictions() throws IOException {
    Path table = table(210);
    String out = folder.resolve("out").toString();
    assertThat(
            ravine(
                    "train",
                    "--data",
                    table + "",
                    "--optimizer",
                    "adam:0.03",
                    "--out",
                    out,
                    "--quiet")
                .err())
        .isEmpty();
    Path asked =
        file("asked.csv", "a,colour,label\n9,red,plus\n8,blue,plus\n-9,red,minus\n-9,red,plus\n");
    Said said = ravine("evaluate", "--model", out, "--data", asked + "");
    assertThat(said.out().lines().map(String::strip).toList())
        .contains(
            "minus      0.500   1.000  0.667         1",
            "plus       1.000   0.667  0.800         3",
            "actual \\ predicted  minus  plus",
            "minus                   1     0",
            "plus                    1     2");
    assertThat(said.out())
        .contains(
            "The most confident mistakes:\nwhere   right  predicted  probability\nline 5   plus      minus ",
            "Accuracy 0.7500 on 4 examples (always the commonest class: 0.7500), mean F1 0.7333");
  }

  @Test
  void valuesAreEvaluatedInTheirOwnUnit() throws IOException {
    StringBuilder csv = new StringBuilder("a,price\n");
    for (int i = 0; i < 200; i++) {
      csv.append("%d,%d\n".formatted(i % 20, 1_000_000 + 1000 * (i % 20)));
    }
    Path table = file("prices.csv", csv.toString());
    String out = folder.resolve("out").toString();
    Said trained =
        ravine(
            "train",
            "--data",
            table + "",
            "--target",
            "price",
            "--optimizer",
            "adam:0.02",
            "--epochs",
            "100",
            "--test",
            "0.1",
            "--patience",
            "90",
            "--out",
            out);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("val R²", "RMSE", "MAE");
    Said said = ravine("evaluate", "--model", out, "--data", table + "", "--json");
    double rmse = Double.parseDouble(said.out().replaceAll("(?s).*\"rmse\" : ([0-9.E-]+).*", "$1"));
    assertThat(rmse).isBetween(0.0, 500.0);
  }

  /// A square picture of 24 bits a pixel, its rows padded to four bytes.
  private static byte[] bmp(int size, int grey, int noise) {
    int row = (3 * size + 3) / 4 * 4;
    ByteBuffer bmp = ByteBuffer.allocate(54 + row * size).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(54);
    bmp.putInt(40).putInt(size).putInt(size).putShort((short) 1).putShort((short) 24).putInt(0);
    bmp.putInt(row * size).putInt(2835).putInt(2835).putInt(0).putInt(0);
    for (int y = 0; y < size; y++) {
      for (int i = 0; i < row; i++) {
        bmp.put((byte) (grey + (y * 7 + noise) % 20));
      }
    }
    return bmp.array();
  }

  @Test
  void picturesOfAllSizesAreTrainedPredictedAndEvaluated() throws IOException {
    for (String part : List.of("train", "test")) {
      for (int i = 0; i < 20; i++) {
        for (String label : List.of("dark", "light")) {
          int size = 8 + i % 5;
          Path file = folder.resolve("pictures/%s/%s/%d.bmp".formatted(part, label, i));
          Files.createDirectories(file.getParent());
          Files.write(file, bmp(size, label.equals("dark") ? 40 : 200, i));
        }
      }
    }
    Files.writeString(folder.resolve("pictures/train/dark/broken.bmp"), "no picture");
    String out = folder.resolve("out").toString();
    String pictures = folder.resolve("pictures").toString();
    Said trained =
        ravine(
            "train",
            "--data",
            pictures,
            "--resize",
            "8",
            "--test",
            "official",
            "--epochs",
            "10",
            "--out",
            out);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out())
        .contains("stretched to 8 × 8", "1 file is left out", "Accuracy 1.0000 on 40 examples");
    Said predicted =
        ravine(
            "predict",
            "--model",
            out,
            "--input",
            pictures + "/test/light",
            pictures + "/train/dark/1*.bmp");
    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.out()).contains("light/0.bmp,light,", "dark/11.bmp,dark,");
    assertThat(predicted.out().lines()).hasSize(1 + 20 + 11);
    Said page =
        ravine(
            "evaluate",
            "--model",
            out,
            "--data",
            pictures,
            "--html",
            folder.resolve("p.html") + "");
    assertThat(page.out()).contains("Accuracy 1.0000 on 40 examples");
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    Path table = table(60);
    String out = folder.resolve("out").toString();
    String data = table.toString();
    for (String[] wrong :
        new String[][] {
          {"--test", "1.5", "test must be a share in (0, 1)"},
          {"--test", "none.csv", "none.csv is not there"},
          {"--test", data, "test must be other examples than those to learn from"},
          {"--test", "official", "test must be a share or a file for a table"},
          {"--keep", "some", "--keep must be none, last, best or all, was some"},
          {"--patience", "-1", "patience must be 0 or more, was -1"},
          {"--label-smoothing", "1", "ravine: --label-smoothing must be in [0, 1), was 1"},
          {
            "--class-weights",
            "odd",
            "--class-weights must be none, balanced, or such as no=1,yes=5, was odd"
          },
          {"--folds", "1", "--folds must be 2 or more, was 1"},
          {"--missing", "guess", "missing must be mean or drop, was guess"},
          {"--separator", "ab", "separator must be one character, or tab, was \"ab\""},
          {"--resize", "32", "resize must come with a folder of pictures"},
          {"--features", "nose", "has no column nose; there are a, colour, label"},
        }) {
      Said said = ravine("train", "--data", data, wrong[0], wrong[1], "--out", out);
      assertThat(said.code()).as(wrong[2]).isEqualTo(2);
      assertThat(said.err().lines()).hasSize(1);
      assertThat(said.err()).contains(wrong[2]);
    }
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @Test
  void aRunGoesOnLongerThanPlannedWithTheBitsOfALongerOne() throws IOException {
    String shorter = folder.resolve("shorter").toString();
    String longer = folder.resolve("longer").toString();
    for (String[] run : new String[][] {{shorter, "3"}, {longer, "5"}}) {
      assertThat(
              ravine(
                      "train",
                      "--train",
                      "200",
                      "--validation",
                      "50",
                      "--epochs",
                      run[1],
                      "--out",
                      run[0],
                      "--quiet")
                  .err())
          .isEmpty();
    }
    assertThat(ravine("resume", shorter, "--more", "2", "--quiet").err()).isEmpty();
    List<String> a = Files.readAllLines(Path.of(shorter, "adam-1e-3-seed0", "events.jsonl"));
    List<String> b = Files.readAllLines(Path.of(longer, "adam-1e-3-seed0", "events.jsonl"));
    assertThat(a.stream().map(l -> l.replaceAll("\"seconds\":[^,]*", "")))
        .isEqualTo(b.stream().map(l -> l.replaceAll("\"seconds\":[^,]*", "")).toList());
  }

  /// A rate of almost nothing moves no example over a border: the second epoch is no better.
  @Test
  void patienceThatRanOutIsSaidEverywhereAndEndsARunForGood() throws IOException {
    String out = folder.resolve("out").toString();
    Said said =
        ravine(
            "train",
            "--train",
            "200",
            "--validation",
            "50",
            "--epochs",
            "9",
            "--patience",
            "1",
            "--optimizer",
            "sgd:1e-9",
            "--out",
            out);
    assertThat(said.err()).isEmpty();
    Path run = Path.of(out, "sgd-1e-9-seed0");
    long steps =
        Files.readAllLines(run.resolve("events.jsonl")).stream()
            .filter(l -> l.contains("loss") && !l.contains("train"))
            .count();
    assertThat(said.out())
        .contains("finished early after " + steps + " steps", "finished early after step " + steps);
    assertThat(run.resolve("run.json")).content().contains("\"finishedEarly\" : true");
    assertThat(Path.of(out, "report.html"))
        .content()
        .contains("finished early after step " + steps);
    byte[] before = Files.readAllBytes(Path.of(out, "experiment.json"));
    Said more = ravine("resume", out, "--more", "2");
    assertThat(more.code()).isEqualTo(2);
    assertThat(more.err())
        .contains(
            "must have a run that can be resumed, but all of them diverged or ran out of patience (1)");
    assertThat(Path.of(out, "experiment.json")).hasBinaryContent(before);
  }
}
