package dev.ravine.nn.train;

import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.optim.Checkpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a training is: what its checkpoints hold beside parameters and optimizer.
final class Progress {

  private static final String STEP = "step";
  private static final String EPOCHS_EVALUATED = "evaluations";
  private static final String BATCHES = "batches";
  private static final String GRADIENTS = "gradients";
  private static final String NANOS = "nanos";
  private static final String TRAINING = "training";
  private static final String BEST = "bestAccuracy";
  private static final String EPOCHS_WITHOUT = "epochsWithoutBetter";
  private static final String BATCHES_EVALUATED = "batchesEvaluated";
  private static final String LAST = "lastEvaluation";

  /// How many numbers of an evaluation the checkpoints of earlier versions have.
  private static final int WITHOUT_SCORES = 4;

  /// How good the model was when it was evaluated.
  record Evaluated(Evaluation train, Evaluation validation) {

    private String text() {
      return "%s %s %s %s %s %s"
          .formatted(
              train.accuracy(),
              train.loss(),
              validation.accuracy(),
              validation.loss(),
              train.score(),
              validation.score());
    }

    private static Evaluated parse(String text) {
      double[] n = Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      return n.length == WITHOUT_SCORES
          ? new Evaluated(new Evaluation(n[0], n[1]), new Evaluation(n[2], n[3]))
          : new Evaluated(new Evaluation(n[0], n[1], n[4]), new Evaluation(n[2], n[3], n[5]));
    }
  }

  private final Training training;
  private long step;
  private long batches;
  private int epochsEvaluated;
  private double best = Double.NEGATIVE_INFINITY;
  private int epochsWithout;
  private long gradientsBefore;
  private long nanosBefore;
  private long batchesEvaluated;
  private Optional<Evaluated> last = Optional.empty();
  private String identity = "";

  Progress(Training training) {
    this.training = training;
  }

  /// What a checkpoint must share with a training that resumes from it. It is computed when it is
  /// needed: the checksum reads all data.
  private String identity() {
    if (identity.isEmpty()) {
      identity =
          "data %s; batch %s; seed %s; sampling %s; model %s"
              .formatted(
                  training.split().train().checksum(),
                  Integer.toString(training.batch()),
                  Long.toString(training.seed().value()),
                  training.objective().sampling(),
                  Sequential.of(training.model()).map(Sequential::text).orElse("another"));
      if (!training.method().toString().equals(TrainingMethod.PLAIN.toString())) {
        identity += "; method " + training.method();
      }
    }
    return identity;
  }

  /// Goes to where a checkpoint was taken, which was checked.
  void resume(Checkpoint checkpoint) {
    step = Long.parseLong(checkpoint.note(STEP));
    batches = checkpoint.find(BATCHES).map(Long::parseLong).orElse(step);
    epochsEvaluated = Integer.parseInt(checkpoint.note(EPOCHS_EVALUATED));
    gradientsBefore = Long.parseLong(checkpoint.note(GRADIENTS));
    nanosBefore = Long.parseLong(checkpoint.note(NANOS));
    checkpoint.find(BEST).ifPresent(value -> best = Double.parseDouble(value));
    checkpoint.find(EPOCHS_WITHOUT).ifPresent(count -> epochsWithout = Integer.parseInt(count));
    checkpoint.find(BATCHES_EVALUATED).ifPresent(count -> batchesEvaluated = Long.parseLong(count));
    last = checkpoint.find(LAST).map(Evaluated::parse);
  }

  /// Refuses the checkpoint of another training.
  ///
  /// @throws IllegalArgumentException if it is of another recipe, or of other data, another batch
  ///   size, seed or model
  void check(Checkpoint checkpoint) {
    String recipe = training.optimizer().toString();
    if (!checkpoint.recipe().equals(recipe)) {
      throw new IllegalArgumentException(
          "the checkpoint is of the recipe %s, but the run's is %s"
              .formatted(checkpoint.recipe(), recipe));
    }
    checkpoint.find(TRAINING).ifPresent(this::checkSame);
  }

  private void checkSame(String before) {
    List<String> then = List.of(before.split("; ", -1));
    List<String> now = List.of(identity().split("; ", -1));
    for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
      String old = i < then.size() ? then.get(i) : "nothing";
      String here = i < now.size() ? now.get(i) : "nothing";
      if (!old.equals(here)) {
        throw new IllegalArgumentException(
            "the checkpoint is of a training with %s, but this one has %s".formatted(old, here));
      }
    }
  }

  /// Adds it to a checkpoint.
  ///
  /// @param gradients computed since the start or [#resume]
  /// @param nanos spent since then
  Checkpoint note(Checkpoint checkpoint, long gradients, long nanos) {
    Checkpoint noted =
        last.map(evaluated -> checkpoint.withNote(LAST, evaluated.text())).orElse(checkpoint);
    return noted
        .withNote(BATCHES_EVALUATED, Long.toString(batchesEvaluated))
        .withNote(TRAINING, identity())
        .withNote(STEP, Long.toString(step))
        .withNote(BATCHES, Long.toString(batches))
        .withNote(EPOCHS_EVALUATED, Integer.toString(epochsEvaluated))
        .withNote(BEST, Double.toString(best))
        .withNote(EPOCHS_WITHOUT, Integer.toString(epochsWithout))
        .withNote(GRADIENTS, Long.toString(gradientsBefore + gradients))
        .withNote(NANOS, Long.toString(nanosBefore + nanos));
  }

  /// How many steps are done.
  long step() {
    return step;
  }

  /// Begins the next step.
  ///
  /// @return its number, from 1
  long nextStep() {
    return ++step;
  }

  /// How many mini-batches the steps used.
  long batches() {
    return batches;
  }

  /// A step used so many mini-batches.
  void used(long batchesOfStep) {
    batches += batchesOfStep;
  }

  /// How many epochs are done: a step may be more than one.
  int epoch() {
    return (int) Math.min(training.epochs(), batches / training.stepsPerEpoch());
  }

  boolean isBetweenEpochs() {
    return batches % training.stepsPerEpoch() == 0 || needsEvaluation();
  }

  /// Whether the model is to be evaluated at this point. A checkpoint may have been taken after it
  /// was.
  boolean needsEvaluation() {
    return epochsEvaluated <= epoch();
  }

  /// The first epoch of which the model was not evaluated.
  int epochToEvaluate() {
    return epochsEvaluated;
  }

  /// The model was evaluated.
  void evaluated(Evaluated now) {
    if (epochsEvaluated > 0) {
      double score = now.validation.score();
      boolean better = score > best;
      best = better ? score : best;
      epochsWithout = better ? 0 : epochsWithout + 1;
    }
    epochsEvaluated++;
    batchesEvaluated = batches;
    last = Optional.of(now);
  }

  /// A step went over the end of an epoch, which is given the evaluation before it.
  ///
  /// @return that evaluation
  Evaluated skipped() {
    epochsEvaluated++;
    return last.orElseThrow();
  }

  /// Whether a step was done since the model was evaluated.
  boolean movedSinceEvaluation() {
    return batches > batchesEvaluated;
  }

  /// Whether all epochs are done, or patience ran out.
  boolean isFinished() {
    return epoch() == training.epochs()
        || (training.patience() > 0 && epochsWithout >= training.patience());
  }

  long gradientsBefore() {
    return gradientsBefore;
  }

  long nanosBefore() {
    return nanosBefore;
  }
}
