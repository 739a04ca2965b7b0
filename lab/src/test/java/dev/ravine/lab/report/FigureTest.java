package dev.ravine.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import dev.ravine.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static final ExperimentPlan PLAN =
      ExperimentFile.parse(
          """
          train: 60
          validation: 20
          seeds: [0, 1]
          optimizers: [sgd, adam]
          """,
          List.of());

  private static RunRecord run(int index, Outcome outcome, double... losses) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      events.add(new Event.Step(i + 1, i + 1, i, losses[i], Optional.empty()));
      Evaluation accuracy = new Evaluation(index % 2 == 0 ? 0.05 : 0.15, losses[i]);
      events.add(new Event.Epoch(i, i, i, i, accuracy, accuracy));
    }
    return new RunRecord(
        PLAN.runs().get(index), outcome, events, new StepCost(1, 1), 1, KeptModels.RESULTS, 0);
  }

  private static Chart chart(Metric measure, Axis.Scale y, RunRecord... runs) {
    Results results =
        new Results(
            "one",
            PLAN,
            new Provenance(Map.of()),
            PLAN.runs(),
            List.of(runs),
            Optional.empty(),
            Optional.empty());
    return new Figure(measure, TimeAxis.ITERATION, Axis.Scale.LINEAR, y).chart(List.of(results));
  }

  private static final Outcome FINISHED = new Outcome.Finished(4);

  @Test
  void whatDivergedDoesNotSetTheAxis() {
    Chart chart =
        chart(
            Metric.LOSS,
            Axis.Scale.LINEAR,
            run(0, new Outcome.Diverged(4, "the loss was NaN"), 2.3, 1e3, 1e9, 1e20),
            run(2, FINISHED, 2.3, 2, 1, 0.5));
    assertThat(chart.y().range().orElseThrow().high()).isBetween(2.3, 2.5);
  }

  @Test
  void oneSpikeDoesNotFlattenTheLosses() {
    RunRecord spiked = run(0, FINISHED, 2.3, 500, 1, 0.4);
    RunRecord calm = run(2, FINISHED, 2.3, 2, 1, 0.5);
    assertThat(chart(Metric.LOSS, Axis.Scale.LINEAR, spiked, calm).y().range().orElseThrow().high())
        .isBetween(2.3, 4.0);
    assertThat(chart(Metric.LOSS, Axis.Scale.LOGARITHMIC, spiked, calm).y().range()).isEmpty();
    assertThat(chart(Metric.LOSS, Axis.Scale.LINEAR, calm, calm).y().range()).isEmpty();
  }

  @Test
  void lossesThatGrowToTheEndStay() {
    RunRecord overfitted = run(0, FINISHED, 2.3, 2, 8, 20);
    RunRecord calm = run(2, FINISHED, 2.3, 2, 1, 0.5);
    assertThat(chart(Metric.LOSS, Axis.Scale.LINEAR, overfitted, calm).y().range()).isEmpty();
  }

  /// Two accuracies, 0.05 and 0.15, have an interval far below 0.
  @Test
  void bandsEndAtWhatIsPossible() {
    Chart chart =
        chart(
            Metric.VALIDATION_ACCURACY,
            Axis.Scale.LINEAR,
            run(0, FINISHED, 1, 1),
            run(1, FINISHED, 1, 1));
    Series.Band band = (Series.Band) chart.series().getFirst();
    assertThat(band.low()).allSatisfy(point -> assertThat(point.y()).isNotNegative());
  }
}
