package dev.ravine.cluster.rounds;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.optim.GradientSource;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.StepperState;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.NonFiniteGradientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// What one replica does in a round: from the parameters of all, some steps of its own, or a
/// gradient. What it gives, its *contribution*, is such that parameters of all ← rule(mean
/// contribution). It has no thread; it depends on nothing but what it is given and has kept.
abstract class RoundReplica {

  private static final String OWN = "own";
  private static final String RESIDUAL = "residual";

  private final BatchGradient batches;
  private final Compression compression;
  private final float[] theta;
  private final float[] gradient;
  private final float[] contribution;
  private final float[] residual;
  private long drawn;

  private RoundReplica(BatchGradient batches, Compression compression) {
    this.batches = batches;
    this.compression = compression;
    theta = new float[batches.layout().size()];
    gradient = new float[theta.length];
    contribution = new float[theta.length];
    residual = compression.residual(theta.length);
  }

  /// Goes through a round.
  ///
  /// @param parameters of all
  /// @param steps how many, 1 or more
  /// @param taking how many replicas take part in the round
  /// @return the loss of each step; a last one that is not finite ends the round
  /// @throws CancellationException if the thread is interrupted; then it is of no more use
  List<Double> run(float[] parameters, int steps, int taking) {
    begin(parameters, theta);
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      if (Thread.interrupted()) {
        throw new CancellationException("interrupted in a round");
      }
      double loss = batches.next(theta, gradient);
      drawn++;
      losses.add(loss);
      if (!Double.isFinite(loss)) {
        return losses;
      }
      step(theta, gradient);
    }
    contribute(theta, gradient, contribution, taking);
    compression.push(contribution, residual);
    return losses;
  }

  /// Takes the parameters of all.
  void begin(float[] parameters, float[] own) {
    System.arraycopy(parameters, 0, own, 0, own.length);
    compression.fetch(own);
  }

  abstract void step(float[] own, float[] ofBatch);

  abstract void contribute(float[] own, float[] ofBatch, float[] out, int taking);

  /// What this replica gave in the last round: to be read until the next.
  float[] contribution() {
    return contribution;
  }

  /// How many batches were drawn.
  long drawn() {
    return drawn;
  }

  /// Sets a hyper-parameter of its own rule anew, if it has one.
  void change(String name, Schedule value) {}

  /// The state of its own rule, if it has one.
  Optional<StepperState> ofRule() {
    return Optional.empty();
  }

  /// Tells schedules with a memory how the training goes.
  void observe(double validationLoss) {}

  /// Why no further step is of use, if so.
  Optional<String> overflow() {
    return Optional.empty();
  }

  /// Whether its parameters are its own from round to round.
  boolean keepsParameters() {
    return false;
  }

  /// What it keeps from round to round but its rule's: as a stepper's slots.
  Map<String, float[]> kept() {
    Map<String, float[]> kept = new TreeMap<>();
    if (keepsParameters()) {
      kept.put(OWN, theta.clone());
    }
    if (residual.length > 0) {
      kept.put(RESIDUAL, residual.clone());
    }
    return kept;
  }

  /// All that it keeps from round to round.
  RoundTask.State state() {
    return new RoundTask.State(drawn, kept(), ofRule());
  }

  /// Goes to where it was. To be called before the first round.
  void restore(RoundTask.State state) {
    batches.skip(state.drawn());
    adopt(state);
  }

  /// Goes to where another has come that did this replica's part of a round.
  void adopt(RoundResult result) {
    adopt(result.state());
    System.arraycopy(result.contribution(), 0, contribution, 0, contribution.length);
  }

  /// Goes to where another is.
  void adopt(RoundTask.State state) {
    drawn = state.drawn();
    copy(state.kept(), OWN, theta);
    copy(state.kept(), RESIDUAL, residual);
  }

  private static void copy(Map<String, float[]> kept, String name, float[] to) {
    float[] saved = kept.get(name);
    if (saved != null) {
      System.arraycopy(saved, 0, to, 0, to.length);
    }
  }

  /// Gives the gradient of a batch: with a replica's rule, the rule of all.
  static final class OfGradient extends RoundReplica {

    OfGradient(BatchGradient batches, Compression compression) {
      super(batches, compression);
    }

    @Override
    void step(float[] own, float[] ofBatch) {}

    @Override
    void contribute(float[] own, float[] ofBatch, float[] out, int taking) {
      System.arraycopy(ofBatch, 0, out, 0, out.length);
    }
  }

  /// Does steps of a rule of its own, and gives how far it came: before − after.
  static class OfSteps extends RoundReplica {

    private final Supplier<Stepper> begin;
    private final GradientSource again;
    private final float[] before;
    private Stepper stepper;

    /// @param begin its rule, before the first step
    OfSteps(BatchGradient batches, Compression compression, Supplier<Stepper> begin) {
      super(batches, compression);
      this.begin = begin;
      stepper = begin.get();
      again = batches::again;
      before = new float[batches.layout().size()];
    }

    @Override
    void begin(float[] parameters, float[] own) {
      super.begin(parameters, own);
      System.arraycopy(own, 0, before, 0, own.length);
    }

    /// @throws NonFiniteGradientException if a stage refuses the gradient
    @Override
    void step(float[] own, float[] ofBatch) {
      stepper.stepConsuming(own, ofBatch, again);
    }

    @Override
    void contribute(float[] own, float[] ofBatch, float[] out, int taking) {
      for (int i = 0; i < out.length; i++) {
        out[i] = before[i] - own[i];
      }
    }

    @Override
    void change(String name, Schedule value) {
      stepper.change(name, value);
    }

    @Override
    void observe(double validationLoss) {
      stepper.observe(validationLoss);
    }

    @Override
    Optional<StepperState> ofRule() {
      return Optional.of(stepper.state());
    }

    @Override
    Optional<String> overflow() {
      return stepper.overflow();
    }

    @Override
    void adopt(RoundTask.State state) {
      super.adopt(state);
      stepper = begin.get();
      state.rule().ifPresent(stepper::restore);
    }
  }

  /// Keeps its own parameters, drawn towards those of all by a spring, which are drawn towards it.
  ///
  /// Zhang, Choromanska, LeCun: Deep Learning with Elastic Averaging SGD (NIPS 2015), equations 2
  /// and 3.
  static final class Elastic extends OfSteps {

    private final double spring;
    private final float[] ofAll;
    private boolean begun;

    /// @param spring α, the share of the way to the parameters of all that it goes in a round
    Elastic(
        BatchGradient batches, Compression compression, Supplier<Stepper> begin, double spring) {
      super(batches, compression, begin);
      this.spring = spring;
      ofAll = new float[batches.layout().size()];
    }

    @Override
    void begin(float[] parameters, float[] own) {
      float[] mine = own.clone();
      super.begin(parameters, own);
      System.arraycopy(own, 0, ofAll, 0, own.length);
      if (begun) {
        System.arraycopy(mine, 0, own, 0, own.length);
      }
      begun = true;
    }

    @Override
    boolean keepsParameters() {
      return true;
    }

    /// Both ways at once: x ← x − α(x − x̃), and the mean of all contributions is −Σ α(x − x̃).
    @Override
    void contribute(float[] own, float[] ofBatch, float[] out, int taking) {
      for (int i = 0; i < out.length; i++) {
        float pull = (float) (spring * (own[i] - ofAll[i]));
        own[i] -= pull;
        out[i] = -taking * pull;
      }
    }

    @Override
    void adopt(RoundTask.State state) {
      super.adopt(state);
      begun = state.drawn() > 0;
    }
  }
}
