package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.split.Split;
import dev.ravine.data.table.TableOptions;
import dev.ravine.data.table.TargetColumn;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables as other programs write them, and what each must give.
class TablesOfAllKindsTest {

  private static final String BOM = "\uFEFF";

  @TempDir private Path folder = Path.of(".");

  /// One file.
  ///
  /// @param name for people
  /// @param text of the file
  /// @param charset that it is written in
  /// @param options how it is read
  /// @param features what the features are called, or what the error says
  /// @param note that must be there, if any
  record Case(
      String name,
      String text,
      Charset charset,
      TableOptions options,
      String features,
      String note) {

    @Override
    public String toString() {
      return name;
    }

    static Case of(String name, String text, String features) {
      return of(name, text, features, "");
    }

    static Case of(String name, String text, String features, String note) {
      return new Case(name, text, StandardCharsets.UTF_8, TableOptions.inferred(), features, note);
    }

    Case in(Charset other) {
      return new Case(name, text, other, options, features, note);
    }

    Case with(TableOptions others) {
      return new Case(name, text, charset, others, features, note);
    }
  }

  private static String rows(int count, Function<Integer, String> row) {
    return IntStream.range(0, count).mapToObj(i -> row.apply(i)).collect(Collectors.joining("\n"));
  }

  private static String simple(String separator, String end) {
    return "a%sb%slabel".formatted(separator, separator)
        + end
        + IntStream.range(0, 12)
            .mapToObj(
                i -> "%d%s%d.5%s%s".formatted(i, separator, -i, separator, i % 2 == 0 ? "x" : "y"))
            .collect(Collectors.joining(end));
  }

