package dev.ravine.lab.simulation;

import dev.ravine.cluster.simulation.SimulationSummary;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.Csv;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is kept of simulated settings: all numbers, and pictures of the best learning rates.
///
/// @param settings some of which did not diverge
public record SimulationFiles(List<SimulatedSetting> settings) {

  private static final String TIME = "time, in mean times of a gradient";

  public SimulationFiles {
    settings = List.copyOf(settings);
  }

  /// Writes `simulation.csv`, a row for each point of each run, and `simulation.svg`, accuracy over
  /// time: the best learning rate of each curve, the others faint.
  ///
  /// @param folder made if it is not there
  /// @return the picture
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("simulation.csv"), csv());
    Path picture = folder.resolve("simulation.svg");
    AtomicFile.write(picture, overTime().toSvg());
    return picture;
  }

  /// Writes `simulation-target.svg`, how long each number of replicas takes to be as accurate as
  /// that, each at the rate that is first.
  ///
  /// @param folder that is there
  /// @param target an accuracy, or R²
  /// @return the picture
  public Path write(Path folder, double target) throws IOException {
    Path picture = folder.resolve("simulation-target.svg");
    AtomicFile.write(picture, toTarget(target).toSvg());
    return picture;
  }

  private String csv() {
    Csv csv =
        new Csv(
            "method",
            "optimizer",
            "learningRate",
            "replicas",
            "seed",
            "time",
            "steps",
            "validationAccuracy",
            "validationLoss");
    for (SimulatedSetting setting : settings) {
      setting
          .runs()
          .forEach((seed, run) -> {
            for (SimulationSummary.Point point : run.curve()) {
              csv.row(
                  setting.method().toString(),
                  setting.plan().name(),
                  setting.plan().rate(),
                  setting.replicas(),
                  seed,
                  point.seconds(),
                  point.steps(),
                  point.validation().accuracy(),
                  point.validation().loss());
            }
          });
    }
    return csv.toString();
  }

  private Chart overTime() {
    Map<String, SimulatedSetting> best = new LinkedHashMap<>();
    SimulatedSettings.best(settings).stream()
        .filter(setting -> !setting.points().isEmpty())
        .forEach(setting -> best.put(setting.curve(), setting));
    List<Series> series = new ArrayList<>();
    for (SimulatedSetting setting : settings) {
      SimulatedSetting ofCurve = best.get(setting.curve());
      if (setting.diverged().isEmpty() && ofCurve != null && !setting.equals(ofCurve)) {
        series.add(new Series.Line(label(ofCurve), points(setting), true));
      }
    }
    best.values().forEach(setting -> series.add(new Series.Line(label(setting), points(setting))));
    return new Chart(
        "simulated: accuracy over time",
        Axis.logarithmic(TIME),
        Axis.linear("validation accuracy"),
        series);
  }

  private static String label(SimulatedSetting setting) {
    String rate = setting.plan().rate();
    return setting.curve() + (rate.isEmpty() ? "" : ", at " + rate);
  }

  private static List<Series.Point> points(SimulatedSetting setting) {
    return setting.points().stream()
        .map(point -> new Series.Point(point.seconds(), point.accuracy()))
        .toList();
  }

  private Chart toTarget(double target) {
    Map<String, List<Series.Point>> lines =
        SimulatedSettings.first(settings, target).stream()
            .sorted(Comparator.comparingInt(SimulatedSetting::replicas))
            .collect(
                Collectors.groupingBy(
                    SimulatedSetting::rule,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        setting ->
                            new Series.Point(
                                setting.replicas(), setting.secondsTo(target).orElse(Double.NaN)),
                        Collectors.toList())));
    return new Chart(
        "simulated: time to an accuracy of " + target,
        Axis.logarithmic("replicas"),
        Axis.logarithmic(TIME),
        lines.entrySet().stream()
            .<Series>map(line -> new Series.Line(line.getKey(), line.getValue()))
            .toList());
  }
}
