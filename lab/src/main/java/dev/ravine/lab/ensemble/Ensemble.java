package dev.ravine.lab.ensemble;

import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.MixtureWeights;
import dev.ravine.nn.predict.ModelSoup;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.predict.TemperatureScaling;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Models of an experiment as one ensemble. They stand in an order that does not depend on who
/// ended first. The first half of the validation examples fits what is to be fitted (temperatures,
/// weights, the choice of a soup), the second half heldOut.
///
/// @param members the models
/// @param ways their answers combined in several ways
/// @param alternatives one model each: averages of weights, and runs that are no members
/// @param sizes accuracy by how many of the members are asked
/// @param disagreement the share of examples on which two members differ, over all pairs
/// @param judged how many examples evaluated them
/// @param parameters of all members: what asking them costs
public record Ensemble(
    List<Member> members,
    List<Way> ways,
    List<Member> alternatives,
    List<Size> sizes,
    double disagreement,
    int judged,
    long parameters) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public Ensemble {
    members = List.copyOf(members);
    ways = List.copyOf(ways);
    alternatives = List.copyOf(alternatives);
    sizes = List.copyOf(sizes);
  }

  /// One model.
  ///
  /// @param name label and seed of its run, its epoch, or how it was made
  /// @param quality of its own answers
  /// @param weight in the ensemble, that was fitted for it; 0 for an alternative
  /// @param parameters what asking it costs
  public record Member(
      String name, ClassificationMetrics quality, double weight, long parameters) {}

  /// One way to combine all members.
  ///
  /// @param name such as `mean`, or `weighted`
  /// @param quality of the answers
  /// @param temperature that was fitted
  /// @param scaled the quality at that temperature
  public record Way(
      String name,
      ClassificationMetrics quality,
      double temperature,
      ClassificationMetrics scaled) {}

  /// The accuracies of all choices of so many members, their probabilities averaged.
  ///
  /// @param members how many
  /// @param mean over the choices
  /// @param least of the choices
  /// @param greatest of the choices
  public record Size(int members, double mean, double least, double greatest) {}

  /// Asks the models, and keeps what they are worth and all members as one file,
  /// `ensemble.safetensors`.
  ///
  /// @param experiment what was trained
  /// @param ensemblePlan whose models are members
  /// @param folder of the experiment, and where to
  /// @param threads how many work at the same time; they change no bit
  /// @return what the members and their ensemble are worth
  /// @throws IOException if a model is missing or damaged, or the disk fails
  /// @throws IllegalArgumentException if values are learnt, or members do not belong together
  public static Ensemble keep(
      Experiment experiment, EnsemblePlan ensemblePlan, Path folder, int threads)
      throws IOException {
    Ensemble ensemble = of(experiment, ensemblePlan, folder, threads);
    ensemble.write(folder);
    merged(load(folder, ensemblePlan.members(experiment.runs(), experiment.epochs())), ensemblePlan)
        .write(folder.resolve(ModelFiles.ENSEMBLE));
    return ensemble;
  }

  private static SavedModel merged(List<Named> members, EnsemblePlan ensemblePlan) {
    return SavedModel.merge(
        members.stream().map(Named::saved).toList(), ensemblePlan.combination());
  }

  /// Loads the models and combines their predictions.
  ///
  /// @param experiment what was trained
  /// @param ensemblePlan whose models are members
  /// @param folder of the experiment
  /// @param threads how many work at the same time; they change no bit
  /// @return what the members and their ensemble are worth
  /// @throws IOException if a model is missing or damaged
  /// @throws IllegalArgumentException if values are learnt, or members do not belong together
  public static Ensemble of(
      Experiment experiment, EnsemblePlan ensemblePlan, Path folder, int threads)
      throws IOException {
    Dataset validation = experiment.split().validation();
    if (!(validation.targets() instanceof Labels labels)) {
      throw new IllegalArgumentException("an ensemble must be of models that learn classes");
    }
    List<RunPlan> runs = experiment.runs();
    try (ThreadTeam team = new ThreadTeam(threads)) {
      HeldOut heldOut = new HeldOut(validation, labels, team);
      List<Named> members = load(folder, ensemblePlan.members(runs, experiment.epochs()));
      if (members.size() < 2) {
        throw new IllegalArgumentException(
            "an ensemble must have 2 members or more that did not diverge, has " + members.size());
      }
      merged(members, ensemblePlan);
      Averaging averaging = new Averaging(experiment.split().train(), team);
      List<Named> alternatives = new ArrayList<>(soups(members, averaging, heldOut, ensemblePlan));
      alternatives.addAll(load(folder, ensemblePlan.alternatives(runs)));
      return of(members, alternatives, heldOut);
    }
  }

  private record Named(String name, SavedModel saved) {
    TrainedModel model() {
      return saved.members().getFirst();
    }

    long parameters() {
      return model().theta().length;
    }
  }

  private record Averaging(Dataset train, ThreadTeam team) {
    BatchStatisticsEstimator of(TrainedModel model) {
      return new BatchStatisticsEstimator(model.model(), train, model.preprocessing(), team);
    }
  }

  /// The validation examples: one half fits weights and temperatures, the other evaluates.
  private record HeldOut(Dataset data, Labels labels, ThreadTeam team) {
    int half() {
      return labels.size() / 2;
    }

    Labels fitting() {
      return labels.range(0, half());
    }

    Labels evaluating() {
      return labels.range(half(), labels.size());
    }

    Probabilities predict(SavedModel saved) {
      return saved.probabilities(data, team);
    }

    Probabilities fit(Probabilities all) {
      return all.range(0, half());
    }

    Probabilities evaluated(Probabilities all) {
      return all.range(half(), labels.size());
    }
  }

  private static List<Named> load(Path folder, List<EnsemblePlan.RunEpoch> places)
      throws IOException {
    List<Named> models = new ArrayList<>();
    for (EnsemblePlan.RunEpoch place : Models.usable(folder, places)) {
      models.add(new Named(place.name(), Models.read(folder, place)));
    }
    return models;
  }

  /// Averages of the members' weights, if they have the same layers.
  private static List<Named> soups(
      List<Named> members, Averaging averaging, HeldOut heldOut, EnsemblePlan ensemblePlan) {
    List<TrainedModel> models = members.stream().map(Named::model).toList();
    if (!ModelSoup.suits(models)) {
      return List.of();
    }
    BatchStatisticsEstimator estimator = averaging.of(models.getFirst());
    boolean oneRun = ensemblePlan.from() != EnsemblePlan.From.RUNS;
    SavedModel first = members.getFirst().saved;
    Function<TrainedModel, SavedModel> saved =
        model ->
            new SavedModel(
                List.of(model), Combination.MEAN, first.classes(), first.columns(), Map.of());
    TrainedModel greedy =
        ModelSoup.greedy(
            models,
            estimator,
            model -> accuracy(heldOut.fit(heldOut.predict(saved.apply(model))), heldOut.fitting()));
    return List.of(
        new Named(
            oneRun ? "mean of weights (SWA)" : "mean of weights",
            saved.apply(ModelSoup.mean(models, estimator))),
        new Named("greedy soup", saved.apply(greedy)));
  }

  private static Ensemble of(List<Named> models, List<Named> others, HeldOut heldOut) {
    List<Probabilities> all = models.stream().map(m -> heldOut.predict(m.saved)).toList();
    List<Probabilities> fit = all.stream().map(heldOut::fit).toList();
    List<Probabilities> evaluated = all.stream().map(heldOut::evaluated).toList();
    Labels fitting = heldOut.fitting();
    Labels evaluating = heldOut.evaluating();
    double[] weights = MixtureWeights.fit(fit, fitting);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      Named model = models.get(i);
      members.add(
          new Member(
              model.name,
              ClassificationMetrics.of(evaluated.get(i), evaluating),
              weights[i],
              model.parameters()));
    }
    List<Way> ways = new ArrayList<>();
    for (Combination combination : Combination.values()) {
      ways.add(
          way(
              combination.label(),
              combination.of(fit),
              fitting,
              combination.of(evaluated),
              evaluating));
    }
    ways.add(
        way(
            "weighted",
            Combination.weighted(fit, weights),
            fitting,
            Combination.weighted(evaluated, weights),
            evaluating));
    List<Member> alternatives =
        others.stream()
            .map(other ->
                new Member(
                    other.name,
                    ClassificationMetrics.of(
                        heldOut.evaluated(heldOut.predict(other.saved)), evaluating),
                    0,
                    other.parameters()))
            .toList();
    return new Ensemble(
        members,
        ways,
        alternatives,
        EnsembleSizes.of(evaluated, evaluating),
        disagreement(evaluated),
        evaluating.size(),
        members.stream().mapToLong(Member::parameters).sum());
  }

  private static Way way(
      String name, Probabilities fit, Labels fitting, Probabilities evaluated, Labels evaluating) {
    double temperature = TemperatureScaling.fit(fit, fitting);
    return new Way(
        name,
        ClassificationMetrics.of(evaluated, evaluating),
        temperature,
        ClassificationMetrics.of(evaluated.at(temperature), evaluating));
  }

  private static double accuracy(Probabilities said, Labels labels) {
    long right =
        IntStream.range(0, labels.size()).filter(i -> said.greatest(i) == labels.label(i)).count();
    return (double) right / labels.size();
  }

  private static double disagreement(List<Probabilities> all) {
    long differ = 0;
    long pairs = 0;
    for (int a = 0; a < all.size(); a++) {
      for (int b = 0; b < a; b++) {
        for (int i = 0; i < all.getFirst().size(); i++) {
          differ += all.get(a).greatest(i) == all.get(b).greatest(i) ? 0 : 1;
          pairs++;
        }
      }
    }
    return pairs == 0 ? 0 : (double) differ / pairs;
  }

  /// Writes `ensemble.json`, `ensemble-sizes.svg`, `ensemble-reliability.svg`, and what reports
  /// show.
  ///
  /// @param folder where to
  /// @throws IOException if the disk fails
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve("ensemble.json"), json());
    AtomicFile.write(
        folder.resolve("ensemble-sizes.svg"), new EnsembleSection(this).sizes().toSvg());
    AtomicFile.write(
        folder.resolve("ensemble-reliability.svg"),
        new EnsembleSection(this).reliability().toSvg());
    section().write(folder);
  }

  /// All numbers.
  ///
  /// @return JSON
  public String json() {
    return PrettyJson.of(JSON.valueToTree(this));
  }

  /// For people.
  ///
  /// @return a table and two pictures
  public ReportSection section() {
    return new EnsembleSection(this).section();
  }
}
