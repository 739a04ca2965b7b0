package dev.ravine.cli.command;

import dev.ravine.cli.console.TextTable;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine problems`.
@Command(
    name = "problems",
    mixinStandardHelpOptions = true,
    description = "Lists the problems that minimizers are tried on, or shows one of them.")
public final class ProblemsCommand implements Callable<Integer> {

  private static final int MOST_NUMBERS = 12;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A problem to show, with its dimension after a colon if there are several.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      Problem problem = Catalogue.problem(name);
      out.printf("%s: %s%n", problem.label(), problem.summary());
      out.printf("start: %s%n", start(problem));
      out.printf("known minima: %s%n", minima(problem));
      if (!problem.source().isEmpty()) {
        out.println(problem.source());
      }
    }
    out.flush();
    return 0;
  }

  /// The first numbers of the start.
  private static String start(Problem problem) {
    List<Double> start = Arrays.stream(problem.start()).boxed().toList();
    return start.size() <= MOST_NUMBERS
        ? numbers(start)
        : numbers(start.subList(0, MOST_NUMBERS)) + ", … (%,d numbers)".formatted(start.size());
  }

  private static void list(PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("problem", "dimension", "known minima", "what it is"));
    for (Problem problem : Catalogue.problems()) {
      rows.add(
          List.of(
              problem.name(),
              Integer.toString(problem.start().length),
              minima(problem),
              problem.summary()));
    }
    out.print(new TextTable(rows, 0, 2, 3));
    out.println();
    out.println("./ravine problems NAME says where one is from. rosenbrock is there in any even");
    out.println("dimension, such as rosenbrock:100, and toy in any.");
  }

  /// The known minima of a problem.
  static String minima(Problem problem) {
    return problem.minima().isEmpty() ? "–" : numbers(problem.minima());
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(HyperParameters::print).collect(Collectors.joining(", "));
  }
}
