package dev.ravine.cluster;

import dev.ravine.data.Dataset;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.optim.layout.ParameterLayout;

/// Where parameters will lie, before a training has begun.
final class Layouts {

  private Layouts() {}

  static ParameterLayout of(TrainingObjective objective) {
    Dataset train = objective.split().train();
    Loss loss = objective.loss().orElseGet(() -> Loss.of(train.targets()));
    return new Network(objective.model(), loss, objective.batch(), train.features()).layout();
  }
}
