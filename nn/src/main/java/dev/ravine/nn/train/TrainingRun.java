package dev.ravine.nn.train;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.saved.SavedModel;
import java.util.ArrayList;
import java.util.List;

/// A training from its beginning to a model.
final class TrainingRun {

  private static final System.Logger LOG = System.getLogger(TrainingRun.class.getName());

  private TrainingRun() {}

  static SavedModel of(
      Training training, List<TrainingListener> listeners, boolean keepsBest, int threads) {
    if (Sequential.of(training.model()).isEmpty()) {
      throw new IllegalArgumentException(
          "run makes a SavedModel, so the model must be Sequential or a Layer: train others by a Trainer");
    }
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Trainer trainer = new Trainer(training, team);
      BestWeights best = new BestWeights(trainer, keepsBest);
      List<TrainingListener> all = new ArrayList<>(listeners);
      all.add(best);
      TrainingListener told = new ListenerList(all);
      Outcome outcome = trainer.runUninterrupted(told);
      if (!best.hasWeights()) {
        Trainer.checkConverged(outcome);
      }
      TrainingSummary summary = best.summary(outcome, training);
      if (outcome instanceof Outcome.Diverged) {
        LOG.log(System.Logger.Level.WARNING, "training " + summary);
      }
      told.onEnd(summary);
      return SavedModel.of(List.of(best.model()), training.split().train(), summary.metadata());
    }
  }
}
