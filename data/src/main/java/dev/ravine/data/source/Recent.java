package dev.ravine.data.source;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers what was read last, as long as memory lasts and the files are the same: what is to be
/// done is looked at several times before it begins.
///
/// @param <T> what was read
final class Recent<T> {

  /// What tells a file from what it was before.
  record Stamp(Path file, long size, FileTime written) {

    static Optional<Stamp> of(Path file) {
      try {
        return Optional.of(new Stamp(file, Files.size(file), Files.getLastModifiedTime(file)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private @Nullable Object key;
  private SoftReference<T> value = new SoftReference<>(null);

  /// What was read, or is read now.
  ///
  /// @param how what else decides what is read
  /// @param files that it is read from; if one is not there, nothing is remembered
  synchronized T get(Object how, List<Path> files, Supplier<T> reader) {
    List<Optional<Stamp>> stamps = files.stream().map(Stamp::of).toList();
    Object now = List.of(how, stamps);
    T known = now.equals(key) && stamps.stream().allMatch(Optional::isPresent) ? value.get() : null;
    if (known != null) {
      return known;
    }
    T read = reader.get();
    key = now;
    value = new SoftReference<>(read);
    return read;
  }
}
