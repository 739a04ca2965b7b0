package dev.ravine.cli.command;

import dev.ravine.cli.console.TextTable;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.problems.TestProblem;
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
      TestProblem problem = TestProblem.find(name);
      out.printf("%s: %d residuals%n", problem, problem.residuals());
      out.printf("start: %s%n", numbers(Arrays.stream(problem.start()).boxed().toList()));
      out.printf("published minima: %s%n", numbers(problem.minima()));
      out.println(
          "Moré, Garbow, Hillstrom: Testing Unconstrained Optimization Software (ACM TOMS 7, 1981)");
    }
    out.flush();
    return 0;
  }

  private static void list(PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("problem", "dimension", "residuals", "published minima"));
    for (TestProblem problem : TestProblem.moreGarbowHillstrom()) {
      rows.add(
          List.of(
              problem.name(),
              Integer.toString(problem.dimension()),
              Integer.toString(problem.residuals()),
              numbers(problem.minima())));
    }
    out.print(new TextTable(rows, 0, 3));
    out.println();
    out.println("Sums of squares of Moré, Garbow, Hillstrom (ACM TOMS 7, 1981).");
    out.println("rosenbrock is there in any even dimension, such as rosenbrock:100.");
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(HyperParameters::print).collect(Collectors.joining(", "));
  }
}
