package dev.ravine.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a table is read to learn from it. A model knows what it learnt from: to ask it, the
/// [TableFormat] is enough.
final class TableArguments extends TableFormat {

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

  @Override
  Map<String, String> texts() {
    Map<String, String> texts = super.texts();
    put(texts, "missing", missing);
    put(texts, "features", features);
    put(texts, "ignore", ignored);
    put(texts, "categorical", categorical);
    return texts;
  }
}
