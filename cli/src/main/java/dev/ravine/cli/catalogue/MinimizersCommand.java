package dev.ravine.cli.catalogue;

import dev.ravine.cli.console.CatalogueEntry;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Suggestion;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine minimizers`.
@Command(
    name = "minimizers",
    mixinStandardHelpOptions = true,
    description = "Lists minimizers and line searches, or explains one of them.")
public final class MinimizersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A minimizer or line search to explain.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Catalogue.Entry<?>> known =
        Stream.of(Catalogue.minimizers(), Catalogue.lineSearches())
            .<Catalogue.Entry<?>>flatMap(List::stream)
            .toList();
    if (name == null) {
      CatalogueEntry.rows(out, "minimizers", Catalogue.minimizers());
      CatalogueEntry.rows(out, "line searches of minimizers", Catalogue.lineSearches());
      out.println("./ravine minimizers NAME explains one of them. They are written such as");
      out.println("  'lbfgs(memory=5,search=strongWolfe(curvature=0.5))'");
    } else {
      CatalogueEntry.page(out, find(known, name));
    }
    out.flush();
    return 0;
  }

  private static Catalogue.Entry<?> find(List<Catalogue.Entry<?>> known, String name) {
    return known.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Suggestion.unknown(
                    "minimizer", name, known.stream().map(Catalogue.Entry::name).toList())));
  }
}
