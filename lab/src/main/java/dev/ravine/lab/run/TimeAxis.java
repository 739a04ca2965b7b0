package dev.ravine.lab.run;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.RunPlan;

/// What the progress of a run is counted in.
public enum TimeAxis {
  /// Steps.
  ITERATION("iteration"),
  /// Walks through the training data.
  EPOCH("epoch"),
  /// Training examples, each as often as it was used.
  EXAMPLE("example"),
  /// Gradients computed: some optimizers take two for a step.
  GRADIENT("gradient"),
  /// Seconds of training, without evaluations.
  SECOND("second");

  private final String label;

  TimeAxis(String label) {
    this.label = label;
  }

  /// The name on the command line and under a picture.
  ///
  /// @return such as `epoch`
  public String label() {
    return label;
  }

  /// When an event was.
  ///
  /// @param event of a run
  /// @param run which
  /// @param experimentPlan of its experiment
  /// @return 0 or more
  public double at(Event event, RunPlan run, ExperimentPlan experimentPlan) {
    return switch (this) {
      case ITERATION -> event.step();
      case EPOCH ->
          event instanceof Event.Epoch evaluated
              ? evaluated.epoch()
              : (double) batches(event, run) / experimentPlan.stepsPerEpoch(run);
      case EXAMPLE -> (double) batches(event, run) * experimentPlan.batch(run);
      case GRADIENT -> event.gradients();
      case SECOND -> event.seconds();
    };
  }

  /// How many mini-batches were used: one for each step of an update rule, one for each gradient of
  /// a minimizer, whose steps may be whole epochs.
  ///
  /// @param event of a run
  /// @param run which
  /// @return 0 or more
  public static long batches(Event event, RunPlan run) {
    return run.recipe().minimizer().isPresent() ? event.gradients() : event.step();
  }
}
