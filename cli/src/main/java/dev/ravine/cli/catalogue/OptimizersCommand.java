package dev.ravine.cli.catalogue;

import dev.ravine.cli.console.CatalogueEntry;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.UpdateRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine optimizers`.
@Command(
    name = "optimizers",
    mixinStandardHelpOptions = true,
    description = "Lists update rules, transformations and schedules, or explains one of them.")
public final class OptimizersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A rule, transformation or schedule to explain.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      explain(out, name);
    }
    out.flush();
    return 0;
  }

  private static void list(PrintWriter out) {
    List<Catalogue.Entry<UpdateRule>> rules = Catalogue.rules();
    out.println("update rules (with what they keep of each parameter, and its bytes)");
    rules.forEach(entry -> {
      List<Slot> slots = entry.defaults().slots();
      String kept = slots.stream().map(Slot::name).collect(Collectors.joining(", "));
      CatalogueEntry.row(out, entry);
      out.printf(
          "  %-18s%s%s%n",
          "",
          slots.isEmpty() ? "keeps nothing" : "%s: %d bytes".formatted(kept, 4 * slots.size()),
          entry.source().isEmpty() ? "" : " · " + entry.source());
    });
    out.println();
    CatalogueEntry.rows(
        out,
        "transformations, in the order in which they stand in a recipe",
        Catalogue.transforms());
    CatalogueEntry.rows(
        out, "schedules, for learning rates and other hyper-parameters", Catalogue.schedules());
    out.println("./ravine optimizers NAME explains one of them. A recipe joins them, for instance");
    out.println("  'clipGlobalNorm(1) | adamw(cosine(1e-3,200),weightDecay=0.1) | ema(0.99)'");
  }

  private static void explain(PrintWriter out, String name) {
    CatalogueEntry.page(
        out,
        Catalogue.findAny(name)
            .orElseThrow(
                () -> new IllegalArgumentException(Suggestion.unknown("name", name, names()))));
  }

  private static List<String> names() {
    return Stream.of(Catalogue.rules(), Catalogue.transforms(), Catalogue.schedules())
        .flatMap(List::stream)
        .map(Catalogue.Entry::name)
        .toList();
  }
}
