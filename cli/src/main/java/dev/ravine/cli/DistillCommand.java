package dev.ravine.cli;

import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Choices;
import dev.ravine.lab.Event;
import dev.ravine.lab.Group;
import dev.ravine.lab.Lesson;
import dev.ravine.lab.ModelPlan;
import dev.ravine.lab.Results;
import dev.ravine.lab.RunPlan;
import dev.ravine.lab.Spread;
import dev.ravine.lab.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine distill`.
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a student on what a teacher says, beside the same student without a teacher and with"
          + " smoothed labels.",
      "The teacher is an ensemble, another experiment that kept its models, or one of its runs; the"
          + " student has its data. What the teacher says is kept beside it."
    })
final class DistillCommand implements Callable<Integer> {

  private static final Pattern REPEATED = Pattern.compile("(\\d{1,3})x(\\d{1,6})");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--teacher",
      paramLabel = "DIR",
      required = true,
      description = "The folder of an experiment with models, or of one of its runs.")
  private Path teacher = Path.of("");

  @Option(
      names = "--student",
      paramLabel = "WIDTHS",
      description = "The student's hidden layers: 5x50, or 100,50 (default: those of the teacher).")
  private @Nullable String student;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "4",
      description = "At which temperature teacher and student are compared (default: 4).")
  private double temperature;

  @Option(
      names = "--weight",
      paramLabel = "W",
      defaultValue = "0.9",
      description = "How much the teacher counts, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double weight;

  @Option(
      names = "--smoothing",
      paramLabel = "PART",
      defaultValue = "0.1",
      description = "What part of labels is smoothed where they are (default: ${DEFAULT-VALUE}).")
  private double smoothing;

  @Option(
      names = "--optimizer",
      paramLabel = "RECIPE[:RATE]",
      defaultValue = "adam",
      description = "Which update rule or recipe (default: ${DEFAULT-VALUE}).")
  private String optimizer = "adam";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many students of each kind (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often to go through the training data (default: as the teacher).")
  private @Nullable Integer epochs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results here (default: runs/<time>-distill).")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs may go side by side (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    ExperimentOptions.atLeastOne("--seeds", seeds);
    fraction("--weight", weight);
    fraction("--smoothing", smoothing);
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--temperature must be positive, was " + temperature);
    }
    Blueprint of = Store.blueprint(teacher);
    int count = epochs == null ? of.epochs() : epochs;
    ExperimentOptions.atLeastOne("--epochs", count);
    Blueprint blueprint =
        new Blueprint(
            "distill",
            of.source(),
            of.dataFolder(),
            of.train(),
            of.validation(),
            model(of.model()),
            count,
            of.batch(),
            Blueprint.Keep.RESULTS_AND_MODELS,
            runs(),
            Optional.of(teacher));
    ExperimentSession training =
        new ExperimentSession(spec.commandLine(), session, ExperimentOptions.threads(threads));
    int code = training.begin(blueprint, ExperimentOptions.folder(out, "distill"));
    if (training.folder().isPresent() && session.voice() == SessionOptions.Voice.PEOPLE) {
      print(Results.read(training.folder().get()));
    }
    return code;
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1], was %s".formatted(name, value));
    }
  }

  private List<RunPlan> runs() {
    List<RunPlan> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      RunPlan plain = Choices.one(optimizer, seed);
      runs.add(plain);
      runs.add(plain.with(new Lesson.Smoothing(smoothing)));
      runs.add(plain.with(new Lesson.Distillation(temperature, weight)));
    }
    return runs;
  }

  private ModelPlan model(ModelPlan of) {
    if (student == null) {
      return of;
    }
    Matcher repeated = REPEATED.matcher(student.strip());
    List<Integer> hidden;
    if (repeated.matches()) {
      hidden =
          Collections.nCopies(
              Integer.parseInt(repeated.group(1)), Integer.parseInt(repeated.group(2)));
    } else {
      try {
        hidden = Stream.of(student.split(",", -1)).map(w -> Integer.valueOf(w.strip())).toList();
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--student must be widths such as 5x50 or 100,50, was " + student, e);
      }
    }
    return new ModelPlan(hidden, of.activation(), of.weights());
  }

  private void print(Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("student", "val NLL", "val acc"));
    for (Group group : Group.of(results.runs())) {
      rows.add(
          List.of(
              group.plan().lesson().map(Object::toString).orElse("labels alone"),
              spread(group, epoch -> epoch.validation().loss()),
              spread(group, epoch -> epoch.validation().accuracy())));
    }
    PrintWriter say = spec.commandLine().getOut();
    say.println();
    say.print(new TextTable(rows, 0));
    say.flush();
  }

  private static String spread(Group group, ToDoubleFunction<Event.Epoch> pick) {
    double[] values =
        group.runs().stream().flatMap(run -> run.last().stream()).mapToDouble(pick).toArray();
    if (values.length == 0) {
      return "-";
    }
    Spread spread = Spread.of(values);
    return "%.3f ± %.3f".formatted(spread.mean(), spread.deviation());
  }
}
