package dev.ravine.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A page in Markdown, as a terminal shows it: tables in columns, no marks.
public final class TerminalPage {

  private TerminalPage() {}

  /// Markdown as plain text.
  ///
  /// @param markdown the text
  /// @return without marks
  public static String of(String markdown) {
    StringBuilder page = new StringBuilder();
    List<List<String>> table = new ArrayList<>();
    boolean formulas = false;
    for (String line : markdown.lines().toList()) {
      if (!formulas && line.startsWith("|")) {
        if (!line.matches("[|\\-: ]+")) {
          table.add(cells(line));
        }
        continue;
      }
      flush(page, table);
      if (line.startsWith("```")) {
        formulas = !formulas;
      } else {
        page.append(formulas ? "    " + line : plain(line)).append('\n');
      }
    }
    flush(page, table);
    return page.toString();
  }

  private static void flush(StringBuilder page, List<List<String>> table) {
    if (!table.isEmpty()) {
      new TextTable(List.copyOf(table), 0, 1, 2)
          .toString()
          .lines()
          .forEach(line -> page.append("    ").append(line).append('\n'));
      table.clear();
    }
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Stream.of(inner.split("\\|", -1)).map(cell -> plain(cell.strip())).toList();
  }

  private static String plain(String text) {
    return text.replace("`", "").replace("**", "");
  }
}
