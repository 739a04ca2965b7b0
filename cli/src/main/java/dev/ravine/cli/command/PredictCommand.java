package dev.ravine.cli.command;

import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.ModelOption;
import dev.ravine.cli.option.TableFormat;
import dev.ravine.lab.evaluate.Predictions;
import java.io.IOException;
import java.io.PrintWriter;
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
      "Predicts with a trained model.",
      "Prints for each example its row or file, the class with its probability, or the value. If what"
          + " is right stands there too, the score is printed to standard error. Nothing but numbers"
          + " is read from a model's file; nothing in it is executed."
    })
public final class PredictCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TableFormat table = new TableFormat();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description =
          "The examples: tables, JSON files (a list of lists of numbers, or of objects), pictures,"
              + " folders of pictures, or patterns such as 'new/*.png'.")
  private List<String> inputs = List.of();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "csv",
      description = "csv or json (default: ${DEFAULT-VALUE}).")
  private String format = "csv";

  @Option(names = "--probabilities", description = "Print a probability for each class.")
  private boolean probabilities;

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
    int count = CommandArguments.threads(threads);
    Predictions predicted = Predictions.of(model.read(), inputs, table.options(), count);
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.equals("csv") ? predicted.csv(probabilities) : predicted.json(probabilities));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    predicted.notes().forEach(note -> err.println("ravine: " + note));
    predicted.score().ifPresent(score -> err.println("ravine: " + score));
    return 0;
  }
}
