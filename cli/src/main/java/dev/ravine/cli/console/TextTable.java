package dev.ravine.cli.console;

import java.util.Arrays;
import java.util.List;

/// Rows whose cells stand below each other.
public final class TextTable {

  private final List<List<String>> rows;
  private final int[] texts;

  /// The first row is the head; numbers of columns name those that begin at the left.
  public TextTable(List<List<String>> rows, int... texts) {
    this.rows = rows;
    this.texts = texts.clone();
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        int column = i;
        boolean text = Arrays.stream(texts).anyMatch(t -> t == column);
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(text ? row.get(i) + padding : padding + row.get(i)).append("  ");
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }
}
