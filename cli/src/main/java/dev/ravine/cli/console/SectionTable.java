package dev.ravine.cli.console;

import dev.ravine.lab.store.ReportSection;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// What models say together, in a terminal.
public final class SectionTable {

  private SectionTable() {}

  /// Prints the table of a section.
  ///
  /// @param out takes the text
  /// @param study a section of a report
  public static void print(PrintWriter out, ReportSection study) {
    if (study.rows().isEmpty()) {
      out.println(study.note());
      out.flush();
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(study.head());
    rows.addAll(study.rows());
    out.print(new TextTable(rows, 0));
    out.println();
    out.println(study.note());
    out.flush();
  }
}
