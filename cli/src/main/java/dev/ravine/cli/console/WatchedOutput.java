package dev.ravine.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers what could not be written, which print streams and writers swallow.
public final class WatchedOutput extends FilterOutputStream {

  private static final String NOBODY_READS = "Broken pipe";

  private @Nullable IOException failure;

  /// Watches an output.
  ///
  /// @param out takes the bytes
  public WatchedOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /// What went wrong first. That nobody reads any more, as behind `| head`, is nothing wrong.
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure)
        .filter(e -> !String.valueOf(e.getMessage()).contains(NOBODY_READS));
  }
}
