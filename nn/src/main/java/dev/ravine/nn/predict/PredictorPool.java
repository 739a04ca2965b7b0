package dev.ravine.nn.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/// Predictors of one model for any number of threads: a call takes one that nobody uses, and waits
/// while there is none. Safe for use by several threads.
public final class PredictorPool implements AutoCloseable {

  private final BlockingQueue<Predictor> free;
  private final List<String> classes;
  private volatile boolean closed;

  /// Compiles all of them.
  ///
  /// @param size how many threads predict at the same time, 1 or more
  /// @param predictor makes one
  public PredictorPool(int size, Supplier<Predictor> predictor) {
    if (size < 1) {
      throw new IllegalArgumentException("a pool must have 1 predictor or more, was " + size);
    }
    free = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      free.add(predictor.get());
    }
    classes = free.element().classes();
  }

  /// The names of the classes, or labels; none if values are predicted.
  public List<String> classes() {
    return classes;
  }

  /// Predicts.
  ///
  /// @param features as in [Predictor#predict]
  /// @return an array of the caller's own
  /// @throws IllegalArgumentException as [Predictor#predict]
  /// @throws IllegalStateException if the pool is closed, or the thread is interrupted while it
  ///   waits
  public float[] predict(float... features) {
    return use(predictor -> {
      int examples = features.length / predictor.features();
      return Arrays.copyOf(predictor.predict(features), examples * predictor.outputs());
    });
  }

  /// The most likely class of one example.
  ///
  /// @param features as in [Predictor#predict]
  /// @return the class's name
  /// @throws IllegalStateException if the model predicts no classes
  public String predictLabel(float... features) {
    return use(predictor -> predictor.predictLabel(features));
  }

  /// The labels of one example: those whose probability is ½ or more.
  ///
  /// @param features as in [Predictor#predict], of one example
  /// @return names, in the order of the labels
  /// @throws IllegalStateException if the model does not predict labels of which an example may
  ///   have several
  public List<String> predictLabels(float... features) {
    return use(predictor -> predictor.predictLabels(features));
  }

  /// What the model says of each class or label.
  ///
  /// @param features as in [Predictor#predict], of one example
  /// @return a probability for each name, in the order of [#classes()]
  /// @throws IllegalStateException if the model predicts values
  public Map<String, Float> probabilities(float... features) {
    return use(predictor -> predictor.probabilities(features));
  }

  /// Lends a predictor, for several questions about one example.
  ///
  /// @param work must not keep the predictor, nor an array of its, nor ask the pool itself
  /// @param <T> what it gives
  /// @return what it gave
  /// @throws IllegalStateException if the pool is closed, or the thread is interrupted while it
  ///   waits
  public <T> T use(Function<Predictor, T> work) {
    Predictor predictor;
    try {
      predictor = free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for a predictor", e);
    }
    try {
      if (closed) {
        throw new IllegalStateException("the pool of predictors is closed");
      }
      return work.apply(predictor);
    } finally {
      free.add(predictor);
    }
  }

  /// Predicts nothing for calls after it; those that are under way end.
  @Override
  public void close() {
    closed = true;
  }
}
