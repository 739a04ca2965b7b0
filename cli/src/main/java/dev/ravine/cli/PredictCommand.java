package dev.ravine.cli;

import dev.ravine.lab.Models;
import dev.ravine.lab.Predictions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine predict`.
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a trained model about examples.",
      "Prints the class and a probability for each class, or the value. Nothing but numbers is read"
          + " from a model's file; nothing in it is executed."
    })
final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "The examples: a CSV file with a head, a JSON file (a list of lists of numbers, or of"
              + " objects), or a picture.")
  private Path input = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "csv",
      description = "csv or json (default: ${DEFAULT-VALUE}).")
  private String format = "csv";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; they change no bit (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    if (!List.of("csv", "json").contains(format)) {
      throw new IllegalArgumentException("--format must be csv or json, was " + format);
    }
    int count = ExperimentOptions.threads(threads);
    Predictions said = Predictions.of(Models.at(model.path()), input, count);
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.equals("csv") ? said.csv() : said.json());
    out.flush();
    return 0;
  }
}
