package dev.ravine.lab;

import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A picture of experiments: one line for each setting, the mean over its seeds, in a band that
/// holds that mean with 95 %, or all of two.
///
/// @param measure what is shown
/// @param clock what progress is counted in
/// @param x how the axis across is laid out
/// @param y how the axis up is laid out
public record Figure(Measure measure, Clock clock, Axis.Scale x, Axis.Scale y) {

  /// Draws.
  ///
  /// @param experiments one or more
  /// @return the picture
  /// @throws IllegalArgumentException if there is nothing to see
  public Chart chart(List<Results> experiments) {
    List<Series> bands = new ArrayList<>();
    List<Series> lines = new ArrayList<>();
    List<List<Group>> groups = Group.named(experiments);
    for (int i = 0; i < groups.size(); i++) {
      for (Group group : groups.get(i)) {
        add(group, experiments.get(i).blueprint(), bands, lines);
      }
    }
    bands.addAll(lines);
    String title = experiments.stream().map(Results::name).collect(Collectors.joining(", "));
    return new Chart(title, new Axis(clock.label(), x), new Axis(measure.description(), y), bands);
  }

  private void add(Group group, Blueprint blueprint, List<Series> bands, List<Series> lines) {
    List<List<Event>> seeds =
        group.runs().stream()
            .map(run -> run.events().stream().filter(e -> measure.of(e).isPresent()).toList())
            .toList();
    int length = seeds.stream().mapToInt(List::size).min().orElse(0);
    List<Series.Point> mean = new ArrayList<>();
    List<Series.Point> low = new ArrayList<>();
    List<Series.Point> high = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int at = i;
      Spread when =
          Spread.of(
              seeds.stream()
                  .mapToDouble(s -> clock.at(s.get(at), group.plan(), blueprint))
                  .toArray());
      Spread value =
          Spread.of(seeds.stream().mapToDouble(s -> measure.of(s.get(at)).orElseThrow()).toArray());
      mean.add(new Series.Point(when.mean(), value.mean()));
      if (value.count() > 1) {
        low.add(new Series.Point(when.mean(), measure.possible(value.low())));
        high.add(new Series.Point(when.mean(), measure.possible(value.high())));
      }
    }
    lines.add(new Series.Line(group.label(), mean));
    if (!low.isEmpty()) {
      bands.add(new Series.Band(group.label(), low, high));
    }
  }
}
