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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A safetensors file: eight bytes with the length of the header, the header (JSON: type, shape and
/// place of each tensor, and texts by name), the numbers (little-endian).
///
/// @param tensors in the order of their places
/// @param metadata texts by name, written in the order of the names so that equal content gives
///   equal bytes
public record TensorFile(List<Tensor> tensors, Map<String, String> metadata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper HEADERS =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String METADATA = "__metadata__";
  private static final String SEAL = "checksum";
  private static final int LENGTH_BYTES = 8;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

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
    long bytesInAll = tensors.stream().mapToLong(Tensor::bytes).sum();
    if (header.length + bytesInAll > MOST_BYTES) {
      throw new IOException("%s would have more than %d bytes".formatted(path, MOST_BYTES));
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
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.isDouble() ? "F64" : "F32");
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      ArrayNode place = entry.putArray("data_offsets");
      place.add(at);
      at += tensor.bytes();
      place.add(at);
    }
    byte[] json = JSON.writeValueAsBytes(header);
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
    return read(path, List.of("F32", "BF16"));
  }

  /// Reads a file of tensors in single and double precision, otherwise as [#read].
  ///
  /// @param path what to read
  /// @return its content
  /// @throws IOException if the file can't be read or is not what the format demands
  public static TensorFile readWithDoubles(Path path) throws IOException {
    return read(path, List.of("F32", "BF16", "F64"));
  }

  private static TensorFile read(Path path, List<String> types) throws IOException {
    if (Files.size(path) > MOST_BYTES) {
      throw bad(path, "it has more than %d bytes".formatted(MOST_BYTES));
    }
    byte[] content = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < LENGTH_BYTES) {
      throw bad(path, "it has no header length");
    }
    long headerLength = bytes.getLong();
    if (headerLength < 2 || headerLength > content.length - LENGTH_BYTES) {
      throw bad(path, "a header of %d bytes does not fit".formatted(headerLength));
    }
    int start = LENGTH_BYTES + (int) headerLength;
    String text = new String(content, LENGTH_BYTES, (int) headerLength, StandardCharsets.UTF_8);
    JsonNode header;
    try {
      header = HEADERS.readTree(text);
    } catch (JacksonException e) {
      throw new IOException(
          "%s is no safetensors file: its header is no JSON, or names a tensor twice: %s"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
    if (!header.isObject()) {
      throw bad(path, "the header is no JSON object");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : header.properties()) {
      if (property.getKey().equals(METADATA)) {
        property
            .getValue()
            .properties()
            .forEach(each -> metadata.put(each.getKey(), each.getValue().asString("")));
      } else {
        entries.add(entry(path, property.getKey(), property.getValue(), types));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    TensorFile file = new TensorFile(tensors(path, bytes, start, entries), metadata);
    if (metadata.containsKey(SEAL) && !Checksum.ofFile(file, SEAL).equals(metadata.get(SEAL))) {
      throw new IOException(path + " is damaged: its checksum is not that of its content");
    }
    return file;
  }

  private record Entry(String name, List<Integer> shape, int bytes, long from, long to) {}

  private static Entry entry(Path path, String name, JsonNode json, List<String> types)
      throws IOException {
    String type = json.path("dtype").asString("");
    if (!types.contains(type)) {
      throw new IOException(
          "%s: tensor %s must have dtype %s, has %s"
              .formatted(path, name, String.join(" or ", types), type));
    }
    int bytes =
        switch (type) {
          case "F64" -> Double.BYTES;
          case "F32" -> Float.BYTES;
          default -> Short.BYTES;
        };
    List<Integer> shape = new ArrayList<>();
    for (JsonNode size : json.path("shape")) {
      if (!size.canConvertToInt() || size.asInt() < 0) {
        throw bad(path, "tensor %s has a size that is none: %s".formatted(name, size));
      }
      shape.add(size.asInt());
    }
    JsonNode place = json.path("data_offsets");
    if (!place.isArray()
        || place.size() != 2
        || !place.get(0).canConvertToLong()
        || !place.get(1).canConvertToLong()) {
      throw bad(path, "tensor %s needs two data_offsets".formatted(name));
    }
    return new Entry(name, shape, bytes, place.get(0).asLong(), place.get(1).asLong());
  }

  private static List<Tensor> tensors(Path path, ByteBuffer bytes, int start, List<Entry> entries)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    long end = 0;
    for (Entry entry : entries) {
      long elements = 1;
      for (int size : entry.shape()) {
        elements = Math.min(elements * size, Integer.MAX_VALUE);
      }
      boolean fits =
          entry.from() == end
              && entry.to() == end + entry.bytes() * elements
              && start + entry.to() <= bytes.capacity();
      if (!fits) {
        throw bad(
            path,
            "tensor %s of shape %s can't lie at bytes %d to %d"
                .formatted(entry.name(), entry.shape(), entry.from(), entry.to()));
      }
      bytes.position(start + (int) entry.from());
      end = entry.to();
      if (entry.bytes() == Double.BYTES) {
        double[] doubles = new double[(int) elements];
        bytes.asDoubleBuffer().get(doubles);
        tensors.add(Tensor.ofDoubles(entry.name(), entry.shape(), doubles));
        continue;
      }
      float[] values = new float[(int) elements];
      if (entry.bytes() == Float.BYTES) {
        bytes.asFloatBuffer().get(values);
      } else {
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
        }
      }
      tensors.add(new Tensor(entry.name(), entry.shape(), values));
    }
    if (start + end != bytes.capacity()) {
      throw bad(path, "%d bytes belong to no tensor".formatted(bytes.capacity() - start - end));
    }
    return tensors;
  }

  private static IOException bad(Path path, String what) {
    return new IOException("%s is no safetensors file: %s".formatted(path, what));
  }
}
