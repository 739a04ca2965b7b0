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
  /// @throws IOException if it is there and must stay, or can't be written
  public void check(@Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    if (Files.isRegularFile(file) && !overwrite) {
      throw new IOException("%s is there already: --overwrite replaces it".formatted(file));
    }
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      return; // Such as /dev/stdout.
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null) {
      throw new IOException("%s is a folder, and a file is to be written".formatted(file));
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s can't be written: there is no folder %s".formatted(file, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(
          "%s can't be written: nothing can be written to %s".formatted(file, folder));
    }
  }
}