  private static TableOptions options(
      boolean head, TableOptions.Missing missing, List<String> features, List<String> ignored) {
    return new TableOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        head,
        missing,
        features,
        ignored,
        List.of(),
        TableOptions.Inference.COLUMNS);
  }

  static List<Case> read() {
    List<Case> cases = new ArrayList<>();
    cases.add(Case.of("commas", simple(",", "\n"), "a, b"));
    cases.add(Case.of("carriage returns", simple(",", "\r\n"), "a, b"));
    cases.add(Case.of("old Mac lines", simple(",", "\r"), "a, b"));
    cases.add(Case.of("semicolons", simple(";", "\n"), "a, b", "separated by semicolons"));
    cases.add(Case.of("tabs", simple("\t", "\n"), "a, b", "separated by tabs"));
    cases.add(Case.of("bars", simple("|", "\n"), "a, b", "separated by bars"));
    cases.add(
        Case.of("decimal commas", simple(";", "\n").replace('.', ','), "a, b", "decimal commas"));
    cases.add(
        Case.of(
            "thousands in a decimal comma file",
            "a;label\n" + rows(9, i -> "1.23%d,5;%s".formatted(i, i % 2 == 0 ? "x" : "y")),
            "a",
            "decimal commas"));
    cases.add(Case.of("a byte order mark", BOM + simple(",", "\n"), "a, b"));
    cases.add(
        Case.of(
            "a byte order mark and a quoted head",
            BOM + simple(",", "\n").replaceFirst("a", "\"a\""),
            "a, b"));
    cases.add(
        Case.of("UTF-16 with a mark", simple(",", "\n"), "a, b", "UTF-16")
            .in(StandardCharsets.UTF_16));
    cases.add(
        Case.of("UTF-16LE without", simple(",", "\n"), "a, b", "UTF-16LE")
            .in(StandardCharsets.UTF_16LE));
    cases.add(
        Case.of("UTF-16BE without", simple(",", "\n"), "a, b", "UTF-16BE")
            .in(StandardCharsets.UTF_16BE));
    cases.add(Case.of("blank lines", simple(",", "\n\n") + "\n\n", "a, b"));
    cases.add(Case.of("a line of spaces at the end", simple(",", "\n") + "\n   \n", "a, b"));
    cases.add(Case.of("spaces around fields", simple(" , ", "\n"), "a, b"));
    cases.add(
        Case.of(
            "quoted fields with separators and line ends",
            "\"a,1\",label\n" + rows(8, i -> "%d,\"x,\n%d\"".formatted(i, i % 2)),
            "a,1"));
    cases.add(Case.of("a separator at each line's end", simple(",", ",\n") + ",", "a, b"));
    cases.add(
        Case.of(
                "no head",
                rows(9, i -> "%d,%d,%s".formatted(i, i * i, i % 2 == 0 ? "x" : "y")),
                "column1, column2")
            .with(options(false, TableOptions.Missing.MEAN, List.of(), List.of())));
    cases.add(
        Case.of(
            "missing numbers",
            "a,b,label\n"
                + rows(12, i -> (i % 4 == 1 ? "NA" : "" + i) + ",%d,%s".formatted(i, i % 2)),
            "a, a is missing, b",
            "a is missing in 3 rows"));
    cases.add(
        Case.of(
                "missing numbers, rows left out",
                "a,colour,label\n"
                    + rows(
                        12,
                        i ->
                            (i % 4 == 1 ? "" : "" + i)
                                + ",%s,%s".formatted(i % 2 == 0 ? "" : "red", i % 3)),
                "a, colour is missing, colour=red",
                "3 rows with missing values are left out")
            .with(options(true, TableOptions.Missing.DROP, List.of(), List.of())));
    cases.add(
        Case.of(
            "categories",
            "colour,b,label\n"
                + rows(
                    12,
                    i -> List.of("red", "green", "blue").get(i % 3) + ",%d,%s".formatted(i, i % 2)),
            "colour=blue, colour=green, colour=red, b",
            "colour has 3 categories"));
    cases.add(
        Case.of(
            "missing categories",
            "colour,b,label\n"
                + rows(
                    12, i -> List.of("red", "", "blue").get(i % 3) + ",%d,%s".formatted(i, i % 2)),
            "colour is missing, colour=blue, colour=red, b",
            "(missing)"));
    cases.add(
        Case.of(
            "dates",
            "day,b,label\n" + rows(12, i -> "2026-01-%02d,%d,%s".formatted(i + 1, i, i % 2)),
            "b",
            "day is left out: it holds dates"));
    cases.add(
        Case.of(
            "ids",
            "id,b,label\n" + rows(12, i -> "%d,%d,%s".formatted(i + 1000, i * i, i % 2)),
            "b",
            "id is left out"));
    cases.add(
        Case.of(
                "ids that are asked for",
                "id,b,label\n" + rows(12, i -> "%d,%d,%s".formatted(i + 1000, i * i, i % 2)),
                "id")
            .with(options(true, TableOptions.Missing.MEAN, List.of("id"), List.of())));
    cases.add(
        Case.of(
            "names",
            "name,b,label\n" + rows(30, i -> "person %d,%d,%s".formatted(i, i, i % 2)),
            "b",
            "name is left out: it has too many texts to be categories"));
    cases.add(
        Case.of(
            "a constant column",
            "c,b,label\n" + rows(12, i -> "7,%d,%s".formatted(i, i % 2)),
            "b",
            "c is left out: it is 7 in every row"));
    cases.add(
        Case.of(
            "an empty column",
            "c,b,label\n" + rows(12, i -> ",%d,%s".formatted(i, i % 2)),
            "b",
            "c is left out: it is empty"));
    cases.add(
        Case.of("a column that is left out", simple(",", "\n"), "b")
            .with(options(true, TableOptions.Missing.MEAN, List.of(), List.of("a"))));
    cases.add(
        Case.of(
            "texts that other languages take for numbers",
            "door,b,label\n"
                + rows(12, i -> (i % 2 == 0 ? "3D" : "3F") + ",%d,%s".formatted(i, i % 2)),
            "door=3D, door=3F, b"));
    cases.add(
        Case.of(
            "numbers of size 1e300",
            "a,label\n" + rows(9, i -> "%de300,%d".formatted(i, i % 2)),
            "a"));
    cases.add(
        Case.of(
            "numbers of size 1e-300",
            "a,label\n" + rows(9, i -> "%de-300,%d".formatted(i, i % 2)),
            "a"));
    return cases;
  }

  private CsvFile file(Case one) throws IOException {
    Path file = folder.resolve("table.csv");
    Files.write(file, one.text.getBytes(one.charset));
    String label = one.options.head() ? "label" : "column3";
    return new CsvFile(
        file, Optional.of(new TargetColumn(TargetColumn.Kind.LABEL, label)), one.options);
  }

  @ParameterizedTest
  @MethodSource
  void read(Case one) throws IOException {
    CsvFile file = file(one);
    Dataset data = file.read();
    assertThat(String.join(", ", data.columns())).isEqualTo(one.features);
    assertThat(data.features()).isEqualTo(data.columns().size());
    assertThat(String.join("\n", file.notes())).contains(one.note);
    float[] row = new float[data.features()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, data.preprocessing(), row);
      for (float x : row) {
        assertThat(x).isBetween(-10f, 10f);
      }
    }
  }

  static List<Case> refused() {
    String latin = "a,label\n1,gr\u00fcn\n2,rot\n";
    return List.of(
        Case.of("nothing", "", "must have a head with the columns' names"),
        Case.of("a head alone", "a,label\n", "must have a head with the columns' names"),
        Case.of("two equal names", "a,a,label\n1,2,3\n", "must give each column a name of its own"),
        Case.of("numbers for a head", "1,2,3\n4,5,6\n", "--no-header"),
        Case.of(
            "a short row",
            "a,label\n1,x\n2\n3,x\n4\n",
            "line 3: a row must have 2 fields as the head has, has 1"),
        Case.of(
            "a text among numbers",
            "a,label\n1,x\n2,y\nfew,x\n3,y\n",
            "line 4: a must be a number, as in most rows, was \"few\""),
        Case.of("hexadecimal numbers", "a,label\n0x1p3,x\n0x1p4,y\n", "line 2: a must be a number"),
        Case.of(
            "a number with a zero byte",
            "a,label\n1.0\0,x\n2,y\n3,x\n",
            "line 2: a must be a number"),
        Case.of("an endless number", "a,label\n1e999,x\n2,y\n3,x\n", "line 2: a must be a number"),
        Case.of("an empty label", "a,label\n1,x\n2,\n3,y\n", "line 3: label must not be missing"),
        Case.of("one class", "a,label\n1,x\n2,x\n", "must have 2 to 256 classes, has 1"),
        Case.of("nothing to learn from", "label\nx\ny\n", "must have columns beside label"),
        Case.of(
                "Latin-1",
                latin,
                "line 2: byte 0xfc is not UTF-8; --encoding latin1 reads the file as Latin-1")
            .in(StandardCharsets.ISO_8859_1),
        Case.of("a quote that never ends", "a,label\n1,\"x\n2,y\n", "can't be read"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Case one) throws IOException {
    CsvFile file = file(one);
    assertThatThrownBy(file::read)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(one.features);
  }

  /// Times differ by a minute, which single precision can't tell apart at 1.7e9.
  @Test
  void largeNumbersKeepTheirDifferences() throws IOException {
    String text =
        "time,label\n" + rows(20, i -> "%d,%s".formatted(1_700_000_000 + 60 * (i % 2), i % 2));
    Dataset data = file(Case.of("", text, "")).read();
    float[] row = {0};
    for (int i = 0; i < data.size(); i++) {
      data.read(i, data.preprocessing(), row);
      assertThat(row[0]).isEqualTo(data.label(i) == 0 ? -1 : 1);
    }
  }

  @Test
  void labelsOfAllKindsAreInOneOrder() throws IOException {
    List<String> labels = List.of("10a", "9a", "20", "9", "10", "2", "2a", "11", "1a", "-3");
    String text = "x,label\n" + rows(40, i -> "%d,%s".formatted(i, labels.get(i % 10)));
    Labels read = (Labels) file(Case.of("", text, "")).read().targets();
    assertThat(read.names())
        .containsExactly("-3", "2", "9", "10", "11", "20", "10a", "1a", "2a", "9a");
  }

  @Test
  void everyStretchHasEachClassAsOftenAsTheWhole() throws IOException {
    String text = "x,label\n" + rows(200, i -> "%d,%s".formatted(i, i < 20 ? "rare" : "common"));
    Split split = file(Case.of("", text, "")).load(folder, 160, 40);
    long rare = IntStream.range(0, 40).filter(i -> split.validation().label(i) == 1).count();
    assertThat(rare).isBetween(3L, 5L);
  }

  @Test
  void whatWasMeasuredOnTrainingRowsReadsOtherRows() throws IOException {
    String text =
        "size,colour,label\n"
            + rows(
                30,
                i -> "%s,%s,%s".formatted(i % 5 == 1 ? "" : i, i % 2 == 0 ? "red" : "blue", i % 2));
    Dataset train = file(Case.of("", text, "")).load(folder, 24, 6).train();
    TableSchema schema = TableSchema.parse(train.schema().orElseThrow().texts()).orElseThrow();
    assertThat(schema).isEqualTo(train.schema().orElseThrow());
    Path other = folder.resolve("other.tsv");
    Files.writeString(other, "colour\tnote\tsize\nred\tx\t3\ngreen\ty\t\n");
    List<String> notes = new ArrayList<>();
    Dataset asked = new CsvFile(other, Optional.empty()).examples(schema, Optional.empty(), notes);
    assertThat(asked.columns())
        .containsExactly("size", "size is missing", "colour=blue", "colour=red");
    assertThat(IntStream.range(0, 4).mapToObj(f -> asked.feature(0, f)))
        .containsExactly(3f, 0f, 0f, 1f);
    TableColumn.Numeric size = (TableColumn.Numeric) schema.columns().getFirst();
    assertThat(IntStream.range(0, 4).mapToObj(f -> asked.feature(1, f)))
        .containsExactly((float) size.mean(), 1f, 0f, 0f);
    assertThat(notes)
        .anyMatch(n ->
            n.contains("colour has a category that no training row has")
                && n.contains("\"green\" in line 3"));
  }
}
