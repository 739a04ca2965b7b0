package dev.ravine.cli.objective;

import dev.ravine.cli.console.TextTable;
import dev.ravine.cli.option.Overwrite;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.minimize.MinimizationReport;
import dev.ravine.lab.minimize.NetworkProblem;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.RecipeParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine minimize`.
@Command(
    name = "minimize",
    mixinStandardHelpOptions = true,
    description = {
      "Minimizes a test problem.",
      "For instance: ravine minimize 'lbfgs(memory=5)' --problem rosenbrock:100"
    })
public final class MinimizeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "MINIMIZER",
      description = "With settings in brackets; `./ravine minimizers` lists what there is.")
  private String minimizer = "";

  @Option(
      names = "--problem",
      paramLabel = "NAME[:DIMENSION]",
      required = true,
      description = "`./ravine problems` lists what there is.")
  private String problem = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The folder of the data of a problem that needs some (default: where `./ravine data"
              + " --fetch` puts it).")
  private @Nullable Path dataFolder;

  @Option(
      names = "--start",
      paramLabel = "X[,X…]",
      split = ",",
      description = "Where to begin: one number for all coordinates, or each (default: published).")
  private double @Nullable [] start;

  @Option(
      names = "--lower",
      paramLabel = "X[,X…]",
      split = ",",
      description =
          "Lower bounds, for lbfgsb: one for all coordinates, or each; -Infinity for none.")
  private double[] lower = {Double.NEGATIVE_INFINITY};

  @Option(
      names = "--upper",
      paramLabel = "X[,X…]",
      split = ",",
      description =
          "Upper bounds, for lbfgsb: one for all coordinates, or each; Infinity for none.")
  private double[] upper = {Double.POSITIVE_INFINITY};

  @Option(
      names = "--gradient-tolerance",
      paramLabel = "X",
      description = "End when no component of the gradient is larger (default: 1e-5).")
  private double gradientTolerance = StoppingRules.USUAL.gradientTolerance();

  @Option(
      names = "--value-tolerance",
      paramLabel = "X",
      description = "End when the value changes by no larger a share (default: 0).")
  private double valueTolerance = StoppingRules.USUAL.valueTolerance();

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "At most so many iterations (default: 1000000).")
  private long iterations = StoppingRules.USUAL.iterations();

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      description = "At most about so many values and gradients (default: 1000000).")
  private long evaluations = StoppingRules.USUAL.evaluations();

  @Option(
      names = "--passes",
      paramLabel = "X",
      description = "At most about so many evaluations of the whole objective (default: any).")
  private double passes = StoppingRules.USUAL.passes();

  @Option(names = "--json", description = "Print the result, with the point, as JSON.")
  private boolean json;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Write the value after each iteration here, as CSV.")
  private @Nullable Path history;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException {
    overwrite.check(history);
    StoppingRules rules =
        new StoppingRules(gradientTolerance, valueTolerance, iterations, evaluations, passes);
    Problem known = NetworkProblem.in(Catalogue.problem(problem), dataFolder);
    MinimizationReport report =
        MinimizationReport.of(
            new RecipeParser(minimizer).minimizer(),
            known,
            bounds(known.start().length),
            start(known),
            rules);
    if (history != null) {
      AtomicFile.write(history, report.history().toString());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? report.json() : text(report));
    if (!json && history != null) {
      out.println("history: " + history);
    }
    out.flush();
    return 0;
  }

  private Bounds bounds(int dimension) {
    return lower.length == 1 && upper.length == 1
        ? Bounds.of(lower[0], upper[0])
        : Bounds.of(each("--lower", lower, dimension), each("--upper", upper, dimension));
  }

  private static double[] each(String option, double[] given, int dimension) {
    if (given.length != 1 && given.length != dimension) {
      throw new IllegalArgumentException(
          "%s must have 1 number or %d, as the problem has, had %d"
              .formatted(option, dimension, given.length));
    }
    double[] all = new double[dimension];
    Arrays.setAll(all, i -> given[given.length == 1 ? 0 : i]);
    return all;
  }

  private double[] start(Problem of) {
    double[] published = of.start();
    double[] given = start;
    if (given == null) {
      return published;
    }
    if (given.length == 1) {
      Arrays.fill(published, given[0]);
      return published;
    }
    return given;
  }

  private static String text(MinimizationReport report) {
    Minimum minimum = report.minimum();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("minimizer", HyperParameters.print(report.minimizer())));
    rows.add(List.of("problem", report.problem().label()));
    rows.add(List.of("value", HyperParameters.print(minimum.value())));
    if (report.parts() > 1) {
      rows.add(
          List.of(
              "mean of %d parts".formatted(report.parts()),
              HyperParameters.print(minimum.value() / report.parts())));
    }
    rows.add(List.of("known minima", ProblemsCommand.minima(report.problem())));
    rows.add(List.of("point", ProblemsCommand.point(minimum.point())));
    rows.add(List.of("largest of gradient", HyperParameters.print(minimum.gradientNorm())));
    rows.add(List.of("iterations", Long.toString(minimum.iterations())));
    rows.add(List.of("evaluations", Long.toString(minimum.evaluations())));
    rows.add(List.of("passes", HyperParameters.print(minimum.passes())));
    rows.add(List.of("stopped because", minimum.stop().words()));
    return new TextTable(rows, 0, 1).toString();
  }
}
