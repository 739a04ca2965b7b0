package dev.ravine.lab;

import dev.ravine.data.Dataset;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Combination;
import dev.ravine.nn.Fitting;
import dev.ravine.nn.Logits;
import dev.ravine.nn.Loss;
import dev.ravine.nn.Network;
import dev.ravine.nn.Probabilities;
import dev.ravine.nn.Quality;
import dev.ravine.nn.Weights;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import dev.ravine.plot.Series.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The models of an experiment's runs as one ensemble. They stand in the order of their folders'
/// names, whoever ended first. The first half of the validation examples fits what is to be fitted
/// (temperatures and weights), the second half judges.
///
/// @param members the models
/// @param ways their answers combined in several ways
/// @param sizes accuracy by how many of the members are asked
/// @param disagreement the share of examples on which two members differ, over all pairs
/// @param judged how many examples judged
public record Ensemble(
    List<Member> members, List<Way> ways, List<Size> sizes, double disagreement, int judged) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_MEMBERS = 16;

  /// Copies the lists.
  public Ensemble {
    members = List.copyOf(members);
    ways = List.copyOf(ways);
    sizes = List.copyOf(sizes);
  }

  /// One model.
  ///
  /// @param name of its run's folder
  /// @param quality of its own answers
  /// @param weight that was fitted for it
  public record Member(String name, Quality quality, double weight) {}

  /// One way to combine all members.
  ///
  /// @param name such as `mean`, or `weighted`
  /// @param quality of the answers
  /// @param temperature that was fitted
  /// @param scaled the quality at that temperature
  public record Way(String name, Quality quality, double temperature, Quality scaled) {}

  /// The accuracies of all choices of so many members, their probabilities averaged.
  ///
  /// @param members how many
  /// @param mean over the choices
  /// @param least of the choices
  /// @param greatest of the choices
  public record Size(int members, double mean, double least, double greatest) {}

  /// Loads the models and asks them.
  ///
  /// @param experiment what was trained
  /// @param folder of the experiment
  /// @param threads how many work at the same time; they change no bit
  /// @return what the members and their ensemble are worth
  /// @throws IOException if a model is missing or damaged
  /// @throws IllegalArgumentException if there are fewer than two models or more than 16, or values
  ///   are learnt
  public static Ensemble of(Experiment experiment, Path folder, int threads) throws IOException {
    Dataset validation = experiment.split().validation();
    if (!(validation.targets() instanceof Targets.Labels labels)) {
      throw new IllegalArgumentException("an ensemble must be of models that learn classes");
    }
    List<RunPlan> runs =
        experiment.runs().stream().sorted(Comparator.comparing(RunPlan::folder)).toList();
    if (runs.size() < 2 || runs.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "an ensemble must have 2 to %d members, has %d".formatted(MOST_MEMBERS, runs.size()));
    }
    List<Probabilities> all = new ArrayList<>();
    try (ThreadTeam team = new ThreadTeam(threads)) {
      for (RunPlan run : runs) {
        all.add(says(experiment, folder, run, validation, team));
      }
    }
    return of(runs.stream().map(RunPlan::folder).toList(), all, labels);
  }

  /// What the model of one run says of examples.
  ///
  /// @throws IOException if the model is missing or damaged
  static Probabilities says(
      Experiment experiment, Path folder, RunPlan run, Dataset data, ThreadTeam team)
      throws IOException {
    Path model = folder.resolve(run.folder()).resolve(Store.MODEL);
    if (!Files.exists(model)) {
      throw new IOException(
          "%s must be there: the run did not end, or was not to keep its model".formatted(model));
    }
    Network network = new Network(experiment.model(), Loss.of(data.targets()), 1, data.features());
    float[] theta = Weights.read(model, network.layout());
    return Probabilities.of(
        Logits.of(
            experiment.model(), theta, data, experiment.split().train().preprocessing(), team));
  }

  /// Judges members by what they said.
  ///
  /// @param names of the members
  /// @param all what they said of all examples
  /// @param labels of the examples
  static Ensemble of(List<String> names, List<Probabilities> all, Targets.Labels labels) {
    int half = labels.size() / 2;
    Targets.Labels fitting = labels.range(0, half);
    Targets.Labels judging = labels.range(half, labels.size());
    List<Probabilities> fit = all.stream().map(p -> p.range(0, half)).toList();
    List<Probabilities> judge = all.stream().map(p -> p.range(half, labels.size())).toList();
    double[] weights = Fitting.weights(fit, fitting);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      members.add(new Member(names.get(i), Quality.of(judge.get(i), judging), weights[i]));
    }
    List<Way> ways = new ArrayList<>();
    for (Combination combination : Combination.values()) {
      ways.add(
          way(combination.label(), combination.of(fit), fitting, combination.of(judge), judging));
    }
    ways.add(
        way(
            "weighted",
            Combination.weighted(fit, weights),
            fitting,
            Combination.weighted(judge, weights),
            judging));
    return new Ensemble(members, ways, sizes(judge, judging), disagreement(judge), judging.size());
  }

  private static Way way(
      String name,
      Probabilities fit,
      Targets.Labels fitting,
      Probabilities judge,
      Targets.Labels judging) {
    double temperature = Fitting.temperature(fit, fitting);
    return new Way(
        name, Quality.of(judge, judging), temperature, Quality.of(judge.at(temperature), judging));
  }

  private static List<Size> sizes(List<Probabilities> all, Targets.Labels labels) {
    List<List<Double>> bySize =
        IntStream.rangeClosed(0, all.size())
            .<List<Double>>mapToObj(i -> new ArrayList<>())
            .toList();
    for (int choice = 1; choice < 1 << all.size(); choice++) {
      int chosen = choice;
      List<Probabilities> some =
          IntStream.range(0, all.size())
              .filter(i -> (chosen >> i & 1) == 1)
              .mapToObj(all::get)
              .toList();
      bySize.get(some.size()).add(accuracy(Combination.MEAN.of(some), labels));
    }
    return IntStream.rangeClosed(1, all.size())
        .mapToObj(count -> {
          var spread =
              bySize.get(count).stream().mapToDouble(Double::doubleValue).summaryStatistics();
          return new Size(count, spread.getAverage(), spread.getMin(), spread.getMax());
        })
        .toList();
  }

  private static double accuracy(Probabilities said, Targets.Labels labels) {
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

  /// Writes `ensemble.json`, `ensemble-sizes.svg` and `ensemble-reliability.svg`.
  ///
  /// @param folder where to
  /// @throws IOException if the disk fails
  public void write(Path folder) throws IOException {
    Store.write(folder.resolve("ensemble.json"), json());
    Store.write(folder.resolve("ensemble-sizes.svg"), sizesChart().toSvg());
    Store.write(folder.resolve("ensemble-reliability.svg"), reliabilityChart().toSvg());
  }

  /// All numbers.
  ///
  /// @return JSON
  public String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("examplesJudged", judged);
    json.put("disagreement", disagreement);
    ArrayNode list = json.putArray("members");
    for (Member member : members) {
      ObjectNode entry = list.addObject();
      entry.put("name", member.name());
      entry.put("weight", member.weight());
      put(entry, member.quality());
    }
    ArrayNode combined = json.putArray("combinations");
    for (Way way : ways) {
      ObjectNode entry = combined.addObject();
      entry.put("name", way.name());
      put(entry, way.quality());
      entry.put("temperature", way.temperature());
      put(entry.putObject("scaled"), way.scaled());
    }
    ArrayNode counts = json.putArray("accuracyByMembers");
    for (Size size : sizes) {
      ObjectNode entry = counts.addObject();
      entry.put("members", size.members());
      entry.put("mean", size.mean());
      entry.put("least", size.least());
      entry.put("greatest", size.greatest());
    }
    return Store.pretty(json);
  }

  private static void put(ObjectNode entry, Quality quality) {
    entry.put("accuracy", quality.accuracy());
    entry.put("negativeLogLikelihood", quality.negativeLogLikelihood());
    entry.put("brier", quality.brier());
    entry.put("calibrationError", quality.calibrationError());
    ArrayNode bins = entry.putArray("reliability");
    for (Quality.Bin bin : quality.bins()) {
      ObjectNode b = bins.addObject();
      b.put("count", bin.count());
      b.put("sureness", bin.sureness());
      b.put("accuracy", bin.accuracy());
    }
  }

  /// Accuracy by the number of members.
  ///
  /// @return a line, in a band from the least to the greatest choice
  public Chart sizesChart() {
    String label = "mean of all choices, least to greatest";
    return new Chart(
        "Accuracy by the number of members",
        Axis.linear("members"),
        Axis.linear("accuracy"),
        List.of(
            new Series.Band(
                label,
                sizes.stream().map(s -> new Point(s.members(), s.least())).toList(),
                sizes.stream().map(s -> new Point(s.members(), s.greatest())).toList()),
            new Series.Line(
                label, sizes.stream().map(s -> new Point(s.members(), s.mean())).toList())));
  }

  /// How often right over how sure.
  ///
  /// @return the members' mean before and after temperature scaling, and the first member
  public Chart reliabilityChart() {
    Way mean = ways.getFirst();
    return new Chart(
        "Reliability",
        Axis.linear("how sure"),
        Axis.linear("how often right"),
        List.of(
            new Series.Line("as it should be", List.of(new Point(0, 0), new Point(1, 1))),
            line(members.getFirst().name(), members.getFirst().quality()),
            line("ensemble", mean.quality()),
            line("ensemble at temperature %.2f".formatted(mean.temperature()), mean.scaled())));
  }

  private static Series line(String label, Quality quality) {
    return new Series.Line(
        label,
        quality.bins().stream().map(bin -> new Point(bin.sureness(), bin.accuracy())).toList());
  }
}
