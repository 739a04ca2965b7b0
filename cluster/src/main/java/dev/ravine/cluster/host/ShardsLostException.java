package dev.ravine.cluster.host;

/// Shards are not there any more, or do not answer: a run has to go on from its last checkpoint.
public final class ShardsLostException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /// Says why they are lost.
  ///
  /// @param reason a sentence without its end
  public ShardsLostException(String reason) {
    super(reason + ": the run has to go on from its last checkpoint");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
