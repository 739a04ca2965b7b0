package dev.ravine.cli.command;

import dev.ravine.cli.option.Overwrite;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.report.Export;
import dev.ravine.lab.report.Figure;
import dev.ravine.lab.report.TensorBoard;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.Results;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine export`.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes experiments and runs for other programs: all numbers, or a picture.",
      "For instance: ravine export runs/a --svg a.svg --measure validationLoss --clock second"
    })
public final class ExportCommand implements Callable<Integer> {

  private static final List<String> PICTURES =
      List.of(".svg", ".png", ".tex", ".pdf", ".jpg", ".jpeg", ".gif", ".csv", ".json");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "Folders of experiments, or of single runs.")
  private List<Path> folders = new ArrayList<>();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Format format = new Format();

  static final class Format {
    @Option(
        names = "--csv",
        paramLabel = "FILE",
        description = "A row for each thing that was measured.")
    private @Nullable Path csv;

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Everything that is known of the experiments.")
    private @Nullable Path json;

    @Option(
        names = "--long-csv",
        paramLabel = "FILE",
        description = "A row for each number: which run, which measure, the step, the value.")
    private @Nullable Path longCsv;

    @Option(
        names = "--tensorboard",
        paramLabel = "DIR",
        description = "Event files that TensorBoard reads: tensorboard --logdir DIR.")
    private @Nullable Path tensorBoard;

    @Option(names = "--svg", paramLabel = "FILE", description = "A picture.")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "FILE", description = "A picture, as pixels.")
    private @Nullable Path png;

    @Option(names = "--tex", paramLabel = "FILE", description = "A picture, for pgfplots.")
    private @Nullable Path tex;
  }

  @Option(
      names = "--measure",
      paramLabel = "NAME",
      defaultValue = "validationAccuracy",
      description =
          "What a picture shows: loss, trainLoss, trainAccuracy, validationLoss, validationAccuracy,"
              + " learningRate, gradientNorm or updateRatio; of values accuracy is R², and"
              + " validationR2 is understood (default: ${DEFAULT-VALUE}).")
  private String measure = "";

  @Option(
      names = "--clock",
      paramLabel = "NAME",
      defaultValue = "epoch",
      description =
          "What it is drawn over: iteration, epoch, example, gradient or second"
              + " (default: ${DEFAULT-VALUE}).")
  private String clock = "";

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(names = "--log-x", description = "A logarithmic axis across.")
  private boolean logarithmicX;

  @Option(names = "--log-y", description = "A logarithmic axis up.")
  private boolean logarithmicY;

  @Override
  public Integer call() throws IOException {
    Figure figure =
        new Figure(Metric.named(measure), clock(), scale(logarithmicX), scale(logarithmicY));
    List<Results> results = ReportCommand.read(folders);
    for (Path file :
        Stream.of(format.csv, format.json, format.longCsv, format.svg, format.png, format.tex)
            .filter(Objects::nonNull)
            .toList()) {
      overwrite.check(file);
    }
    checkEnding("--svg", format.svg, ".svg");
    checkEnding("--png", format.png, ".png");
    checkEnding("--tex", format.tex, ".tex");
    if (format.csv != null) {
      write(format.csv, Export.csv(results));
    } else if (format.longCsv != null) {
      write(format.longCsv, Export.longCsv(results));
    } else if (format.tensorBoard != null) {
      TensorBoard.write(format.tensorBoard, results);
      spec.commandLine().getOut().println("written: " + format.tensorBoard);
      spec.commandLine().getOut().flush();
    } else if (format.json != null) {
      write(format.json, Export.json(results));
    } else {
      Chart chart = figure.chart(results);
      if (format.svg != null) {
        write(format.svg, chart.toSvg());
      } else if (format.tex != null) {
        write(format.tex, chart.toTex());
      } else if (format.png != null) {
        write(format.png, chart.toPng());
      }
    }
    return 0;
  }

  /// A picture has the format that its name promises.
  private static void checkEnding(String option, @Nullable Path file, String ending) {
    String name = file == null ? ending : String.valueOf(file.getFileName());
    boolean other = PICTURES.stream().anyMatch(e -> !e.equals(ending) && name.endsWith(e));
    if (other) {
      throw new IllegalArgumentException(
          "%s writes %s, but the file is called %s".formatted(option, ending, name));
    }
  }

  private void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(Path file, byte[] content) throws IOException {
    AtomicFile.write(file, content);
    spec.commandLine().getOut().println("written: " + file);
    spec.commandLine().getOut().flush();
  }

  private static Axis.Scale scale(boolean logarithmic) {
    return logarithmic ? Axis.Scale.LOGARITHMIC : Axis.Scale.LINEAR;
  }

  private TimeAxis clock() {
    return Arrays.stream(TimeAxis.values())
        .filter(known -> known.label().equals(clock))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Suggestion.unknown(
                    "clock",
                    clock,
                    Arrays.stream(TimeAxis.values()).map(TimeAxis::label).toList())));
  }
}
