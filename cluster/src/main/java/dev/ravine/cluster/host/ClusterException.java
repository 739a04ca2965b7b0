package dev.ravine.cluster.host;

/// Other processes are not there, or are not what they should be: somebody has to mend that.
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Says what somebody has to do.
  ///
  /// @param message what to do, as a sentence without its end
  public ClusterException(String message) {
    super(message);
  }

  /// Says what to do, and why.
  ///
  /// @param message what to do, as a sentence without its end
  /// @param cause what was thrown
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
