package dev.ravine.cli;

import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Choices;
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
  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--optimizers",
      paramLabel = "RECIPE[:RATE],…",
      defaultValue = Choices.CLASSICS,
      description =
          "Which update rules or recipes, at which learning rates (default: ${DEFAULT-VALUE})."
              + " `ravine optimizers` lists what there is.")
  private String optimizers = Choices.CLASSICS;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Do every run with N seeds (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Override
  public Integer call() throws Exception {
    ExperimentOptions.atLeastOne("--seeds", seeds);
    return new ExperimentSession(spec.commandLine(), session, options.threads())
        .begin(
            options.blueprint("compare", Choices.of(optimizers, seeds), Blueprint.Keep.RESULTS),
            options.folder("compare"));
  }
}
