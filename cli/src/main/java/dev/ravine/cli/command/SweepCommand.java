package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine sweep`.
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the same network with one optimizer at several learning rates, or other settings.",
      "For instance: ravine sweep --optimizer lbfgs --set memory=5,10,20"
    })
public final class SweepCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private SessionOptions session = new SessionOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE",
      defaultValue = "adam",
      description = "Which update rule, minimizer or recipe (default: ${DEFAULT-VALUE}).")
  private String optimizer = "adam";

  @Option(
      names = "--learning-rates",
      paramLabel = "RATE",
      split = ",",
      description =
          "Which learning rates (default: 1e-4,3e-4,1e-3,3e-3,1e-2; with --set, the optimizer's).")
  private List<String> learningRates = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE[,VALUE…]",
      description = "Which values of another setting, such as beta1=0.8,0.9; with all of the rest.")
  private List<String> settings = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Do every run with N seeds (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Override
  public Integer call() throws Exception {
    CommandArguments.atLeastOne("--seeds", seeds);
    return new ConsoleSession(spec.commandLine(), session, options.threads())
        .on(cluster)
        .begin(
            options.experimentPlan(
                "sweep",
                length -> OptimizerChoices.sweep(optimizer, learningRates, settings, seeds, length),
                KeptModels.RESULTS),
            options.folder("sweep"));
  }
}
