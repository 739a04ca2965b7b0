package dev.ravine.cluster.simulation;

import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.sandblaster.SandblasterMinimizer;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sandblaster L-BFGS in a simulated cluster of any size, on one thread: portions are evaluated,
/// times are drawn. The same coordinator, replicas and shards as elsewhere.
public final class SandblasterSimulation {

  private SandblasterSimulation() {}

  /// Trains.
  ///
  /// @param training what is learnt, by L-BFGS
  /// @param method replicas, shards and portions
  /// @param world how fast and how reliable they are; `compute` is the time of a mini-batch
  /// @param seed what all chance comes from; that of learning comes from the training's
  /// @param horizon how long it goes on; an iteration that a time is too short for does not count
  /// @return the same bits for the same arguments, with a point of the curve for each iteration
  /// @throws IllegalArgumentException if the method can't do that training
  /// @throws DivergedException if training diverged
  public static SimulationSummary run(
      Training training, Sandblaster method, World world, Seed seed, Horizon horizon) {
    VirtualClock clock = new VirtualClock();
    SimulatedWorkplace workplace =
        new SimulatedWorkplace(
            clock,
            world,
            seed,
            method,
            (double) training.stepsPerEpoch() / method.portionsOf(training.objective()));
    Validation validation = new Validation(training);
    List<SimulationSummary.Point> curve = new ArrayList<>();
    try (Learner learner = method.learner(training, workplace)) {
      float[] weights = new float[learner.layout().size()];
      learner.evaluationWeights(weights);
      for (long step = 1; goesOn(horizon, training, learner, clock); step++) {
        learner
            .run(step, new TrainingListener() {})
            .or(learner::divergence)
            .ifPresent(why -> {
              throw new DivergedException(why);
            });
        if (horizon instanceof Horizon.Time(double seconds, int times) && clock.now() > seconds) {
          break;
        }
        learner.evaluationWeights(weights);
        curve.add(
            new SimulationSummary.Point(clock.now(), learner.gradients(), validation.of(weights)));
      }
      Map<String, String> facts = learner.facts();
      boolean some = !curve.isEmpty();
      return new SimulationSummary(
          validation.model(weights),
          some ? curve.getLast().validation() : validation.of(weights),
          some ? curve.getLast().steps() : 0,
          number(facts, SandblasterMinimizer.ACKNOWLEDGED),
          number(facts, SandblasterMinimizer.APPLIED),
          new TreeMap<>(),
          number(facts, SandblasterMinimizer.REPEATED),
          workplace.crashes(),
          some ? curve.getLast().seconds() : clock.now(),
          curve);
    }
  }

  private static boolean goesOn(
      Horizon horizon, Training training, Learner learner, VirtualClock clock) {
    return !learner.hasEnded()
        && switch (horizon) {
          case Horizon.Gradients gradients -> learner.gradients() < training.steps();
          case Horizon.Time time -> clock.now() < time.seconds();
        };
  }

  private static long number(Map<String, String> facts, String name) {
    return Long.parseLong(facts.getOrDefault(name, "0"));
  }
}
