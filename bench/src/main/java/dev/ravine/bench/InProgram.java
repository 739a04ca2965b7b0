package dev.ravine.bench;

import com.sun.management.ThreadMXBean;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The rows of [ProgramWork], against a hand-written loop and one peer; each peer in a process of
/// its own.
final class InProgram {

  private static final int WARM_UP_CALLS = 300_000;

  private final ProgramWork.Labelled train = ProgramWork.Labelled.of(ProgramWork.TRAIN, 1);
  private final ProgramWork.Labelled validation =
      ProgramWork.Labelled.of(ProgramWork.VALIDATION, 2);
  private final float[][] rows =
      IntStream.range(0, ProgramWork.CALLS).mapToObj(validation::row).toArray(float[][]::new);

  /// @param predicting the peer's predictions
  /// @param training the peer's training
  void rows(Work predicting, Work training) {
    SavedModel model = ProgramWork.train(train, validation, 1, 1);
    try (Predictor predictor = model.predictor()) {
      Work ours = ProgramWork.predicting(predictor, rows);
      float[] theta = model.members().getFirst().theta();
      prediction("a hand-written loop", ours, ProgramWork.handWritten(theta, rows), "≤ 1.5");
      prediction("the peer", ours, predicting, "–");
      allocation(ours, predicting);
    }
    Timing timing = Timing.of(ProgramWork.training(train, validation, 1), training);
    Ratios.row(
        "training on 60,000 examples, 3 epochs, from arrays to a model",
        Ratios.time(timing.first()),
        Ratios.time(timing.second()),
        timing.ratio(),
        "–");
  }

  float[][] rows() {
    return rows;
  }

  ProgramWork.Labelled train() {
    return train;
  }

  ProgramWork.Labelled validation() {
    return validation;
  }

  private static void prediction(String other, Work ours, Work others, String bound) {
    warmUp(ours);
    warmUp(others);
    Timing timing = Timing.of(ours, others);
    Ratios.row(
        "one prediction of 784-128-64-10, against " + other,
        Ratios.time(timing.first() / ProgramWork.CALLS),
        Ratios.time(timing.second() / ProgramWork.CALLS),
        timing.ratio(),
        bound);
  }

  /// Deep Java Library's path to native code keeps one speed for 100,000 calls and more, and is
  /// twice as fast after them, so that a steady speed does not tell that the compiler is done.
  private static void warmUp(Work work) {
    for (int i = 0; i < WARM_UP_CALLS / ProgramWork.CALLS; i++) {
      work.run();
    }
  }

  private static void allocation(Work ours, Work others) {
    double mine = allocated(ours);
    double theirs = allocated(others);
    Ratios.row(
        "the same, bytes of Java's heap for a prediction",
        Long.toString(Math.round(mine)),
        Long.toString(Math.round(theirs)),
        theirs == 0 ? 0 : mine / theirs,
        "0");
  }

  /// The least of several, since the compiler allocates too.
  private static double allocated(Work work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] least = new long[20];
    for (int i = 0; i < least.length; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least[i] = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return (double) Arrays.stream(least).min().orElseThrow() / ProgramWork.CALLS;
  }
}
