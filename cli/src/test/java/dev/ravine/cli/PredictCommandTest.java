package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

  /// A picture of 3 × 2 pixels in colour.
  private static final String THREE_BY_TWO =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAA"
          + "DklEQVR42mPgggEGOAsABxwAtUwXPQ0AAAAASUVORK5CYII=";

  @TempDir private Path folder = Path.of(".");

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String trained(String data, String... more) {
    String out = folder.resolve("out").toString();
    ArrayList<String> all =
        new ArrayList<>(List.of("train", "--data", data, "--out", out, "--quiet"));
    all.addAll(List.of(more));
    assertThat(ravine(all.toArray(String[]::new)).err()).isEmpty();
    return out;
  }

  /// The classes are the signs of a − b.
  private String table() throws IOException {
    StringBuilder csv = new StringBuilder("a,b,label\n");
    for (int i = 0; i < 400; i++) {
      int a = i % 20;
      int b = i / 20;
      csv.append("%d,%d,%s\n".formatted(a, b, a > b ? "more" : "\"less, or so\""));
    }
    return trained(
        file("table.csv", csv.toString()),
        "--epochs",
        "60",
        "--batch",
        "20",
        "--hidden",
        "16",
        "--weights",
        "he",
        "--normalization",
        "batch",
        "--activation",
        "gelu",
        "--dropout",
        "0.05");
  }

  @Test
  void classesAndProbabilitiesOfATable() throws IOException {
    String model = table();
    // As spreadsheets write it: with a byte order mark.
    String asked = file("asked.csv", "\uFEFFid,b,a\n1,3,18\n2,15,2\n");
    Said csv = ravine("predict", "--model", model, "--input", asked);
    assertThat(csv.err()).isEmpty();
    List<String> rows = csv.out().lines().toList();
    assertThat(rows.getFirst()).isEqualTo("input,prediction,probability");
    assertThat(rows.get(1)).matches("1,more,(0\\.\\d{1,6}|1\\.0)");
    assertThat(rows.get(2)).startsWith("2,\"less, or so\",");
    assertThat(rows).hasSize(3);
    Said all = ravine("predict", "--model", model, "--input", asked, "--probabilities");
    assertThat(all.out()).startsWith("input,prediction,probability,\"less, or so\",more\n1,more,");
    String known = file("known.csv", "a;b;label\n18;3;more\n2;15;more\n");
    Said scored = ravine("predict", "--model", model, "--input", known, asked);
    assertThat(scored.out().lines().toList().getFirst())
        .isEqualTo("input,prediction,probability,right");
    assertThat(scored.out()).contains(known + ":2,", asked + ":1,more,");
    assertThat(scored.err())
        .contains("fields are separated by semicolons", "accuracy 0.5000: 1 of 2");
    String objects = file("asked.json", "[{\"a\": 18, \"b\": 3}, {\"b\": 15, \"a\": 2}]");
    String lists = file("lists.json", "[[18, 3], [2, 15]]");
    Said json = ravine("predict", "--model", model, "--input", objects, "--format", "json");
    assertThat(json.out()).contains("\"prediction\" : \"more\"", "\"probability\" : ");
    assertThat(ravine("predict", "--model", model, "--input", lists, "--format", "json").out())
        .isEqualTo(json.out());
    assertThat(ravine("predict", "--model", model, "--input", lists, "--threads", "1").out())
        .isEqualTo(csv.out());
  }

  @Test
  void valuesOfATable() throws IOException {
    StringBuilder csv = new StringBuilder("a,b,target\n");
    for (int i = 0; i < 100; i++) {
      csv.append("%d,%d,%d\n".formatted(i % 10, i / 10, 10 * (i % 10) + 100 * (i / 10)));
    }
    String model =
        trained(
            file("table.csv", csv.toString()),
            "--optimizer",
            "adam:0.02",
            "--epochs",
            "100",
            "--batch",
            "20",
            "--hidden",
            "16",
            "--weights",
            "he");
    String asked = file("asked.csv", "a,b\n2,7\n");
    Said said = ravine("predict", "--model", model, "--input", asked);
    assertThat(Double.parseDouble(said.out().lines().toList().get(1).substring(2)))
        .isBetween(690.0, 750.0);
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    String model = table();
    assertThat(said(model, file("x.csv", "a,c\n1,2\n")))
        .endsWith("x.csv has no column b; there are a, c\n");
    assertThat(said(model, file("x.csv", "a,b\n1,two\n")))
        .endsWith("x.csv, line 2: b must be a number, was \"two\"\n");
    assertThat(said(model, file("x.json", "[[1,2,3]]")))
        .endsWith("x.json: example 1 must be a list of 2 numbers, has 3\n");
    assertThat(said(model, file("x.json", "[[1,1e300]]")))
        .endsWith(
            "x.json, line 1: b must be a number of the training rows' size, was \"1.0E300\"\n");
    assertThat(said(model, file("x.json", "[{\"a\":1}]")))
        .endsWith("x.json: example 1 must have b, has [a]\n");
    assertThat(said(model, file("x.json", "{]"))).contains("x.json is no JSON: ");
    assertThat(said(model, file("x.doc", "")))
        .contains("the input must be a table (.csv, .tsv, .txt), a .json file or a picture, was ");
    assertThat(said(model, folder.resolve("none.csv").toString()))
        .endsWith("none.csv is missing\n");
    Path picture = folder.resolve("x.png");
    Files.write(picture, Base64.getDecoder().decode(THREE_BY_TWO));
    assertThat(said(model, picture.toString()))
        .contains("the model was not trained on pictures, but was given ");
    String digits = folder.resolve("digits").toString();
    assertThat(ravine("train", "--train", "100", "--epochs", "1", "--out", digits, "--quiet").err())
        .isEmpty();
    assertThat(said(digits, picture.toString()))
        .endsWith("x.png must be 28 × 28 in grey, is 3 × 2 in colour\n");
    String foreign = file("x.safetensors", "nonsense");
    assertThat(said(foreign, picture.toString())).contains("x.safetensors is no safetensors file");
    assertThat(
            ravine("predict", "--model", model, "--input", picture.toString(), "--format", "xml")
                .err())
        .isEqualTo("ravine: --format must be csv or json, was xml\n");
  }

  private static String said(String model, String input) {
    Said said = ravine("predict", "--model", model, "--input", input);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    return said.err();
  }

  @Test
  void modelsAreWrittenForOtherPrograms() throws IOException {
    String model = table();
    Path onnx = folder.resolve("model.onnx");
    assertThat(ravine("export-model", "--model", model, "--onnx", onnx.toString()).out())
        .isEqualTo("model: %s\n".formatted(onnx));
    assertThat(Files.size(onnx)).isGreaterThan(500);
    assertThat(ravine("export-model", "--model", model, "--onnx", onnx.toString()).err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it\n".formatted(onnx));
    assertThat(
            ravine("export-model", "--model", model, "--onnx", folder.resolve("a/b").toString())
                .err())
        .endsWith("a/b can't be written: there is no folder %s%n".formatted(folder.resolve("a")));
  }
}
