package dev.ravine.lab.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps other programs from working in a folder. The system lets go of it when the program ends,
/// however it ends.
public final class FolderLock implements AutoCloseable {

  private static final String NAME = "lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the folder.
  ///
  /// @param folder that this program writes to
  /// @return to be closed in the end
  /// @throws IOException if another program, or another part of this one, works there
  public static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException ours) {
      // The same as a lock of another program.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(
        "%s must not be in use, but another program is writing to it: wait until it ends"
            .formatted(folder));
  }

  /// Whether a file is a lock.
  ///
  /// @param file any path
  /// @return by its name
  public static boolean isLock(Path file) {
    return file.getFileName().toString().equals(NAME);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
