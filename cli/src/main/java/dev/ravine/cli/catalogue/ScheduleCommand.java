package dev.ravine.cli.catalogue;

import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.Overwrite;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine schedule`.
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a schedule does: its values as CSV, or a picture.",
      "For instance: ravine schedule 'warmup(cosine(1e-3,180),20)' --steps 200 --picture lr.svg"
    })
public final class ScheduleCommand implements Callable<Integer> {

  private static final int MOST_STEPS = 10_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SCHEDULE",
      description = "As in a recipe; `./ravine optimizers` lists what there is.")
  private String schedule = "";

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many steps to show (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many epochs these steps are, for schedules that count in them (default:"
              + " ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draw it here: .svg, .png or .tex.")
  private @Nullable Path picture;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException {
    CommandArguments.atLeastOne("--steps", steps);
    if (steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "--steps must be at most %d, was %d".formatted(MOST_STEPS, steps));
    }
    CommandArguments.atLeastOne("--epochs", epochs);
    overwrite.check(picture);
    Schedule shown =
        new RecipeParser(schedule, Optional.of(new RunLength(steps, Math.max(1, steps / epochs))))
            .schedule();
    PrintWriter out = spec.commandLine().getOut();
    if (picture == null) {
      out.println("k,value");
      IntStream.range(0, steps)
          .forEach(k -> out.println(k + "," + HyperParameters.print(shown.at(k))));
    } else {
      String name = String.valueOf(picture.getFileName());
      if (name.endsWith(".png")) {
        AtomicFile.write(picture, chart(shown).toPng());
      } else if (name.endsWith(".tex")) {
        AtomicFile.write(picture, chart(shown).toTex());
      } else if (name.endsWith(".svg")) {
        AtomicFile.write(picture, chart(shown).toSvg());
      } else {
        throw new IllegalArgumentException(
            "--picture must end with .svg, .png or .tex, was " + name);
      }
      out.println("picture: " + picture);
    }
    out.flush();
    return 0;
  }

  private Chart chart(Schedule shown) {
    List<Series.Point> points =
        IntStream.range(0, steps).mapToObj(k -> new Series.Point(k, shown.at(k))).toList();
    return new Chart(
        schedule, Axis.linear("steps"), Axis.linear("value"), List.of(new Series.Line("", points)));
  }
}
