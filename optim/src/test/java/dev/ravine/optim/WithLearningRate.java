package dev.ravine.optim;

import java.util.List;

/// Any rule with its learning rate replaced.
record WithLearningRate(UpdateRule rule, Schedule learningRate) implements UpdateRule {

  static UpdateRule of(UpdateRule rule, Schedule learningRate) {
    return new WithLearningRate(rule, learningRate);
  }

  @Override
  public List<Slot> slots() {
    return rule.slots();
  }

  @Override
  public boolean appliesLearningRate() {
    return rule.appliesLearningRate();
  }

  @Override
  public BlockLoop begin() {
    return rule.begin();
  }
}
