package dev.ravine.cli.objective;

import dev.ravine.cli.option.CommandArguments;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.Csv;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.surface.SurfacePage;
import dev.ravine.lab.surface.SurfacePath;
import dev.ravine.optim.problems.Descent;
import dev.ravine.optim.problems.Position;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine surface`.
@Command(
    name = "surface",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the paths of optimizers on a function of two variables.",
      "A rule's bare name gets one of 25 learning rates from 1e-5 to 10: that with the least mean"
          + " height of the path.",
      "Writes a picture, surface.svg, a page that plays the paths, surface.html, and the places,"
          + " paths.csv. `./ravine serve` has the same page with optimizers that can be changed."
    })
public final class SurfaceCommand implements Callable<Integer> {

  private static final int MOST_STEPS = 100_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--function",
      paramLabel = "NAME",
      defaultValue = "rosenbrock",
      description =
          "rosenbrock, beale, himmelblau, styblinskiTang, saddle, ravine, plateau or noisyBowl"
              + " (default: ${DEFAULT-VALUE}).")
  private String function = "rosenbrock";

  @Option(
      names = "--optimizers",
      paramLabel = "RECIPE[:RATE],…",
      defaultValue = "sgd,momentum,nesterov,adam",
      description = "Which update rules or recipes (default: ${DEFAULT-VALUE}).")
  private String optimizers = "";

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--start",
      paramLabel = "X,Y",
      split = ",",
      description = "Where to begin (default: the function's usual place).")
  private List<Double> start = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What the noise of noisy functions comes from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results here (default: runs/<time>-surface).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "--steps must be in 1 … %d, was %d".formatted(MOST_STEPS, steps));
    }
    if (start.stream().anyMatch(x -> !Double.isFinite(x))) {
      throw new IllegalArgumentException("--start must be two finite numbers, was " + start);
    }
    Surface surface =
        Surface.find(function)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    Suggestion.unknown("function", function, Surface.labels())));
    if (!start.isEmpty() && start.size() != 2) {
      throw new IllegalArgumentException(
          "--start must be two numbers, x,y, was " + start.size() + " of them");
    }
    Position begin = start.isEmpty() ? surface.start() : new Position(start.get(0), start.get(1));
    Path folder = CommandArguments.folder(out, "surface");
    ExperimentFolder.checkWritable(folder);
    SurfacePath.Request hike = new SurfacePath.Request(surface, begin, steps, seed);
    List<SurfacePath> walks =
        OptimizerChoices.split(optimizers).stream()
            .map(choice -> SurfacePath.of(choice, Map.of(), hike))
            .toList();
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("paths.csv"), csv(walks));
    Path picture = folder.resolve("surface.svg");
    AtomicFile.write(picture, chart(surface, walks).toSvg());
    Path page = folder.resolve("surface.html");
    SurfacePage.write(page, surface, walks);
    print(surface, walks, picture, page);
    return 0;
  }

  private void print(Surface surface, List<SurfacePath> walks, Path picture, Path page) {
    PrintWriter out = spec.commandLine().getOut();
    int width = walks.stream().mapToInt(walk -> walk.plan().label().length()).max().orElse(0);
    out.printf("%s, %d steps%n", surface.label(), steps);
    for (SurfacePath walk : walks) {
      Descent descent = walk.descent();
      String end =
          descent.diverged()
              ? "left all bounds after %d steps".formatted(descent.path().size() - 1)
              : "ends at (%.4f, %.4f), height %.3g"
                  .formatted(descent.end().x(), descent.end().y(), descent.endValue());
      out.printf(
          "  %s%s  %s%n",
          walk.plan().label(), " ".repeat(width - walk.plan().label().length()), end);
    }
    String minima =
        surface.minima().stream()
            .map(place -> "(%.4f, %.4f)".formatted(place.x(), place.y()))
            .collect(Collectors.joining(", "));
    out.printf("lowest at %s, height %.3g%n", minima, lowest(surface));
    out.printf("picture: %s%n", picture);
    out.printf("page that plays it: %s%n", page);
    out.printf("places: %s%n", picture.resolveSibling("paths.csv"));
    out.flush();
  }

  private static double lowest(Surface surface) {
    Position place = surface.minima().getFirst();
    return surface.value(place.x(), place.y());
  }

  private static String csv(List<SurfacePath> walks) {
    Csv csv = new Csv("optimizer", "step", "x", "y", "height");
    for (SurfacePath walk : walks) {
      List<Position> path = walk.descent().path();
      for (int step = 0; step < path.size(); step++) {
        Position at = path.get(step);
        csv.row(
            walk.plan().label(),
            step,
            at.x(),
            at.y(),
            walk.descent().surface().value(at.x(), at.y()));
      }
    }
    return csv.toString();
  }

  private Chart chart(Surface surface, List<SurfacePath> walks) {
    List<Series> series = new ArrayList<>();
    series.add(SurfacePage.contours(surface));
    for (SurfacePath walk : walks) {
      List<Series.Point> points =
          walk.descent().path().stream().map(SurfaceCommand::point).toList();
      series.add(new Series.Line(walk.plan().label(), points));
    }
    series.add(
        new Series.Markers("", surface.minima().stream().map(SurfaceCommand::point).toList()));
    return new Chart(
        "%s: %d steps".formatted(surface.label(), steps),
        Axis.linear("x"),
        Axis.linear("y"),
        series);
  }

  private static Series.Point point(Position place) {
    return new Series.Point(place.x(), place.y());
  }
}
