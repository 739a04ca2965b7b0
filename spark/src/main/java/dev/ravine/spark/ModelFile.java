package dev.ravine.spark;

import dev.ravine.nn.saved.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/// A model as the bytes of its file, for a driver to send and executors to predict with: each
/// compiles it once.
final class ModelFile implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String NAME = "model.safetensors";

  private final byte[] bytes;
  private final String checksum;

  private ModelFile(byte[] bytes, String checksum) {
    this.bytes = bytes;
    this.checksum = checksum;
  }

  static ModelFile of(SavedModel model) {
    try {
      Path file = Files.createTempFile("ravine", ".safetensors");
      try {
        model.write(file);
        return new ModelFile(Files.readAllBytes(file), model.checksum());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SavedModel model() {
    try {
      return SavedModel.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Which model it is.
  String checksum() {
    return checksum;
  }

  /// Writes it into a folder of any file system that Spark knows.
  void write(String folder, Configuration configuration) throws IOException {
    var path = new org.apache.hadoop.fs.Path(folder, NAME);
    FileSystem files = path.getFileSystem(configuration);
    try (var out = files.create(path)) {
      out.write(bytes);
    }
  }

  /// Reads what [#write] wrote.
  static ModelFile read(String folder, Configuration configuration) throws IOException {
    var path = new org.apache.hadoop.fs.Path(folder, NAME);
    FileSystem files = path.getFileSystem(configuration);
    try (InputStream in = files.open(path)) {
      byte[] bytes = in.readAllBytes();
      SavedModel model = SavedModel.read(new ByteArrayInputStream(bytes));
      return new ModelFile(bytes, model.checksum());
    } catch (IOException e) {
      throw new IOException("%s can't be read: %s".formatted(path, e.getMessage()), e);
    }
  }
}
