package dev.ravine.cli;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Choices;
import dev.ravine.lab.Experiment;
import dev.ravine.lab.RunPlan;
import dev.ravine.lab.Store;
import dev.ravine.nn.LearningRateTest;
import dev.ravine.optim.Recipe;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
final class FindLearningRateCommand implements Callable<Integer> {

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
    RunPlan plan = Choices.one(optimizer, seed);
    Blueprint blueprint = options.blueprint("find-lr", List.of(plan), Blueprint.Keep.RESULTS);
    Path folder = options.folder("find-lr");
    Store.checkWritable(folder);
    Experiment experiment = blueprint.build();
    LearningRateTest test;
    try (ThreadTeam team = new ThreadTeam(options.threads())) {
      test = LearningRateTest.run(experiment.training(plan), lowest, highest, steps, team);
    }
    PrintWriter out = spec.commandLine().getOut();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("learning-rate.csv"), csv(test));
    out.printf("%s, %d steps:%n", optimizer, test.points().size());
    if (test.valley().isEmpty() && test.steepest().isEmpty()) {
      out.println("the loss never fell: try --lowest and --highest further apart");
    }
    say(out, "valley", test.valley(), "half-way down the longest fall; begin with it");
    say(out, "steepest", test.steepest(), "where the loss falls fastest");
    test.minimum()
        .ifPresent(m ->
            out.printf(
                "  minimum / 10  %-9s a tenth of where the loss is least%n",
                rate(m.learningRate() / 10)));
    Path picture = folder.resolve("learning-rate.svg");
    Files.writeString(picture, chart(test).toSvg());
    out.printf("picture: %s%n", picture);
    out.flush();
    return 0;
  }

  private static void say(
      PrintWriter out, String name, Optional<LearningRateTest.Point> point, String meaning) {
    point.ifPresent(p -> out.printf("  %-12s  %-9s %s%n", name, rate(p.learningRate()), meaning));
  }

  private static String rate(double value) {
    return Recipe.print(Double.parseDouble("%.1e".formatted(value)));
  }

  private static String csv(LearningRateTest test) {
    StringBuilder csv = new StringBuilder("learningRate,loss,smoothed\n");
    test.points()
        .forEach(p ->
            csv.append(p.learningRate())
                .append(',')
                .append(p.loss())
                .append(',')
                .append(p.smoothed())
                .append('\n'));
    return csv.toString();
  }

  private Chart chart(LearningRateTest test) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series.Line(
            "loss, smoothed", test.points().stream().map(FindLearningRateCommand::place).toList()));
    test.valley().ifPresent(p -> series.add(marker("valley", p)));
    test.steepest().ifPresent(p -> series.add(marker("steepest", p)));
    test.minimum().ifPresent(p -> series.add(marker("minimum", p)));
    return new Chart(
        "Which learning rate for " + optimizer + "?",
        Axis.logarithmic("learning rate"),
        Axis.linear("training loss"),
        series);
  }

  private static Series marker(String name, LearningRateTest.Point point) {
    return new Series.Markers(
        "%s %s".formatted(name, rate(point.learningRate())), List.of(place(point)));
  }

  private static Series.Point place(LearningRateTest.Point point) {
    return new Series.Point(point.learningRate(), point.smoothed());
  }
}
