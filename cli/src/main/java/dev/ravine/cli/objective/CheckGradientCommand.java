package dev.ravine.cli.objective;

import dev.ravine.lab.minimize.NetworkProblem;
import dev.ravine.optim.minimize.GradientCheck;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine check-gradient`.
@Command(
    name = "check-gradient",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:The gradient is right.", "1:The gradient is wrong."},
    description = {
      "Compares a problem's gradient with finite differences of its value, near its start: at all"
          + " coordinates, or at 1000 of them.",
      "A problem of your own comes from a jar: set RAVINE_CLASS_PATH."
    })
public final class CheckGradientCommand implements Callable<Integer> {

  private static final double NEAR = 0.05;

  /// Of a network, some coordinates have to do.
  private static final int MOST_COORDINATES = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PROBLEM[:DIMENSION]",
      description = "`./ravine problems` lists what there is.")
  private String name = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder of the data of a problem that needs some.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the place near the start (default: 0).")
  private long seed;

  @Override
  public Integer call() {
    Problem problem = NetworkProblem.in(Catalogue.problem(name), dataFolder);
    double[] at = problem.start();
    RandomStream random = new Seed(seed).stream("check-gradient");
    for (int i = 0; i < at.length; i++) {
      at[i] += NEAR * Math.max(1, Math.abs(at[i])) * random.nextDouble(-1, 1);
    }
    int[] coordinates = random.permutation(at.length);
    if (coordinates.length > MOST_COORDINATES) {
      coordinates = Arrays.copyOf(coordinates, MOST_COORDINATES);
    }
    GradientCheck check = GradientCheck.of(problem.objective(), at, coordinates);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", problem.label(), check);
    out.flush();
    return check.isRight() && !check.isUnsure() ? 0 : 1;
  }
}
