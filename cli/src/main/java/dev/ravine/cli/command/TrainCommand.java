package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.console.Efficiency;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.MethodOptions;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine train`.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {"Trains one network and keeps it: the run's folder holds model.safetensors."})
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private MethodOptions method = new MethodOptions();
  @Mixin private SessionOptions session = new SessionOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"--optimizer", "--rule"},
      paramLabel = "RECIPE[:RATE]",
      description =
          "Which update rule or recipe, at which learning rate (default: adam; with --method"
              + " sandblaster, lbfgs).")
  private @Nullable String optimizer;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    options.of(method);
    Optional<Efficiency> efficiency = Optional.empty();
    if (method.isAutomatic()) {
      method.every(1);
      options.of(method);
      Efficiency measured = Efficiency.measure(plan(), cluster);
      method.every(measured.every());
      options.of(method);
      efficiency = Optional.of(measured);
    }
    return new ConsoleSession(spec.commandLine(), session, options.threads())
        .on(cluster)
        .expecting(efficiency)
        .begin(plan(), options.folder("train"));
  }

  private ExperimentPlan plan() {
    String recipe = Objects.requireNonNullElseGet(optimizer, this::usualOptimizer);
    return options.experimentPlan(
        "train", length -> List.of(OptimizerChoices.one(recipe, seed, length)), KeptModels.LAST);
  }

  private String usualOptimizer() {
    String of = spec.commandLine().getParseResult().matchedOptionValue("--method", "");
    return of.startsWith("sandblaster") ? Sandblaster.OPTIMIZER : "adam";
  }
}
