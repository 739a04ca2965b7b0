package dev.ravine.cli;

import dev.ravine.optim.Catalogue;
import java.util.concurrent.Callable;
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
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--optimizers",
      paramLabel = "NAME[:RATE],…",
      description =
          "Which update rules, at which learning rates"
              + " (default: sgd:5e-3,momentum:5e-3,nesterov:5e-3,adagrad:5e-3,rmsprop:1e-4,adam:1e-3).")
  private String optimizers = String.join(",", Catalogue.names());

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Do every run with N seeds (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Override
  public Integer call() throws Exception {
    ExperimentOptions.atLeastOne("--seeds", seeds);
    return new ExperimentSession(spec.commandLine(), "compare", options)
        .run(RunPlans.of(optimizers, seeds), ExperimentSession.Keep.RESULTS);
  }
}
