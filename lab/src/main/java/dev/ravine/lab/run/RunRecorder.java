package dev.ravine.lab.run;

import dev.ravine.lab.plan.RunPlan;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down what happens in a run, and keeps its checkpoints.
final class RunRecorder implements TrainingListener {

  private static final long NANOS_BETWEEN_CHECKPOINTS = 2_000_000_000L;
  private static final long DIAGNOSED_FIRST = 10;
  private static final long DIAGNOSED_OFTEN = 16;

  private final RunPlan run;
  private final RunControl control;
  private final ExperimentListener listener;
  private final Trainer trainer;
  private final Journal journal;
  private final List<Event> events;
  private Optional<Diagnosis> diagnosis = Optional.empty();
  private long steps;
  private final HyperparameterChanger reviser;
  private long saved = System.nanoTime();

  RunRecorder(
      RunPlan run,
      RunControl control,
      long stepsPerEpoch,
      ExperimentListener listener,
      Trainer trainer,
      Journal journal) {
    this.run = run;
    this.control = control;
    this.listener = listener;
    this.trainer = trainer;
    this.journal = journal;
    events = new ArrayList<>(journal.events());
    journal.checkpoint().ifPresent(trainer::resume);
    reviser = new HyperparameterChanger(run, stepsPerEpoch, trainer);
    events.forEach(event -> listener.onEvent(run, event));
  }

  @Override
  public boolean diagnoses(long step) {
    long every =
        step <= ExperimentRunner.DIAGNOSED_OFTEN_UP_TO
            ? DIAGNOSED_OFTEN
            : ExperimentRunner.DIAGNOSED_EVERY;
    return step <= DIAGNOSED_FIRST || step % every == 0;
  }

  @Override
  public void onDiagnosis(long step, Diagnosis measured) {
    diagnosis = Optional.of(measured);
  }

  @Override
  public void onStep(long step, double loss) {
    add(new Event.Step(step, trainer.gradients(), seconds(), loss, diagnosis));
    diagnosis = Optional.empty();
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    if (epoch > 0) {
      journal.epoch(epoch, trainer, validation);
    }
    onSkippedEpoch(epoch, train, validation);
  }

  @Override
  public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
    add(new Event.Epoch(epoch, steps, trainer.gradients(), seconds(), train, validation));
  }

  private void add(Event event) {
    steps = event.step();
    events.add(event);
    journal.add(event);
    listener.onEvent(run, event);
  }

  private double seconds() {
    return trainer.nanos() * 1e-9;
  }

  @Override
  public void betweenSteps(long step) {
    steps = step;
    reviser.betweenSteps(step);
    boolean waits = control.isPaused();
    if (waits || control.stops() || System.nanoTime() - saved > NANOS_BETWEEN_CHECKPOINTS) {
      journal.save(trainer.checkpoint());
      saved = System.nanoTime();
    }
    if (waits) {
      control.awaitGoOn();
    }
  }

  @Override
  public boolean stops() {
    return control.stops();
  }

  /// What has happened so far.
  List<Event> events() {
    return events;
  }
}
