package dev.ravine.lab.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.source.NamedSource;
import dev.ravine.lab.landscape.Landscape.Directions;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.nn.train.Outcome;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandscapeTest {

  private static Experiment experiment(RunPlan run) {
    return ExperimentLoader.load(
        new ExperimentPlan(
            "train",
            NamedSource.STROKES,
            Optional.empty(),
            300,
            50,
            new ModelPlan(List.of(20), ModelPlan.published().activation(), "he"),
            4,
            50,
            KeptModels.RESULTS,
            List.of(run)));
  }

  private static Landscape of(RunPlan run, Directions directions, int threads) {
    return Landscape.of(
        experiment(run), run, new Landscape.Survey(directions, 9, 300, threads), percent -> {});
  }

  /// All training examples are evaluated, as a run does it after its last epoch.
  @Test
  void theLossAtTheEndIsThatOfTheRun() {
    RunPlan run =
        RunPlan.of("adam", Optimizer.of(Adam.of(1e-3)), 3)
            .with(HyperparameterChange.parse("learningRate@2", "3e-4"));
    RunRecord record =
        new ExperimentRunner(1).run(experiment(run), new ExperimentListener() {}).getFirst();
    assertThat(record.outcome()).isInstanceOf(Outcome.Finished.class);
    double end = record.last().orElseThrow().train().loss();
    Landscape random = of(run, Directions.RANDOM, 1);
    assertThat(random.end()).as("the grid has its middle there").isCloseTo(end, within(1e-6));
    assertThat(random.range().get(0)).isLessThanOrEqualTo(random.end());
    assertThat(of(run, Directions.RANDOM, 3).csv()).isEqualTo(random.csv());
    Landscape path = of(run, Directions.PATH, 2);
    assertThat(path.csv().lines()).hasSize(1 + 81);
    assertThat(path.chart().toSvg()).contains("the run's path", "first principal direction (");
    assertThat(path.range().get(1)).isGreaterThan(end);
  }

  /// A minimizer's steps are few; each of them is a place of the path.
  @Test
  void aMinimizerHasALandscape() {
    RunPlan run = RunPlan.of("lbfgs", Optimizer.of(Lbfgs.of()), 3);
    Landscape landscape = of(run, Directions.PATH, 1);
    assertThat(landscape.chart().toSvg()).contains("the run's path");
    assertThat(landscape.range().get(1)).isGreaterThan(landscape.end());
  }

  @Test
  void filtersOfRandomDirectionsHaveTheNormsOfTheWeights() {
    ParameterLayout layout =
        ParameterLayout.empty()
            .and("w", ParameterRole.WEIGHT, 3, 2)
            .and("b", ParameterRole.BIAS, 1, 2);
    float[] theta = {3, 0.1f, 0, 0.2f, 4, 0.2f, 7, 8};
    Plane plane = Plane.random(theta, layout, new Seed(1));
    float[] at = new float[8];
    plane.at(1, 0, at);
    for (int unit = 0; unit < 2; unit++) {
      double squares = 0;
      for (int i = 0; i < 3; i++) {
        squares += Math.pow(at[2 * i + unit] - theta[2 * i + unit], 2);
      }
      assertThat(Math.sqrt(squares)).isCloseTo(unit == 0 ? 5 : 0.3, within(1e-5));
    }
    assertThat(at[6]).isEqualTo(7);
    assertThat(at[7]).isEqualTo(8);
  }

  /// A path in a plane of three dimensions is drawn without loss.
  @Test
  void principalDirectionsSpanThePathsPlane() {
    RandomStream random = new Seed(5).stream("path");
    List<float[]> path = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      float a = (float) (3 * random.nextGaussian());
      float b = (float) random.nextGaussian();
      path.add(new float[] {1 + a, 2 + b, 3 + a - b});
    }
    Plane plane = Plane.principal(path);
    float[] again = new float[3];
    for (float[] place : path) {
      double[] projected = plane.project(place);
      plane.at(projected[0], projected[1], again);
      for (int i = 0; i < 3; i++) {
        assertThat(again[i]).isCloseTo(place[i], within(1e-5f));
      }
    }
    assertThat(plane.project(path.getLast())).containsExactly(0, 0);
    assertThat(plane.labels().get(0)).startsWith("first principal direction (");
  }

  @Test
  void aRunThatDivergesHasNone() {
    RunPlan run = RunPlan.of("sgd", Optimizer.of(Sgd.of(1e9)), 0);
    assertThatThrownBy(() -> of(run, Directions.PATH, 1))
        .hasMessageContaining("must not diverge to have a landscape, but did at step");
  }
}
