package dev.ravine.cli.command;

import dev.ravine.cli.option.CommandArguments;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.landscape.Landscape;
import dev.ravine.lab.landscape.Landscape.Directions;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.ExperimentFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine landscape`.
@Command(
    name = "landscape",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the loss of a trained network over a plane of its parameters.",
      "Along the principal directions of the run's path, with the path, or along random ones. The"
          + " run is done once more, with the same bits.",
      "Writes a picture, landscape.svg, and the numbers, landscape.csv."
    })
public final class LandscapeCommand implements Callable<Integer> {

  private static final int TELL_EVERY = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "The folder of one run of an experiment.")
  private Path folder = Path.of("");

  @Option(
      names = "--directions",
      paramLabel = "NAME",
      defaultValue = "path",
      description =
          "path, the principal directions of the run's path; or random, scaled filter by filter"
              + " (default: ${DEFAULT-VALUE}).")
  private String directions = "path";

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "41",
      description = "How many losses along each side (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "On how many training examples (default: ${DEFAULT-VALUE}).")
  private int examples;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results here (default: runs/<time>-landscape).")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; they change no bit (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    Directions which =
        switch (directions) {
          case "path" -> Directions.PATH;
          case "random" -> Directions.RANDOM;
          default ->
              throw new IllegalArgumentException(
                  "--directions must be path or random, was " + directions);
        };
    Landscape.Survey survey =
        new Landscape.Survey(which, size, examples, CommandArguments.threads(threads));
    Path target = CommandArguments.folder(out, "landscape");
    ExperimentFolder.checkWritable(target);
    Experiment experiment = ExperimentLoader.load(ExperimentFolder.plan(folder));
    RunPlan run = run(experiment.runs());
    PrintWriter say = spec.commandLine().getOut();
    int measured = Math.min(examples, experiment.split(run).train().size());
    say.printf(
        "%s, %s: %d × %d losses on %d examples, %s directions%n",
        run.label(), run.repetition(), size, size, measured, directions.toLowerCase(Locale.ROOT));
    say.flush();
    AtomicInteger told = new AtomicInteger();
    Landscape landscape =
        Landscape.of(
            experiment,
            run,
            survey,
            percent -> {
              int part = percent / TELL_EVERY;
              if (told.getAndUpdate(before -> Math.max(before, part)) < part) {
                say.printf("%d %%%n", part * TELL_EVERY);
                say.flush();
              }
            });
    Files.createDirectories(target);
    AtomicFile.write(target.resolve("landscape.csv"), landscape.csv());
    Path picture = target.resolve("landscape.svg");
    AtomicFile.write(picture, landscape.chart().toSvg());
    List<Double> range = landscape.range();
    say.printf(
        "loss %.4g where training ended; %.4g to %.4g in the picture%n",
        landscape.end(), range.get(0), range.get(1));
    say.printf("picture: %s%nnumbers: %s%n", picture, target.resolve("landscape.csv"));
    say.flush();
    return 0;
  }

  private RunPlan run(List<RunPlan> runs) {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return runs.stream()
        .filter(run -> run.folder().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "RUN must be the folder of one run, such as %s, was %s"
                    .formatted(runs.getFirst().folder(), folder)));
  }
}
