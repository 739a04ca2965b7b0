package dev.ravine.cluster.shard;

/// What a shard does with a gradient that was computed at parameters of an older version.
public enum StalenessPolicy {

  /// The same as with any other.
  IGNORE,

  /// Divides the update by the staleness, if that is more than 1: as if the learning rate were
  /// lower. What the rule keeps, it learns in full.
  ///
  /// Zhang, Gupta, Lian, Liu: Staleness-aware Async-SGD for Distributed Deep Learning (IJCAI 2016),
  /// equation 6, with the staleness of each gradient in place of the mean.
  DIVIDE_RATE
}
