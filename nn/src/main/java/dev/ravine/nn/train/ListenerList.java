package dev.ravine.nn.train;

import dev.ravine.nn.predict.Evaluation;
import java.util.List;

/// Several listeners as one, each told in its turn.
final class ListenerList implements TrainingListener {

  private final TrainingListener[] listeners;
  private final boolean[] diagnoses;

  ListenerList(List<TrainingListener> listeners) {
    this.listeners = listeners.toArray(TrainingListener[]::new);
    diagnoses = new boolean[this.listeners.length];
  }

  @Override
  public boolean diagnoses(long step) {
    boolean any = false;
    for (int i = 0; i < listeners.length; i++) {
      diagnoses[i] = listeners[i].diagnoses(step);
      any |= diagnoses[i];
    }
    return any;
  }

  @Override
  public void onDiagnosis(long step, Diagnosis diagnosis) {
    for (int i = 0; i < listeners.length; i++) {
      if (diagnoses[i]) {
        listeners[i].onDiagnosis(step, diagnosis);
      }
    }
  }

  @Override
  public void onStep(long step, double loss) {
    for (TrainingListener listener : listeners) {
      listener.onStep(step, loss);
    }
  }

  @Override
  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
    for (TrainingListener listener : listeners) {
      listener.onEpoch(epoch, train, validation);
    }
  }

  @Override
  public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
    for (TrainingListener listener : listeners) {
      listener.onSkippedEpoch(epoch, train, validation);
    }
  }

  @Override
  public void betweenSteps(long step) {
    for (TrainingListener listener : listeners) {
      listener.betweenSteps(step);
    }
  }

  @Override
  public boolean stops() {
    boolean stops = false;
    for (TrainingListener listener : listeners) {
      stops |= listener.stops();
    }
    return stops;
  }

  @Override
  public void onEnd(TrainingSummary summary) {
    for (TrainingListener listener : listeners) {
      listener.onEnd(summary);
    }
  }
}
