package dev.ravine.cli.objective;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.recipe.Assignment;
import dev.ravine.optim.stage.Demand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
      "Shows what an update rule or a recipe does, step by step, on given gradients.",
      "Prints CSV: the step, the parameters after it, the weights to evaluate with if they are"
          + " others and, if asked, the slots.",
      "A recipe that needs two gradients in a step, such as 'sam(0.05) | sgd', takes two lines."
    })
public final class TraceCommand implements Callable<Integer> {

  private static final Path STANDARD_INPUT = Path.of("-");
  private static final String BYTE_ORDER_MARK = "\ufeff";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RECIPE",
      description =
          "A rule such as adam, or a recipe such as 'clipGlobalNorm(1) | adamw(weightDecay=0.1)';"
              + " `./ravine optimizers` lists what there is.")
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
      description =
          "One gradient per line, its elements separated by commas; - for standard input.")
  private Path gradients = Path.of("");

  @Option(names = "--slots", description = "Print the slots too.")
  private boolean slots;

  @Override
  public Integer call() throws IOException {
    Optimizer recipe = configured();
    List<float[]> rows = readGradients();
    int size = rows.getFirst().length;
    float[] parameters = theta == null ? new float[size] : numbers("--theta", theta);
    if (parameters.length != size) {
      throw new IllegalArgumentException(
          "--theta must have as many numbers as a gradient, %d, had %d"
              .formatted(size, parameters.length));
    }
    PrintWriter out = spec.commandLine().getOut();
    Stepper stepper =
        recipe.begin(
            ParameterLayout.flat(size),
            new ThreadTeam(1),
            Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
    boolean evaluates = recipe.demands().contains(Demand.EVALUATION_WEIGHTS);
    List<String> names = slots ? stepper.slots() : List.of();
    out.println(header(names, evaluates, size));
    float[] weights = new float[size];
    Iterator<float[]> gradientsLeft = rows.iterator();
    while (gradientsLeft.hasNext()) {
      stepper.stepConsuming(
          parameters,
          gradientsLeft.next(),
          (where, gradient) -> System.arraycopy(second(gradientsLeft), 0, gradient, 0, size));
      List<float[]> values = new ArrayList<>(List.of(parameters));
      if (evaluates) {
        stepper.evaluationWeights(parameters, weights);
        values.add(weights);
      }
      names.forEach(name -> values.add(stepper.slot(name)));
      out.println(
          stepper.steps()
              + ","
              + values.stream().map(TraceCommand::print).collect(Collectors.joining(",")));
    }
    out.flush();
    stepper.overflow().ifPresent(why -> spec.commandLine().getErr().println("ravine: " + why));
    return 0;
  }

  private float[] second(Iterator<float[]> left) {
    if (!left.hasNext()) {
      throw new IllegalArgumentException(
          gradients + " must have two gradients for each step of this recipe, had one at its end");
    }
    return left.next();
  }

  private Optimizer configured() {
    Optimizer recipe = OptimizerChoices.recipe(rule);
    for (String setting : settings) {
      Assignment assignment = Assignment.parse(setting);
      recipe = recipe.with(assignment.name(), assignment.value());
    }
    return recipe;
  }

  private List<float[]> readGradients() throws IOException {
    List<String> lines = lines();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = i == 0 ? lines.get(i).replace(BYTE_ORDER_MARK, "") : lines.get(i);
      if (text.isBlank()) {
        continue;
      }
      String where = "%s, line %d".formatted(gradients, i + 1);
      float[] row = numbers(where, text);
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

  private List<String> lines() throws IOException {
    if (gradients.equals(STANDARD_INPUT)) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .lines()
          .toList();
    }
    try {
      return Files.readAllLines(gradients);
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

  private static String header(List<String> slots, boolean evaluates, int size) {
    List<String> names = new ArrayList<>(List.of("theta"));
    if (evaluates) {
      names.add("evaluation");
    }
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
