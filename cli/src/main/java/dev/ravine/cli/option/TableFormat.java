package dev.ravine.cli.option;

import dev.ravine.data.source.Source;
import dev.ravine.data.table.TableOptions;
import dev.ravine.lab.plan.TableSettings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the file of a table is written.
public final class TableFormat {

  @Option(
      names = "--separator",
      paramLabel = "CHAR",
      description = "What stands between the fields of a table (default: what fits the file).")
  private @Nullable String separator;

  @Option(
      names = "--decimal",
      paramLabel = "CHAR",
      description = "The decimal mark, . or , (default: what fits the file).")
  private @Nullable String decimal;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The encoding of a table, such as latin1 (default: UTF-8 or UTF-16).")
  private @Nullable String encoding;

  @Option(
      names = "--no-header",
      description = "The table has no head; its columns are column1, column2 …")
  private boolean noHeader;

  /// How a table is read if it is one.
  public TableOptions options() {
    return settings(texts()).options();
  }

  /// Reads tables as the options say.
  ///
  /// @param source of data
  /// @return the same source, read so
  public Source of(Source source) {
    return reading(source, texts());
  }

  /// The source, read as the texts of [TableSettings] say, if they say anything.
  static Source reading(Source source, Map<String, String> texts) {
    TableSettings settings = settings(texts);
    return settings.given() ? source.reading(settings.options()) : source;
  }

  private static TableSettings settings(Map<String, String> texts) {
    return new TableSettings(key -> Optional.ofNullable(texts.get(key)));
  }

  /// What is given, by the names of [TableSettings].
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    put(texts, "separator", separator);
    put(texts, "decimal", decimal);
    put(texts, "encoding", encoding);
    put(texts, "header", noHeader ? "false" : null);
    return texts;
  }

  static void put(Map<String, String> texts, String key, @Nullable String text) {
    if (text != null) {
      texts.put(key, text);
    }
  }
}
