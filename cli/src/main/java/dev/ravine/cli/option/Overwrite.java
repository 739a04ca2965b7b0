package dev.ravine.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Files that people name are replaced only if they say so.
public final class Overwrite {

  @Option(names = "--overwrite", description = "Replace what is written if it is there already.")
  private boolean overwrite;

  /// Checks a file before any work.
  ///
  /// @param file empty if it is not asked for
  /// @throws IOException if it is there and must stay
  public void check(@Nullable Path file) throws IOException {
    if (file != null && Files.isRegularFile(file) && !overwrite) {
      throw new IOException("%s is there already: --overwrite replaces it".formatted(file));
    }
  }
}
