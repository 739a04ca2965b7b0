package dev.ravine.cli.command;

import dev.ravine.cli.console.Description;
import dev.ravine.cli.console.SimulationTable;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.WorldOptions;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.simulation.SimulatedCluster;
import dev.ravine.lab.simulation.SimulatedMethod;
import dev.ravine.lab.simulation.SimulatedSetting;
import dev.ravine.lab.simulation.SimulatedSettings;
import dev.ravine.lab.simulation.SimulationFiles;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.recipe.RunLength;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine simulate`.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Trains by replicas and shards in a simulated cluster: gradients and updates are computed, times"
          + " are drawn. The unit of time is the mean time of a gradient.",
      "Writes a picture, simulation.svg, and the numbers, simulation.csv.",
      "For instance: ravine simulate downpour --optimizer sgd,adagrad --learning-rates 1e-3,1e-2,1e-1"
          + " --seeds 3 --replicas 1,20 --time 240 --time-to 0.9"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final List<String> WITHOUT_EFFECT =
      List.of("--test", "--keep", "--patience", "--folds", "--method");

  private static final List<String> OF_DOWNPOUR =
      List.of(
          "--warm-start",
          "--fetch-every",
          "--push-every",
          "--overlap",
          "--local-rate",
          "--learning-rates");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  @Parameters(
      paramLabel = "METHOD",
      arity = "1..*",
      description =
          "downpour: replicas push gradients to shards, each at its own pace. sandblaster: L-BFGS"
              + " whose loss is evaluated in portions by whoever is free. Both are compared.")
  private List<String> methods = List.of();

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE[:RATE],…",
      description =
          "What runs on the shards, at which learning rate (default: adagrad; with sandblaster"
              + " alone, lbfgs).")
  private @Nullable String optimizer;

  @Option(
      names = "--learning-rates",
      paramLabel = "RATE,RATE…",
      split = ",",
      description =
          "Do all of these of each optimizer; pictures show the best of each curve, the others"
              + " faint.")
  private List<String> learningRates = List.of();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "How long each goes on, in mean times of a gradient (default: as many gradients of"
              + " mini-batches as --epochs says, of all replicas together).")
  private @Nullable Double time;

  @Option(
      names = "--time-to",
      paramLabel = "ACCURACY",
      description =
          "Also say and draw, in simulation-target.svg, when each is first that accurate, at the"
              + " learning rate that is first.")
  private @Nullable Double accuracy;

  @Option(
      names = "--replicas",
      paramLabel = "N,N…",
      split = ",",
      defaultValue = "1,4,16",
      description = "How many replicas, one curve for each number (default: ${DEFAULT-VALUE}).")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Into how many shards the parameters are cut (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--portions",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "With sandblaster: into how many portions an evaluation of the loss is cut (default:"
              + " ${DEFAULT-VALUE}).")
  private int portions;

  @Option(
      names = "--warm-start",
      paramLabel = "STEPS",
      defaultValue = "0",
      description =
          "How many steps one replica does alone before the others join (default: ${DEFAULT-VALUE}).")
  private long warmStart;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Do each with N seeds, --seed and those after it, and show means (default:"
              + " ${DEFAULT-VALUE}).")
  private int seeds;

  @Override
  public Integer call() throws IOException {
    List<SimulatedMethod> asked = methods.stream().map(SimulatedMethod::of).distinct().toList();
    CommandArguments.atLeastOne("--seeds", seeds);
    refuse(WITHOUT_EFFECT, "simulate");
    for (SimulatedMethod other : SimulatedMethod.values()) {
      if (!asked.contains(other)) {
        refuse(
            other == SimulatedMethod.DOWNPOUR ? OF_DOWNPOUR : List.of("--portions"),
            String.join(" ", methods));
      }
    }
    ExperimentPlan experimentPlan =
        options.experimentPlan(
            "simulate",
            length -> asked.stream().flatMap(one -> plans(one, length).stream()).toList(),
            KeptModels.RESULTS);
    Path folder = options.folder("simulate");
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    List<SimulatedMethod> ofRuns =
        asked.stream()
            .flatMap(one -> Collections.nCopies(choices(one).size() * seeds, one).stream())
            .toList();
    SimulatedSettings all = new SimulatedSettings(cluster(), experiment, ofRuns, replicas);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s, simulated: %s on %s, %s of %d examples, %d %s%n",
        asked.stream().map(SimulatedMethod::toString).collect(Collectors.joining(" and ")),
        experimentPlan.networks(),
        experimentPlan.source().label(),
        time == null
            ? "%d steps".formatted(experiment.training(experiment.runs().getFirst()).steps())
            : "%s mean times of a step".formatted(HyperParameters.print(time)),
        experimentPlan.batch(),
        shards,
        shards == 1 ? "shard" : "shards");
    Description.notes(out, experimentPlan, experiment);
    SimulationTable table =
        new SimulationTable(
            out, asked.contains(SimulatedMethod.DOWNPOUR), Optional.ofNullable(accuracy));
    table.head();
    List<SimulatedSetting> settings = all.run(options.threads(), table::row);
    if (SimulatedSettings.best(settings).isEmpty()) {
      out.println("nothing to draw: try a lower learning rate");
      out.flush();
      return 1;
    }
    SimulationFiles files = new SimulationFiles(settings);
    out.printf("picture: %s%n", files.write(folder));
    if (accuracy != null) {
      if (SimulatedSettings.first(settings, accuracy).isEmpty()) {
        out.printf("none was ever as accurate as %s%n", HyperParameters.print(accuracy));
      } else {
        out.printf("picture: %s%n", files.write(folder, accuracy));
      }
    }
    out.flush();
    return 0;
  }

  private void refuse(List<String> unwanted, String with) {
    for (String option : unwanted) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new IllegalArgumentException("%s can't come with %s".formatted(option, with));
      }
    }
  }

  private SimulatedCluster cluster() {
    OptionalDouble seconds = time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
    return new SimulatedCluster(
        shards, portions, warmStart, world.exchange(), world.world(), seconds);
  }

  private List<String> choices(SimulatedMethod asked) {
    if (asked == SimulatedMethod.SANDBLASTER) {
      return List.of(
          methods.stream().distinct().count() == 1 && optimizer != null
              ? optimizer
              : Sandblaster.OPTIMIZER);
    }
    List<String> choices = OptimizerChoices.split(Objects.requireNonNullElse(optimizer, "adagrad"));
    if (learningRates.isEmpty()) {
      return choices;
    }
    OptimizerChoices.checkWithoutRates(choices);
    return choices.stream()
        .flatMap(choice -> learningRates.stream().map(rate -> choice + ":" + rate.strip()))
        .toList();
  }

  private List<RunPlan> plans(SimulatedMethod asked, RunLength length) {
    ExperimentPlan.checkRuns((long) choices(asked).size() * seeds);
    return choices(asked).stream()
        .flatMap(choice ->
            LongStream.range(seed, seed + seeds)
                .mapToObj(one -> OptimizerChoices.one(choice, one, length)))
        .toList();
  }
}
