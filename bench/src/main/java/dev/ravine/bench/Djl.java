package dev.ravine.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/// The same work by Deep Java Library on PyTorch.
final class Djl {

  private Djl() {}

  static String description() {
    return Engine.getInstance().toString().lines().findFirst().orElse("Deep Java Library");
  }

  /// Which of Ravine's rules it has, by their names here.
  static final List<String> RULES =
      List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw");

  private static Optimizer optimizer(String rule, float learningRate) {
    Tracker rate = Tracker.fixed(learningRate);
    return switch (rule) {
      case "sgd" -> Optimizer.sgd().setLearningRateTracker(rate).build();
      case "momentum" -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
      case "nesterov" -> Optimizer.nag().setLearningRateTracker(rate).setMomentum(0.9f).build();
      case "adagrad" -> Optimizer.adagrad().optLearningRateTracker(rate).build();
      case "rmsprop" -> Optimizer.rmsprop().optLearningRateTracker(rate).build();
      case "adadelta" -> Optimizer.adadelta().build();
      case "adam" -> Optimizer.adam().optLearningRateTracker(rate).build();
      case "adamw" -> Optimizer.adamW().optLearningRateTracker(rate).build();
      default -> throw new IllegalArgumentException("Deep Java Library has no " + rule);
    };
  }

  static Work trainingStep(String rule, float learningRate) {
    SequentialBlock block = new SequentialBlock();
    for (int i = 0; i < 5; i++) {
      block.add(Linear.builder().setUnits(100).build()).add(Activation::relu);
    }
    block.add(Linear.builder().setUnits(Ravine.CLASSES).build());
    Model model = Model.newInstance("mlp", "PyTorch");
    model.setBlock(block);
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(optimizer(rule, learningRate)));
    trainer.initialize(new Shape(Ravine.BATCH, Ravine.FEATURES));
    NDManager running = trainer.getManager();
    NDArray features =
        running
            .create(Ravine.numbers(Ravine.BATCH * Ravine.FEATURES, 3))
            .reshape(Ravine.BATCH, Ravine.FEATURES);
    float[] labels = new float[Ravine.BATCH];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % Ravine.CLASSES;
    }
    NDArray targets = running.create(labels);
    return () -> {
      try (NDManager step = running.newSubManager()) {
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList predictions = trainer.forward(new NDList(features));
          NDArray loss = trainer.getLoss().evaluate(new NDList(targets), predictions);
          loss.attach(step);
          collector.backward(loss);
          loss.getFloat();
          predictions.attach(step);
        }
        trainer.step();
      }
    };
  }

  static Work optimizerStep(String rule, int size) {
    Optimizer optimizer = optimizer(rule, 1e-9f);
    NDManager running = NDManager.newBaseManager();
    NDArray theta = running.create(Ravine.numbers(size, 1));
    NDArray gradient = running.create(Ravine.numbers(size, 2));
    return () -> optimizer.update("theta", theta, gradient);
  }
}
