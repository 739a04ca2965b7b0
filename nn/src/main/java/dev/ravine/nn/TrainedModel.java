package dev.ravine.nn;

import dev.ravine.data.Preprocessing;
import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A model with all that it needs to be asked.
public final class TrainedModel {

  private final Model model;
  private final float[] theta;
  private final Statistics statistics;
  private final Preprocessing preprocessing;

  /// A model; the array is taken over, not copied.
  ///
  /// @param model the function
  /// @param theta its parameters
  /// @param statistics that belong to them: see [Calibration]
  /// @param preprocessing what is done to examples
  public TrainedModel(
      Model model, float[] theta, Statistics statistics, Preprocessing preprocessing) {
    this.model = model;
    this.theta = theta;
    this.statistics = statistics;
    this.preprocessing = preprocessing;
  }

  /// Trains a model.
  ///
  /// @param training what to do
  /// @param threads how many share the work of each step; they change no bit
  /// @return the trained model
  /// @throws IllegalStateException if training diverged
  public static TrainedModel of(Training training, int threads) {
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Trainer trainer = new Trainer(training, team);
      Outcome outcome = trainer.run(new TrainingListener() {});
      if (outcome instanceof Outcome.Diverged(long step, String why)) {
        throw new IllegalStateException("training diverged at step %d: %s".formatted(step, why));
      }
      return trainer.trained();
    }
  }

  /// Trains models side by side, each on a thread of its own.
  ///
  /// @param trainings what to do
  /// @param threads how many models are trained at the same time, 1 or more; they change no bit
  /// @return the trained models, in the order of the trainings
  /// @throws IllegalStateException if a training diverged
  public static List<TrainedModel> of(List<Training> trainings, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<TrainedModel>> going =
          trainings.stream().map(training -> pool.submit(() -> of(training, 1))).toList();
      try {
        List<TrainedModel> trained = new ArrayList<>();
        for (Future<TrainedModel> one : going) {
          trained.add(one.get());
        }
        return List.copyOf(trained);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while models were trained", e);
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw new IllegalStateException("a model was not trained: " + e.getCause(), e);
      }
    }
  }

  /// The function.
  ///
  /// @return without parameters
  public Model model() {
    return model;
  }

  /// The parameters.
  ///
  /// @return a flat vector, not to be written to
  public float[] theta() {
    return theta;
  }

  /// What it normalizes batches by.
  ///
  /// @return no numbers, if it does not
  public Statistics statistics() {
    return statistics;
  }

  /// What is done to examples.
  ///
  /// @return as it was in training
  public Preprocessing preprocessing() {
    return preprocessing;
  }
}
