package dev.ravine.cli.console;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Documentation;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Stage;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// How an entry of the catalogue is shown.
public final class CatalogueEntry {

  private CatalogueEntry() {}

  /// Prints its name and its summary in one line.
  ///
  /// @param out gets the line
  /// @param entry of the catalogue
  public static void row(PrintWriter out, Catalogue.Entry<?> entry) {
    out.printf("  %-17s %s%n", entry.name(), entry.summary());
  }

  /// Prints several entries under a head.
  ///
  /// @param out gets the lines
  /// @param head stands above
  /// @param entries of one kind
  public static void rows(
      PrintWriter out, String head, List<? extends Catalogue.Entry<?>> entries) {
    out.println(head);
    entries.forEach(entry -> row(out, entry));
    out.println();
  }

  /// Prints its documentation.
  ///
  /// @param out gets the page
  /// @param entry of the catalogue
  public static void page(PrintWriter out, Catalogue.Entry<?> entry) {
    out.printf("%s: %s%n", entry.name(), entry.summary());
    if (!entry.source().isEmpty()) {
      out.println(entry.source());
    }
    String text = HyperParameters.print(entry.defaults());
    out.printf("written: %s%n%n", text.startsWith(entry.name()) ? text : entry.name());
    out.print(TerminalPage.of(Documentation.page(entry.defaults()).orElse("")));
    if (entry.defaults() instanceof Stage stage && !stage.slots().isEmpty()) {
      out.printf(
          "%nkeeps %s: %d bytes for each parameter%n",
          stage.slots().stream().map(Slot::name).collect(Collectors.joining(", ")),
          4 * stage.slots().size());
    }
  }
}
