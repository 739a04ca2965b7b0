package dev.ravine.cluster.shard;

/// The parameters of a shard.
public final class Content {

  private final long version;
  private final float[] weights;

  Content(long version, float[] weights) {
    this.version = version;
    this.weights = weights;
  }

  /// How many gradients were applied to them.
  public long version() {
    return version;
  }

  /// The parameters, until the next [Read] into the same array.
  public float[] weights() {
    return weights;
  }
}
