package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.console.SectionTable;
import dev.ravine.cli.option.ExperimentOptions;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.ensemble.Ensemble;
import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.report.Report;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import dev.ravine.nn.objective.Sampling;
import dev.ravine.nn.predict.Combination;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Accumulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/// `ravine ensemble`.
@Command(
    name = "ensemble",
    mixinStandardHelpOptions = true,
    description = {
      "Trains several models and combines their predictions.",
      "Members are runs that differ by their seed, or epochs of one run. Half of the validation"
          + " examples fit weights and temperatures, the other half evaluates. Writes ensemble.json,"
          + " two pictures, and all members as one file, ensemble.safetensors."
    })
public final class EnsembleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ExperimentOptions options = new ExperimentOptions();
  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many models (default: ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The first member's seed; the others have the next (default: 0).")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "WHAT",
      defaultValue = "seeds",
      description =
          "seeds, independent runs; epochs, the last of one run; snapshots, the ends of one run's"
              + " cycles, in each of which the learning rate falls by half a cosine (default:"
              + " ${DEFAULT-VALUE}).")
  private String from = "seeds";

  @Option(
      names = "--optimizers",
      paramLabel = "RECIPE[:RATE],…",
      defaultValue = "adam",
      description =
          "Which update rules or recipes: the members take them in turn (default:"
              + " ${DEFAULT-VALUE}).")
  private String optimizers = "adam";

  @Option(
      names = "--architectures",
      paramLabel = "WIDTHS;…",
      split = ";",
      description = "Which hidden layers, such as '5x100;3x200': the members take them in turn.")
  private List<String> architectures = new ArrayList<>();

  @Option(
      names = "--bagging",
      description = "Each member learns from examples drawn with replacement.")
  private boolean bagging;

  @Option(
      names = "--combination",
      paramLabel = "NAME",
      defaultValue = "mean",
      description =
          "How ensemble.safetensors combines its members: mean, logMean or vote (default:"
              + " ${DEFAULT-VALUE}).")
  private String combination = "mean";

  @Option(
      names = "--ema",
      paramLabel = "DECAY",
      description =
          "Also train one model that is a decaying average of its weights, to compare with.")
  private @Nullable Double ema;

  @Option(
      names = "--of",
      paramLabel = "DIR",
      description =
          "Train nothing: use the models of this experiment, which was run with --keep last.")
  private @Nullable Path of;

  @Override
  public Integer call() throws IOException {
    if (ema != null && !(ema >= 0 && ema < 1)) {
      throw new IllegalArgumentException("--ema must be in [0, 1), was " + ema);
    }
    if (of != null) {
      checkAlone();
      study(of);
      return 0;
    }
    EnsemblePlan ensemblePlan =
        new EnsemblePlan(EnsemblePlan.From.named(from), members, Combination.named(combination));
    boolean independent = ensemblePlan.from() == EnsemblePlan.From.RUNS;
    if (!independent && (bagging || !architectures.isEmpty())) {
      throw new IllegalArgumentException(
          "--bagging and --architectures must come with members from seeds, not from " + from);
    }
    List<RunPlan> runs = independent ? independent() : List.of(one(ensemblePlan));
    ExperimentPlan experimentPlan =
        options
            .experimentPlan(
                "ensemble",
                length -> withAverage(runs),
                independent ? KeptModels.LAST : KeptModels.ALL)
            .asEnsemble(ensemblePlan);
    ConsoleSession training = new ConsoleSession(spec.commandLine(), session, options.threads());
    return training.begin(experimentPlan, options.folder("ensemble"));
  }

  private List<RunPlan> independent() {
    List<String> choices = OptimizerChoices.split(optimizers);
    RunPlan first = OptimizerChoices.one(choices.getFirst(), seed);
    ModelPlan network =
        options.experimentPlan("ensemble", length -> List.of(first), KeptModels.RESULTS).model();
    List<ModelPlan> networks =
        architectures.stream().map(w -> network.withHidden(ModelPlan.widths(w))).toList();
    List<RunPlan> runs = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      RunPlan run = OptimizerChoices.one(choices.get(i % choices.size()), seed + i);
      if (!networks.isEmpty()) {
        run = run.with(networks.get(i % networks.size()));
      }
      runs.add(bagging ? run.with(Sampling.BOOTSTRAP) : run);
    }
    return runs;
  }

  private RunPlan one(EnsemblePlan ensemblePlan) {
    List<String> choices = OptimizerChoices.split(optimizers);
    if (choices.size() > 1) {
      throw new IllegalArgumentException(
          "--optimizers must name one if members come from %s, named %d"
              .formatted(from, choices.size()));
    }
    RunPlan run = OptimizerChoices.one(choices.getFirst(), seed);
    if (ensemblePlan.from() == EnsemblePlan.From.EPOCHS) {
      return run;
    }
    if (run.recipe().stages().stream().anyMatch(Accumulation.class::isInstance)) {
      throw new IllegalArgumentException(
          "--from snapshots must come without accumulate: cycles are counted in updates");
    }
    Schedule rate =
        run.recipe()
            .learningRate()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--from snapshots needs an optimizer with a learning rate, was "
                        + run.optimizer()));
    if (rate.at(0) != rate.at(1)) {
      throw new IllegalArgumentException(
          "--from snapshots must come with a constant learning rate: the cycles are its schedule");
    }
    ExperimentPlan budget =
        options.experimentPlan("ensemble", length -> List.of(run), KeptModels.RESULTS);
    ensemblePlan.check(budget.epochs());
    String cycles = "cosineRestarts(%s,%d)".formatted(run.learningRate(), budget.steps() / members);
    Optimizer recipe = run.recipe().with("learningRate", cycles);
    return RunPlan.of("%s %s".formatted(run.optimizer(), cycles), recipe, seed);
  }

  /// The first member, but as a decaying average of its weights.
  private List<RunPlan> withAverage(List<RunPlan> runs) {
    if (ema == null) {
      return runs;
    }
    RunPlan first = runs.getFirst();
    String stage = " | ema(%s)".formatted(ema);
    RunPlan average =
        RunPlan.of(first.optimizer() + stage, Optimizer.parse(first.recipe() + stage), first.seed())
            .with(first.sampling());
    List<RunPlan> all = new ArrayList<>(runs);
    all.add(first.model().map(average::with).orElse(average));
    return all;
  }

  /// Nothing is trained with --of, so what says how to train would be ignored.
  private void checkAlone() {
    List<String> may = List.of("--of", "--combination", "--quiet", "--threads", "--stacktrace");
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.longestName())
        .filter(name -> !may.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "--of must not come with %s: nothing is trained".formatted(name));
        });
  }

  private void study(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(ExperimentFolder.EXPERIMENT))) {
      throw new IOException("--of must be the folder of an experiment, was " + folder);
    }
    ExperimentPlan experimentPlan = ExperimentFolder.plan(folder);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    ExperimentFolder.checkSameData(folder, experiment);
    EnsemblePlan whose =
        experimentPlan.ensemble().orElseGet(() -> EnsemblePlan.all(experimentPlan.runs().size()));
    EnsemblePlan ensemblePlan =
        new EnsemblePlan(whose.from(), whose.members(), Combination.named(combination));
    Ensemble ensemble = Ensemble.keep(experiment, ensemblePlan, folder, options.threads());
    Path report = folder.resolve("report.html");
    Report.write(report, List.of(Results.read(folder)));
    PrintWriter out = spec.commandLine().getOut();
    if (session.voice() == SessionOptions.Voice.PEOPLE) {
      SectionTable.print(out, ensemble.section());
      out.printf("model: %s%n", folder.resolve(ModelFiles.ENSEMBLE));
    }
    out.printf("report: %s%n", report);
    out.flush();
  }
}
