package dev.ravine.lab.report;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.stats.SeedStatistics;
import dev.ravine.lab.stats.Setting;
import dev.ravine.lab.store.Results;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A picture of experiments: one line for each setting, the mean over its seeds, in a band that
/// holds that mean with 95 %, or all of two.
///
/// @param measure what is shown
/// @param clock what progress is counted in
/// @param x how the axis across is laid out
/// @param y how the axis up is laid out
public record Figure(Metric measure, TimeAxis clock, Axis.Scale x, Axis.Scale y) {

  private static final double ROOM = 0.05;
  private static final double DECADE = 10;

  /// A loss above as many times its usual beginning is a spike.
  private static final double FAR = 1.6;

  /// Draws. If some settings diverged, the picture shows what the others need.
  ///
  /// @param experiments one or more
  /// @return the picture
  /// @throws IllegalArgumentException if there is nothing to see
  public Chart chart(List<Results> experiments) {
    List<Series> bands = new ArrayList<>();
    List<Series> lines = new ArrayList<>();
    List<List<Setting>> settings = Setting.named(experiments);
    for (int i = 0; i < settings.size(); i++) {
      for (Setting setting : settings.get(i)) {
        add(setting, experiments.get(i).experimentPlan(), bands, lines);
      }
    }
    Axis up =
        new Axis(
            measure.description(
                experiments.stream().allMatch(e -> e.experimentPlan().learnsValues())),
            y);
    List<Series> sound = sound(settings, lines);
    boolean diverged = !sound.isEmpty() && sound.size() < lines.size();
    List<Series> shown = sound.isEmpty() ? lines : sound;
    if (diverged || greatest(shown) > highest(shown)) {
      up = around(shown, up);
    }
    String title = experiments.stream().map(Results::name).collect(Collectors.joining(", "));
    int runs =
        settings.stream().flatMap(List::stream).mapToInt(g -> g.runs().size()).max().orElse(1);
    String drawn =
        bands.isEmpty() ? "" : runs == 2 ? ": mean and both runs" : ": mean and its 95 % interval";
    bands.addAll(lines);
    return new Chart(title + drawn, new Axis(clock.label(), x), up, bands);
  }

  /// The lines of settings that did not diverge.
  private static List<Series> sound(List<List<Setting>> settings, List<Series> lines) {
    List<Setting> all = settings.stream().flatMap(List::stream).toList();
    return IntStream.range(0, lines.size())
        .filter(i -> !all.get(i).diverged())
        .mapToObj(lines::get)
        .toList();
  }

  /// What exploded leaves the picture.
  private Axis around(List<Series> sound, Axis axis) {
    DoubleSummaryStatistics values =
        sound.stream()
            .flatMap(series -> points(series).stream())
            .mapToDouble(Series.Point::y)
            .filter(value -> Double.isFinite(value) && (y == Axis.Scale.LINEAR || value > 0))
            .summaryStatistics();
    if (values.getCount() == 0 || !(values.getMin() < values.getMax())) {
      return axis;
    }
    double low = values.getMin();
    double high = Math.min(values.getMax(), highest(sound));
    double room = ROOM * (high - low);
    return y == Axis.Scale.LOGARITHMIC
        ? axis.between(low, DECADE * high)
        : axis.between(low - room, high + room);
  }

  private static double greatest(List<Series> lines) {
    return lines.stream()
        .flatMap(line -> points(line).stream())
        .mapToDouble(Series.Point::y)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /// Of a loss on a linear axis, what is far above where it began and where it ends leaves the
  /// picture too.
  private double highest(List<Series> lines) {
    List<List<Series.Point>> drawn =
        lines.stream().map(Figure::points).filter(points -> !points.isEmpty()).toList();
    if (!measure.isLoss() || y == Axis.Scale.LOGARITHMIC || drawn.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double[] first = drawn.stream().mapToDouble(points -> points.getFirst().y()).sorted().toArray();
    double last = drawn.stream().mapToDouble(points -> points.getLast().y()).max().orElseThrow();
    return Math.max(FAR * first[first.length / 2], (1 + ROOM) * last);
  }

  private static List<Series.Point> points(Series line) {
    return ((Series.Line) line).points();
  }

  private void add(
      Setting setting, ExperimentPlan experimentPlan, List<Series> bands, List<Series> lines) {
    boolean values = experimentPlan.learnsValues();
    List<List<Event>> seeds =
        setting.runs().stream()
            .map(run -> run.events().stream().filter(e -> measure.of(e).isPresent()).toList())
            .toList();
    int length = seeds.stream().mapToInt(List::size).min().orElse(0);
    List<Series.Point> mean = new ArrayList<>();
    List<Series.Point> low = new ArrayList<>();
    List<Series.Point> high = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int at = i;
      SeedStatistics when =
          SeedStatistics.of(
              seeds.stream()
                  .mapToDouble(s -> clock.at(s.get(at), setting.plan(), experimentPlan))
                  .toArray());
      SeedStatistics value =
          SeedStatistics.of(
              seeds.stream().mapToDouble(s -> measure.of(s.get(at)).orElseThrow()).toArray());
      mean.add(new Series.Point(when.mean(), value.mean()));
      if (value.count() > 1) {
        low.add(new Series.Point(when.mean(), measure.possible(value.low(), values)));
        high.add(new Series.Point(when.mean(), measure.possible(value.high(), values)));
      }
    }
    lines.add(new Series.Line(setting.label(), mean));
    if (!low.isEmpty()) {
      bands.add(new Series.Band(setting.label(), low, high));
    }
  }
}
