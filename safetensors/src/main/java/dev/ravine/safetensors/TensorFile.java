package dev.ravine.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;

/// A safetensors file: eight bytes with the length of the header, the header (JSON: type, shape and
/// place of each tensor, and texts by name), the numbers (little-endian).
///
/// @param tensors in the order of their places
/// @param metadata texts by name, written in the order of the names so that equal content gives
///   equal bytes
public record TensorFile(List<Tensor> tensors, Map<String, String> metadata) {

  static final String METADATA = "__metadata__";
  static final String SEAL = "checksum";
  static final int LENGTH_BYTES = 8;
  static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  /// Copies both collections, sorts the texts, and checks that tensors have names of their own.
  public TensorFile {
    tensors = List.copyOf(tensors);
    Set<String> names = new HashSet<>(Set.of(METADATA));
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException(
            "tensors must have names of their own, other than %s, but there is one more %s"
                .formatted(METADATA, tensor.name()));
      }
    }
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /// The same with a checksum of everything else among the texts, which [#read] checks.
  ///
  /// @return a file that can't be altered unnoticed by accident
  public TensorFile sealed() {
    Map<String, String> more = new TreeMap<>(metadata);
    more.remove(SEAL);
    more.put(SEAL, Checksum.ofFile(this, SEAL));
    return new TensorFile(tensors, more);
  }

  /// A checksum of the content, for those who keep it as one of the texts.
  ///
  /// @param without the name of a text that does not count
  /// @return SHA-256 of all other texts and of all tensors, in hexadecimal
  public String checksum(String without) {
    return Checksum.ofContent(this, without);
  }

  /// Writes the file aside and moves it into place: what is at `path` is whole.
  ///
  /// @param path where to write
  /// @throws IOException if the disk fails
  public void write(Path path) throws IOException {
    byte[] header = header();
    for (Tensor tensor : tensors) {
      if (tensor.bytes() > MOST_BYTES) {
        throw new IOException(
            "%s: tensor %s must have at most %d bytes, has %d"
                .formatted(path, tensor.name(), MOST_BYTES, tensor.bytes()));
      }
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new NoSuchFileException(path.toString(), null, "its folder is missing");
    }
    Path aside = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      writeAside(aside, header);
      Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private void writeAside(Path aside, byte[] header) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(out, little(LENGTH_BYTES).putLong(header.length).flip());
      writeAll(out, ByteBuffer.wrap(header));
      for (Tensor tensor : tensors) {
        writeAll(out, tensor.toBytes(ByteOrder.LITTLE_ENDIAN));
      }
      out.force(true);
    }
  }

  private byte[] header() {
    StringJoiner texts = new StringJoiner(",", "{", "}");
    metadata.forEach((name, text) -> texts.add(Json.quoted(name) + ":" + Json.quoted(text)));
    StringJoiner header = new StringJoiner(",", "{", "}");
    header.add(Json.quoted(METADATA) + ":" + texts);
    long at = 0;
    for (Tensor tensor : tensors) {
      String type = tensor.isDouble() ? "F64" : "F32";
      String shape = tensor.shape().toString().replace(" ", "");
      long end = at + tensor.bytes();
      header.add(
          Json.quoted(tensor.name())
              + ":{\"dtype\":\""
              + type
              + "\",\"shape\":"
              + shape
              + ",\"data_offsets\":["
              + at
              + ","
              + end
              + "]}");
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    byte[] bytes = Arrays.copyOf(json, padded);
    Arrays.fill(bytes, json.length, padded, (byte) ' ');
    return bytes;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /// Reads a file of single precision tensors and checks that every byte is accounted for, and its
  /// checksum if it has one. Tensors in bfloat16 become single precision, exactly.
  ///
  /// @param path what to read
  /// @return its content
  /// @throws IOException if the file can't be read or is not what the format demands
  public static TensorFile read(Path path) throws IOException {
    return TensorFileReader.read(path, List.of("F32", "BF16"));
  }

  /// Reads a file of tensors in single and double precision, otherwise as [#read].
  ///
  /// @param path what to read
  /// @return its content
  /// @throws IOException if the file can't be read or is not what the format demands
  public static TensorFile readWithDoubles(Path path) throws IOException {
    return TensorFileReader.read(path, List.of("F32", "BF16", "F64"));
  }
}
