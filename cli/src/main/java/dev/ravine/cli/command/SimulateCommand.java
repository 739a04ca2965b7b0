package dev.ravine.cli.command;

import dev.ravine.cli.console.Description;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.WorldOptions;
import dev.ravine.cluster.DownpourPlan;
import dev.ravine.cluster.DownpourSummary;
import dev.ravine.cluster.simulation.DownpourSimulation;
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
import java.util.concurrent.Callable;
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

  private static final List<String> WITHOUT_EFFECT =
      List.of("--test", "--keep", "--patience", "--folds", "--threads", "--method");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  @Parameters(
      paramLabel = "METHOD",
      description = "downpour: replicas push gradients to shards, each at its own pace.")
  private String method = DOWNPOUR;

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE[:RATE]",
      defaultValue = "adagrad",
      description = "What runs on the shards, at which learning rate (default: ${DEFAULT-VALUE}).")
  private String optimizer = "adagrad";

  @Option(
      names = "--replicas",
      paramLabel = "N,N…",
      split = ",",
      defaultValue = "1,4,16",
      description =
          "How many replicas, one curve for each number; all do the same number of steps together"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Into how many shards the parameters are cut (default: ${DEFAULT-VALUE}).")
  private int shards;

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
    if (!method.equals(DOWNPOUR)) {
      throw new IllegalArgumentException("simulate knows downpour, not " + method);
    }
    for (String option : WITHOUT_EFFECT) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new IllegalArgumentException(option + " can't come with simulate");
      }
    }
    ExperimentPlan experimentPlan =
        options.experimentPlan(
            "simulate",
            length -> List.of(OptimizerChoices.one(optimizer, seed, length)),
            KeptModels.RESULTS);
    Path folder = options.folder("simulate");
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    RunPlan run = experiment.runs().getFirst();
    Training training = experiment.training(run);
    List<DownpourPlan> plans =
        replicas.stream()
            .map(count -> new DownpourPlan(training, count, shards, world.exchange(), warmStart))
            .toList();
    World simulated = world.world();
    DownpourPlan first = plans.getFirst();
    first.partition(first.batches(0));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "downpour, simulated: %s on %s, %d steps of %d examples, %s on %d %s%n",
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
        "replicas", "time", "speed-up", "val acc or R²", "staleness", "crashes");
    for (DownpourPlan plan : plans) {
      long every = Math.max(1, training.steps() / POINTS);
      try {
        SimulationSummary summary = DownpourSimulation.run(plan, simulated, Seed.of(seed), every);
        curves.add(new Curve(plan.replicas(), summary));
        print(out, curves.getLast(), training.steps());
      } catch (IllegalStateException diverged) {
        out.printf("  %8d  %s%n", plan.replicas(), diverged.getMessage());
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
    AtomicFile.write(picture, chart(run.label(), curves).toSvg());
    out.printf("picture: %s%n", picture);
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, Curve curve, long steps) {
    DownpourSummary result = curve.summary.result();
    out.printf(
        "  %8d  %9.1f  %9.2f  %14.3f  %9.2f  %7d%n",
        curve.replicas,
        result.seconds(),
        steps / result.seconds(),
        result.validation().accuracy(),
        result.meanStaleness(),
        curve.summary.crashes());
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

  private static Chart chart(String label, List<Curve> curves) {
    return new Chart(
        "Downpour, simulated: " + label,
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
