package dev.ravine.spark;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.NonFiniteGradientException;
import java.io.Serializable;
import java.util.Set;

/// What a replica brings from a round. It is a function of what it is computed from, and so the
/// same however often Spark repeats it.
///
/// @param moved where it began less where it came
/// @param rule what its optimizer keeps then, as bytes
/// @param weight of its examples
/// @param loss the mean of its steps'; not finite if learning can't go on
/// @param nanos that the steps took
@SuppressWarnings("ArrayRecordComponent")
record Contribution(float[] moved, byte[] rule, double weight, double loss, long nanos)
    implements Serializable {

  /// Goes through a round.
  ///
  /// @param learning what is learnt
  /// @param start what all begin with
  /// @param block the replica's examples
  /// @param replica from 0
  static Contribution of(Learning learning, RoundStart start, ExampleBlock block, int replica) {
    BatchGradient batches = learning.batches(block, replica);
    batches.skip(start.drawn());
    Stepper stepper =
        learning
            .optimizer()
            .begin(batches.layout(), new ThreadTeam(1), Set.of(Demand.SECOND_GRADIENT));
    if (start.rule().length > 0) {
      stepper.restore(Fields.value(start.rule(), StepperStates::read));
    }
    float[] theta = start.parameters().clone();
    float[] gradient = new float[theta.length];
    long begun = System.nanoTime();
    double sum = 0;
    for (int i = 0; i < start.steps() && Double.isFinite(sum); i++) {
      sum += batches.next(theta, gradient);
      if (Double.isFinite(sum)) {
        try {
          stepper.stepConsuming(theta, gradient, batches::again);
        } catch (NonFiniteGradientException e) {
          sum = Double.NaN;
        }
      }
    }
    long nanos = System.nanoTime() - begun;
    float[] moved = gradient;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = start.parameters()[i] - theta[i];
    }
    return new Contribution(
        moved,
        Fields.bytes(stepper.state(), StepperStates::write),
        block.total(),
        sum / start.steps(),
        nanos);
  }
}
