package dev.ravine.cli;

import dev.ravine.optim.Catalogue;
import dev.ravine.optim.Recipe;
import dev.ravine.optim.Slot;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.UpdateRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine trace`.
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what an update rule does, step by step, on given gradients.",
      "Prints CSV: the step, the parameters after it and, if asked, the rule's slots."
    })
final class TraceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RULE",
      description = "sgd, momentum, nesterov, adagrad, rmsprop or adam.")
  private String rule = "";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a hyper-parameter; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--theta",
      paramLabel = "X,…",
      description = "The parameters at the beginning (default: zeros).")
  private @Nullable String theta;

  @Option(
      names = "--gradients",
      paramLabel = "FILE",
      required = true,
      description = "One gradient per line, its elements separated by commas.")
  private Path gradients = Path.of("");

  @Option(names = "--slots", description = "Print the rule's slots too.")
  private boolean slots;

  @Override
  public Integer call() throws IOException {
    UpdateRule configured = Recipe.with(Catalogue.find(rule).defaults(), settings());
    List<float[]> rows = readGradients();
    int size = rows.getFirst().length;
    float[] parameters = theta == null ? new float[size] : numbers("--theta", theta);
    if (parameters.length != size) {
      throw new IllegalArgumentException(
          "--theta must have as many numbers as a gradient, %d, had %d"
              .formatted(size, parameters.length));
    }
    PrintWriter out = spec.commandLine().getOut();
    Stepper stepper = configured.begin(size);
    List<String> names = slots ? configured.slots().stream().map(Slot::name).toList() : List.of();
    out.println(header(names, size));
    for (float[] gradient : rows) {
      stepper.step(parameters, gradient);
      List<float[]> values = new ArrayList<>(List.of(parameters));
      names.forEach(name -> values.add(stepper.slot(name)));
      out.println(
          stepper.steps()
              + ","
              + values.stream().map(TraceCommand::print).collect(Collectors.joining(",")));
    }
    out.flush();
    return 0;
  }

  private Map<String, String> settings() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--set must be NAME=VALUE, was " + setting);
      }
      map.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
    }
    return map;
  }

  private List<float[]> readGradients() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(gradients);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(gradients + " is missing", e);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(gradients + " is no text file", e);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s can't be read: %s".formatted(gradients, e.getMessage()), e);
    }
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String where = "%s, line %d".formatted(gradients, i + 1);
      float[] row = numbers(where, lines.get(i));
      if (!rows.isEmpty() && row.length != rows.getFirst().length) {
        throw new IllegalArgumentException(
            "%s must have %d numbers like the first gradient, had %d"
                .formatted(where, rows.getFirst().length, row.length));
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(gradients + " must hold at least one gradient");
    }
    return rows;
  }

  private static float[] numbers(String where, String text) {
    String[] words = text.split(",", -1);
    float[] numbers = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Float.parseFloat(words[i].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s: element %d must be a number, was \"%s\"".formatted(where, i + 1, words[i].strip()),
            e);
      }
    }
    return numbers;
  }

  private static String header(List<String> slots, int size) {
    List<String> names = new ArrayList<>(List.of("theta"));
    names.addAll(slots);
    return "step,"
        + names.stream()
            .flatMap(name -> IntStream.range(0, size).mapToObj(i -> name + i))
            .collect(Collectors.joining(","));
  }

  private static String print(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%.9g", values[i]))
        .collect(Collectors.joining(","));
  }
}
