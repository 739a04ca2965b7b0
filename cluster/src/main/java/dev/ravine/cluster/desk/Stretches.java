package dev.ravine.cluster.desk;

/// Has stretches done.
public interface Stretches extends AutoCloseable {

  /// Has one done, and waits.
  ///
  /// @param stretch what is to be done
  /// @throws dev.ravine.cluster.host.ShardsLostException if the run has to go on from its
  ///   checkpoint
  /// @throws dev.ravine.cluster.host.ClusterException if nobody does it
  StretchResult run(Stretch stretch);

  /// Gives the run up.
  @Override
  void close();
}
