package dev.ravine.cli.command;

import dev.ravine.optim.minimize.GradientCheck;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
      "Compares a problem's gradient with finite differences of its value, near its start.",
      "A problem of your own comes from a jar: set RAVINE_CLASS_PATH."
    })
public final class CheckGradientCommand implements Callable<Integer> {

  private static final double NEAR = 0.05;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PROBLEM[:DIMENSION]",
      description = "`./ravine problems` lists what there is.")
  private String name = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the place near the start (default: 0).")
  private long seed;

  @Override
  public Integer call() {
    Problem problem = Catalogue.problem(name);
    double[] at = problem.start();
    RandomStream random = new Seed(seed).stream("check-gradient");
    for (int i = 0; i < at.length; i++) {
      at[i] += NEAR * Math.max(1, Math.abs(at[i])) * random.nextDouble(-1, 1);
    }
    GradientCheck check = problem.objective().check(at);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: %s%n", problem.label(), check);
    out.flush();
    return check.isRight() ? 0 : 1;
  }
}
