package dev.ravine.data;

/// A data set that is missing, damaged or too small. The message says which file, at which byte,
/// and what was expected.
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// A failure found by looking at the data.
  ///
  /// @param message one sentence for people
  public DataException(String message) {
    super(message);
  }

  /// A failure of reading or writing.
  ///
  /// @param message one sentence for people
  /// @param cause what failed
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
