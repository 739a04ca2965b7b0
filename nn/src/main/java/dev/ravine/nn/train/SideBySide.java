package dev.ravine.nn.train;

import dev.ravine.nn.predict.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Trainings that run at the same time, each on a thread of its own.
final class SideBySide {

  private SideBySide() {}

  static List<TrainedModel> train(List<Training> trainings, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<TrainedModel>> going =
          trainings.stream()
              .map(training -> pool.submit(() -> Trainer.train(training, 1)))
              .toList();
      try {
        List<TrainedModel> trained = new ArrayList<>();
        for (Future<TrainedModel> one : going) {
          trained.add(one.get());
        }
        return List.copyOf(trained);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw cancelled("interrupted while models were trained", e);
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw new IllegalStateException("a model was not trained: " + e.getCause(), e);
      }
    }
  }

  private static CancellationException cancelled(String why, InterruptedException cause) {
    CancellationException cancelled = new CancellationException(why);
    cancelled.initCause(cause);
    return cancelled;
  }
}
