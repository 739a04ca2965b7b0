package dev.ravine.cli.command;

import dev.ravine.cli.console.Description;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.Csv;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.nn.train.LearningRateFinder;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine find-lr`.
@Command(
    name = "find-lr",
    mixinStandardHelpOptions = true,
    description = {
      "Suggests a learning rate: trains with one that grows from step to step, and looks where the"
          + " loss falls.",
      "Writes a picture, learning-rate.svg, and the numbers, learning-rate.csv."
    })
public final class FindLearningRateCommand implements Callable<Integer> {

  private static final int LADDER = 4;

  private static final List<String> WITHOUT_EFFECT =
      List.of("--test", "--keep", "--patience", "--epochs", "--folds");

  private static final Set<String> OWN =
      Set.of("--optimizer", "--lowest", "--highest", "--steps", "--seed", "--out", "--overwrite");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE",
      defaultValue = "adam",
      description = "Which update rule or recipe (default: ${DEFAULT-VALUE}).")
  private String optimizer = "adam";

  @Option(
      names = "--lowest",
      paramLabel = "RATE",
      defaultValue = "1e-7",
      description = "The first learning rate (default: ${DEFAULT-VALUE}).")
  private double lowest;

  @Option(
      names = "--highest",
      paramLabel = "RATE",
      defaultValue = "10",
      description = "The last learning rate (default: ${DEFAULT-VALUE}).")
  private double highest;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many steps at most (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What all randomness comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    for (String option : WITHOUT_EFFECT) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new IllegalArgumentException(
            "%s can't come with find-lr, which takes %s steps of one run".formatted(option, steps));
      }
    }
    RunPlan plan = OptimizerChoices.one(optimizer, seed);
    if (plan.recipe().minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "find-lr needs an update rule, and %s is a minimizer".formatted(optimizer));
    }
    ExperimentPlan experimentPlan =
        options.experimentPlan("find-lr", length -> List.of(plan), KeptModels.RESULTS);
    Path folder = options.folder("find-lr");
    ExperimentFolder.checkWritable(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    LearningRateFinder test;
    try (ThreadTeam team = new ThreadTeam(options.threads())) {
      test = LearningRateFinder.run(experiment.training(plan), lowest, highest, steps, team);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s on %s, %s to train on, batches of %d%n",
        experimentPlan.networks(),
        experimentPlan.source().label(),
        Description.examples(experimentPlan.train()),
        experimentPlan.batch());
    Description.notes(out, experimentPlan, experiment);
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("learning-rate.csv"), csv(test));
    out.printf("%s, %d steps:%n", optimizer, test.points().size());
    if (test.valley().isEmpty()) {
      out.println(
          "the loss never fell by more than its noise: try --lowest and --highest further apart, more"
              + " --steps or a larger --batch");
    }
    say(out, "valley", test.valley(), "recommended: half-way down the fall of the loss");
    say(out, "steepest", test.steepest(), "where the loss falls fastest");
    test.minimum()
        .ifPresent(m ->
            out.printf(
                "  %-12s  %-9s a tenth of where the loss is least, %s%n",
                "minimum / 10", rate(m.learningRate() / 10), rate(m.learningRate())));
    test.valley()
        .ifPresent(valley ->
            out.printf(
                "  A careful place to begin; the best is often larger. To see:%n"
                    + "  ./ravine sweep --optimizer '%s' --learning-rates %s%s --seeds 3%n",
                OptimizerChoices.withoutRate(optimizer), ladder(valley.learningRate()), shared()));
    Path picture = folder.resolve("learning-rate.svg");
    AtomicFile.write(picture, chart(test).toSvg());
    out.printf("picture: %s%n", picture);
    out.flush();
    return 0;
  }

  /// What was typed that a sweep understands too: data, network, training.
  private String shared() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !OWN.contains(option.longestName()))
        .map(option ->
            " " + option.longestName() + (option.arity().max() == 0 ? "" : quoted(option)))
        .collect(Collectors.joining());
  }

  private static String quoted(OptionSpec option) {
    return " '%s'".formatted(String.join(",", option.originalStringValues()));
  }

  private static void say(
      PrintWriter out, String name, Optional<LearningRateFinder.Point> point, String meaning) {
    point.ifPresent(p -> out.printf("  %-12s  %-9s %s%n", name, rate(p.learningRate()), meaning));
  }

  /// Half a decade apart, from the recommended one upwards.
  private static String ladder(double first) {
    return IntStream.range(0, LADDER)
        .mapToObj(i -> rate(first * StrictMath.pow(10, 0.5 * i)))
        .collect(Collectors.joining(","));
  }

  private static String rate(double value) {
    return HyperParameters.print(new BigDecimal(value).round(new MathContext(2)).doubleValue());
  }

  private static String csv(LearningRateFinder test) {
    Csv csv = new Csv("learningRate", "loss", "smooth");
    List<Double> smooth = test.smooth();
    for (int i = 0; i < smooth.size(); i++) {
      LearningRateFinder.Point p = test.points().get(i);
      csv.row(p.learningRate(), p.loss(), smooth.get(i));
    }
    return csv.toString();
  }

  private Chart chart(LearningRateFinder test) {
    List<LearningRateFinder.Point> points = test.points();
    List<Double> smooth = test.smooth();
    List<Series> series = new ArrayList<>();
    series.add(
        new Series.Line(
            "loss, smoothed",
            IntStream.range(0, points.size())
                .mapToObj(i -> new Series.Point(points.get(i).learningRate(), smooth.get(i)))
                .toList()));
    series.add(
        new Series.Line(
            "loss as measured",
            points.stream().map(p -> new Series.Point(p.learningRate(), p.loss())).toList(),
            true));
    test.valley().ifPresent(p -> series.add(upright("valley", p.learningRate())));
    test.steepest().ifPresent(p -> series.add(upright("steepest", p.learningRate())));
    test.minimum().ifPresent(p -> series.add(upright("minimum / 10", p.learningRate() / 10)));
    String title =
        test.valley()
            .map(p ->
                "%s: begin with a learning rate of %s".formatted(optimizer, rate(p.learningRate())))
            .orElse(optimizer + ": the loss never fell");
    Axis loss = Axis.linear("training loss");
    return new Chart(
        title,
        Axis.logarithmic("learning rate"),
        test.range().map(ends -> loss.between(ends.get(0), ends.get(1))).orElse(loss),
        series);
  }

  private static Series upright(String name, double rate) {
    return new Series.Upright("%s %s".formatted(name, rate(rate)), rate);
  }
}
