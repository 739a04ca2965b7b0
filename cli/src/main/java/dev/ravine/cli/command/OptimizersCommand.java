package dev.ravine.cli.command;

import dev.ravine.cli.console.TerminalPage;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Documentation;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.Stage;
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
    out.println("update rules (with what they keep of each parameter, and its bytes)");
    Catalogue.rules()
        .forEach(entry -> {
          List<Slot> slots = entry.defaults().slots();
          String kept = slots.stream().map(Slot::name).collect(Collectors.joining(", "));
          row(out, entry);
          out.printf(
              "  %-18s%s%s%n",
              "",
              slots.isEmpty() ? "keeps nothing" : "%s: %d bytes".formatted(kept, 4 * slots.size()),
              entry.source().isEmpty() ? "" : " · " + entry.source());
        });
    out.println();
    out.println("transformations, in the order in which they stand in a recipe");
    Catalogue.transforms().forEach(entry -> row(out, entry));
    out.println();
    out.println("schedules, for learning rates and other hyper-parameters");
    Catalogue.schedules().forEach(entry -> row(out, entry));
    out.println();
    out.println("./ravine optimizers NAME explains one of them. A recipe joins them, for instance");
    out.println("  'clipGlobalNorm(1) | adamw(cosine(1e-3,200),weightDecay=0.1) | ema(0.99)'");
  }

  private static void row(PrintWriter out, Catalogue.Entry<?> entry) {
    out.printf("  %-18s%s%n", entry.name(), entry.summary());
  }

  private static void explain(PrintWriter out, String name) {
    Catalogue.Entry<?> entry =
        Catalogue.findAny(name)
            .orElseThrow(
                () -> new IllegalArgumentException(Suggestion.unknown("name", name, names())));
    out.printf("%s: %s%n", entry.name(), entry.summary());
    if (!entry.source().isEmpty()) {
      out.println(entry.source());
    }
    String text = HyperParameters.print(entry.defaults());
    out.printf("written: %s%n%n", text.startsWith(name) ? text : name);
    out.print(TerminalPage.of(Documentation.page(entry.defaults()).orElse("")));
    if (entry.defaults() instanceof Stage stage && !stage.slots().isEmpty()) {
      out.printf(
          "%nkeeps %s: %d bytes for each parameter%n",
          stage.slots().stream().map(Slot::name).collect(Collectors.joining(", ")),
          4 * stage.slots().size());
    }
  }

  private static List<String> names() {
    return Stream.of(Catalogue.rules(), Catalogue.transforms(), Catalogue.schedules())
        .flatMap(List::stream)
        .map(Catalogue.Entry::name)
        .toList();
  }
}
