package dev.ravine.cli.command;

import dev.ravine.cli.console.Description;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.WorldOptions;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.simulation.DivergedException;
import dev.ravine.cluster.simulation.DownpourSimulation;
import dev.ravine.cluster.simulation.SandblasterSimulation;
import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.cluster.simulation.World;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.Csv;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.nn.train.Training;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
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
      "Writes a picture, simulation.svg, and the numbers, simulation.csv."
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final String DOWNPOUR = "downpour";
  private static final int POINTS = 40;

  private static final String SANDBLASTER = "sandblaster";

  private static final List<String> WITHOUT_EFFECT =
      List.of("--test", "--keep", "--patience", "--folds", "--threads", "--method");

  private static final List<String> OF_DOWNPOUR =
      List.of("--warm-start", "--fetch-every", "--push-every", "--overlap", "--local-rate");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  @Parameters(
      paramLabel = "METHOD",
      description =
          "downpour: replicas push gradients to shards, each at its own pace. sandblaster: L-BFGS"
              + " whose loss is evaluated in portions by whoever is free.")
  private String method = DOWNPOUR;

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE[:RATE]",
      description =
          "What runs on the shards, at which learning rate (default: adagrad; with sandblaster,"
              + " lbfgs).")
  private @Nullable String optimizer;

  @Option(
      names = "--replicas",
      paramLabel = "N,N…",
      split = ",",
      defaultValue = "1,4,16",
      description =
          "How many replicas, one curve for each number; all use the same number of gradients of"
              + " mini-batches together (default: ${DEFAULT-VALUE}).")
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

  private record Curve(int replicas, SimulationSummary summary) {

    String label() {
      return replicas == 1 ? "1 replica" : replicas + " replicas";
    }
  }

  @Override
  public Integer call() throws IOException {
    boolean downpour = method.equals(DOWNPOUR);
    if (!downpour && !method.equals(SANDBLASTER)) {
      throw new IllegalArgumentException("simulate knows downpour and sandblaster, not " + method);
    }
    refuse(WITHOUT_EFFECT, "simulate");
    refuse(downpour ? List.of("--portions") : OF_DOWNPOUR, method);
    String recipe =
        Objects.requireNonNullElse(optimizer, downpour ? "adagrad" : Sandblaster.OPTIMIZER);
    ExperimentPlan experimentPlan =
        options.experimentPlan(
            "simulate",
            length -> List.of(OptimizerChoices.one(recipe, seed, length)),
            KeptModels.RESULTS);
    Path folder = options.folder("simulate");
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    RunPlan run = experiment.runs().getFirst();
    Training training = experiment.training(run);
    IntFunction<SimulationSummary> simulation = simulation(training);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s, simulated: %s on %s, %d steps of %d examples, %s on %d %s%n",
        method,
        experimentPlan.networks(),
        experimentPlan.source().label(),
        training.steps(),
        training.batch(),
        run.label(),
        shards,
        shards == 1 ? "shard" : "shards");
    Description.notes(out, experimentPlan, experiment);
    List<Curve> curves = new ArrayList<>();
    out.printf(
        "  %8s  %9s  %9s  %14s  %9s  %7s%n",
        "replicas",
        "time",
        "speed-up",
        "val acc or R²",
        downpour ? "staleness" : "repeated",
        "crashes");
    for (int count : replicas) {
      try {
        curves.add(new Curve(count, simulation.apply(count)));
        print(out, curves.getLast());
      } catch (DivergedException diverged) {
        out.printf("  %8d  %s%n", count, diverged.getMessage());
      }
    }
    if (curves.isEmpty()) {
      out.println("nothing to draw: try a lower learning rate");
      out.flush();
      return 1;
    }
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("simulation.csv"), csv(curves));
    Path picture = folder.resolve("simulation.svg");
    AtomicFile.write(
        picture, chart("%s, simulated: %s".formatted(method, run.label()), curves).toSvg());
    out.printf("picture: %s%n", picture);
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

  /// A simulation for a number of replicas; what it can't do is refused before the first.
  private IntFunction<SimulationSummary> simulation(Training training) {
    World simulated = world.world();
    if (method.equals(SANDBLASTER)) {
      replicas.forEach(count ->
          new Sandblaster(count, shards, portions)
              .check(training.objective(), training.optimizer()));
      return count ->
          SandblasterSimulation.run(
              training, new Sandblaster(count, shards, portions), simulated, Seed.of(seed));
    }
    List<DownpourPlan> plans = replicas.stream().map(count -> plan(training, count)).toList();
    plans.getFirst().partition(plans.getFirst().batches(0).layout());
    long every = Math.max(1, training.steps() / POINTS);
    return count -> DownpourSimulation.run(plan(training, count), simulated, Seed.of(seed), every);
  }

  private DownpourPlan plan(Training training, int count) {
    return new DownpourPlan(training, count, shards, world.exchange(), warmStart);
  }

  private void print(PrintWriter out, Curve curve) {
    SimulationSummary summary = curve.summary;
    out.printf(
        "  %8d  %9.1f  %9.2f  %14.3f  %9s  %7d%n",
        curve.replicas,
        summary.seconds(),
        summary.steps() / summary.seconds(),
        summary.validation().accuracy(),
        method.equals(DOWNPOUR)
            ? String.format(Locale.ROOT, "%.2f", summary.meanStaleness())
            : Long.toString(summary.repeated()),
        summary.crashes());
    out.flush();
  }

  private static String csv(List<Curve> curves) {
    Csv csv = new Csv("replicas", "time", "steps", "validationAccuracy", "validationLoss");
    for (Curve curve : curves) {
      for (SimulationSummary.Point point : curve.summary.curve()) {
        csv.row(
            curve.replicas,
            point.seconds(),
            point.steps(),
            point.validation().accuracy(),
            point.validation().loss());
      }
    }
    return csv.toString();
  }

  private static Chart chart(String title, List<Curve> curves) {
    return new Chart(
        title,
        Axis.logarithmic("time, in mean times of a gradient"),
        Axis.linear("validation accuracy"),
        curves.stream()
            .<Series>map(curve ->
                new Series.Line(
                    curve.label(),
                    curve.summary.curve().stream()
                        .map(p -> new Series.Point(p.seconds(), p.validation().accuracy()))
                        .toList()))
            .toList());
  }
}
