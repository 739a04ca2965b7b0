package dev.ravine.cluster.simulation;

import dev.ravine.data.Dataset;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.Evaluator;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Training;
import java.util.stream.IntStream;

/// How good the parameters of a simulated training are, on one thread.
record Validation(Training training) {

  /// The model with all parameters.
  TrainedModel model(float[] parameters) {
    Dataset train = training.split().train();
    try (ThreadTeam team = new ThreadTeam(1)) {
      BatchStatisticsEstimator statistics =
          new BatchStatisticsEstimator(training.model(), train, train.preprocessing(), team);
      return new TrainedModel(
          training.model(), parameters, statistics.at(parameters), train.preprocessing());
    }
  }

  /// On all validation examples.
  Evaluation of(float[] parameters) {
    Dataset validation = training.split().validation();
    TrainedModel model = model(parameters);
    try (ThreadTeam team = new ThreadTeam(1)) {
      return new Evaluator(
              training.model(),
              validation,
              IntStream.range(0, validation.size()).toArray(),
              model.preprocessing(),
              team,
              training.loss(),
              training.criterion())
          .evaluate(model.theta(), model.statistics());
    }
  }
}
