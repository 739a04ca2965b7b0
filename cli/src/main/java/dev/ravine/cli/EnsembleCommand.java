package dev.ravine.cli;

import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Choices;
import dev.ravine.lab.Ensemble;
import dev.ravine.lab.RunPlan;
import dev.ravine.lab.Store;
import dev.ravine.nn.Quality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      "Trains several models that differ by their seed, and asks them together.",
      "Half of the validation examples fit weights and temperatures, the other half judges. Writes"
          + " ensemble.json and two pictures beside the runs."
    })
final class EnsembleCommand implements Callable<Integer> {

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
      names = "--optimizers",
      paramLabel = "RECIPE[:RATE],…",
      defaultValue = "adam",
      description =
          "Which update rules or recipes: the members take them in turn (default:"
              + " ${DEFAULT-VALUE}).")
  private String optimizers = "adam";

  @Option(
      names = "--of",
      paramLabel = "DIR",
      description =
          "Train nothing: ask the models of this experiment, which was run with keepModels: true.")
  private @Nullable Path of;

  @Override
  public Integer call() throws IOException {
    if (of != null) {
      study(of);
      return 0;
    }
    if (members < 2) {
      throw new IllegalArgumentException("--members must be 2 or more, was " + members);
    }
    List<String> choices = Choices.split(optimizers);
    List<RunPlan> runs =
        IntStream.range(0, members)
            .mapToObj(seed -> Choices.one(choices.get(seed % choices.size()), seed))
            .toList();
    Blueprint blueprint = options.blueprint("ensemble", runs, Blueprint.Keep.RESULTS_AND_MODELS);
    ExperimentSession training =
        new ExperimentSession(spec.commandLine(), session, options.threads());
    int code = training.begin(blueprint, options.folder("ensemble"));
    if (code == 0 && training.folder().isPresent()) {
      study(training.folder().get());
    }
    return code;
  }

  private void study(Path folder) throws IOException {
    Ensemble ensemble = Ensemble.of(Store.blueprint(folder).build(), folder, options.threads());
    ensemble.write(folder);
    if (session.voice() != SessionOptions.Voice.PEOPLE) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "accuracy", "NLL", "Brier", "ECE", "weight", "temperature", "NLL scaled"));
    for (Ensemble.Member member : ensemble.members()) {
      rows.add(row(member.name(), member.quality(), "%.2f".formatted(member.weight()), "", ""));
    }
    for (Ensemble.Way way : ensemble.ways()) {
      rows.add(
          row(
              "ensemble, " + way.name(),
              way.quality(),
              "",
              "%.2f".formatted(way.temperature()),
              "%.3f".formatted(way.scaled().negativeLogLikelihood())));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(new TextTable(rows, 0));
    out.printf(
        "%nby %d examples; two members differ on %.1f %% of them%n",
        ensemble.judged(), 100 * ensemble.disagreement());
    out.printf("ensemble: %s%n", folder.resolve("ensemble.json"));
    out.flush();
  }

  private static List<String> row(
      String name, Quality quality, String weight, String temperature, String scaled) {
    return List.of(
        name,
        "%.3f".formatted(quality.accuracy()),
        "%.3f".formatted(quality.negativeLogLikelihood()),
        "%.3f".formatted(quality.brier()),
        "%.3f".formatted(quality.calibrationError()),
        weight,
        temperature,
        scaled);
  }
}
