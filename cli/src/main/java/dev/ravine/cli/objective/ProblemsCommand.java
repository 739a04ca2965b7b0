package dev.ravine.cli.objective;

import dev.ravine.cli.console.TextTable;
import dev.ravine.lab.minimize.NetworkProblem;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.FiniteSum;
import dev.ravine.optim.minimize.GaussNewtonSum;
import dev.ravine.optim.minimize.LeastSquares;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.minimize.TwiceDifferentiable;
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
      out.printf("start: %s%n", point(problem.start()));
      out.printf("known minima: %s%n", minima(problem));
      out.printf("kind: %s%n", kind(problem));
      if (!problem.source().isEmpty()) {
        out.println(problem.source());
      }
    }
    out.flush();
    return 0;
  }

  /// The first numbers of a point.
  static String point(double[] at) {
    List<Double> point = Arrays.stream(at).boxed().toList();
    return point.size() <= MOST_NUMBERS
        ? numbers(point)
        : numbers(point.subList(0, MOST_NUMBERS)) + ", … (%,d numbers)".formatted(point.size());
  }

  /// What a minimizer may need to know of a problem.
  private static String kind(Problem problem) {
    if (problem instanceof NetworkProblem network) {
      return "a sum of %d mini-batches, with Gauss–Newton and Hessian products"
          .formatted(network.parts());
    }
    Objective objective = problem.objective();
    List<String> kinds = new ArrayList<>();
    if (objective instanceof FiniteSum sum) {
      kinds.add("a sum of %d parts".formatted(sum.parts()));
    }
    if (objective instanceof LeastSquares squares) {
      kinds.add("a sum of %d squares".formatted(squares.residuals()));
    }
    if (objective instanceof GaussNewtonSum) {
      kinds.add("with Gauss–Newton products");
    }
    if (objective instanceof TwiceDifferentiable) {
      kinds.add("with Hessian products");
    }
    return kinds.isEmpty() ? "one function, value and gradient" : String.join(", ", kinds);
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
