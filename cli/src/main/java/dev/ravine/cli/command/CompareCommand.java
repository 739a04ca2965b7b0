package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine compare`.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the same network with several optimizers and shows which learns best.",
      "Every run with the same seed starts from the same weights and sees the same batches."
    })
public final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private SessionOptions session = new SessionOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--optimizers",
      paramLabel = "RECIPE[:RATE],…",
      description =
          "Which update rules or recipes, at which learning rates (default:"
              + " sgd:5e-2,momentum:1e-2,nesterov:1e-2,adagrad:1e-2,rmsprop:3e-4,adam:1e-3)."
              + " `./ravine optimizers` lists what there is.")
  private @Nullable String optimizers;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Do every run with N seeds (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Override
  public Integer call() throws Exception {
    CommandArguments.atLeastOne("--seeds", seeds);
    String asked = optimizers == null ? OptimizerChoices.classics(options.preset()) : optimizers;
    return new ConsoleSession(spec.commandLine(), session, options.threads())
        .on(cluster)
        .begin(
            options.experimentPlan(
                "compare", length -> OptimizerChoices.of(asked, seeds, length), KeptModels.RESULTS),
            options.folder("compare"));
  }
}
