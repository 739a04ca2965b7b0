package dev.ravine.cli.option;

import dev.ravine.data.source.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a table is read to learn from it. A model knows what it learnt from: to predict, the
/// [TableFormat] is enough.
final class TableArguments {

  @Mixin private TableFormat format = new TableFormat();

  @Option(
      names = "--missing",
      paramLabel = "WHAT",
      description =
          "Missing numbers: mean puts the mean in their place and adds a feature that says so; drop"
              + " leaves the row out (default: mean).")
  private @Nullable String missing;

  @Option(
      names = "--features",
      paramLabel = "COLUMNS",
      description = "The columns of a table to learn from (default: all that can be).")
  private @Nullable String features;

  @Option(
      names = "--ignore",
      paramLabel = "COLUMNS",
      description = "Columns of a table to leave out.")
  private @Nullable String ignored;

  @Option(
      names = "--categorical",
      paramLabel = "COLUMNS",
      description = "Columns of a table whose numbers are categories.")
  private @Nullable String categorical;

  Source of(Source source) {
    Map<String, String> texts = format.texts();
    TableFormat.put(texts, "missing", missing);
    TableFormat.put(texts, "features", features);
    TableFormat.put(texts, "ignore", ignored);
    TableFormat.put(texts, "categorical", categorical);
    return TableFormat.reading(source, texts);
  }
}
