package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.SoftTargets;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.ExperimentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Trains a student on a teacher's predictions, beside the same student without a teacher and with"
          + " smoothed labels.",
      "The teacher is an ensemble, another experiment that kept its models, or one of its runs; the"
          + " student has its data. The teacher's predictions are kept beside it."
    })
public final class DistillCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--teacher",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of an experiment with models, or of one of its runs; or a file in it: a model,"
              + " an ensemble, or logits.")
  private Path teacher = Path.of("");

  @Option(
      names = "--transfer",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Learn from the teacher on N more training examples too, without their labels (default:"
              + " ${DEFAULT-VALUE}).")
  private int transfer;

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
    CommandArguments.atLeastOne("--seeds", seeds);
    fraction("--weight", weight);
    fraction("--smoothing", smoothing);
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--temperature must be positive, was " + temperature);
    }
    if (transfer < 0) {
      throw new IllegalArgumentException("--transfer must be 0 or more, was " + transfer);
    }
    if (transfer > 0 && weight == 0) {
      throw new IllegalArgumentException("--transfer must come with a --weight above 0");
    }
    if (!Files.exists(teacher)) {
      throw new NoSuchFileException(teacher.toString());
    }
    Path absolute = teacher.toAbsolutePath();
    Path experiment =
        Files.isDirectory(teacher) ? teacher : absolute.resolveSibling(".").normalize();
    ExperimentPlan of = ExperimentFolder.plan(experiment);
    ExperimentFolder.checkSameData(experiment, ExperimentLoader.load(of.withoutTeacher()));
    int count = epochs == null ? of.epochs() : epochs;
    CommandArguments.atLeastOne("--epochs", count);
    ExperimentPlan experimentPlan =
        new ExperimentPlan(
                "distill",
                of.source(),
                of.dataFolder(),
                of.train(),
                of.validation(),
                student == null ? of.model() : of.model().withHidden(ModelPlan.widths(student)),
                count,
                of.batch(),
                KeptModels.LAST,
                runs())
            .taughtBy(teacher, transfer);
    ConsoleSession training =
        new ConsoleSession(spec.commandLine(), session, CommandArguments.threads(threads));
    return training.begin(experimentPlan, CommandArguments.folder(out, "distill"));
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1], was %s".formatted(name, value));
    }
  }

  private List<RunPlan> runs() {
    List<RunPlan> runs = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      RunPlan plain = OptimizerChoices.one(optimizer, seed);
      runs.add(plain);
      runs.add(plain.with(new SoftTargets.Smoothed(smoothing)));
      runs.add(plain.with(new SoftTargets.Distilled(temperature, weight)));
    }
    return runs;
  }
}
