package dev.ravine.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
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
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  /// Copies both collections and sorts the texts.
  public TensorFile {
    tensors = List.copyOf(tensors);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /// Writes the file aside and moves it into place: what is at `path` is whole.
  ///
  /// @param path where to write
  /// @throws IOException if the disk fails
  public void write(Path path) throws IOException {
    byte[] header = header();
    long bytesInAll = tensors.stream().mapToLong(t -> (long) Float.BYTES * t.values().length).sum();
    if (header.length + bytesInAll > MOST_BYTES) {
      throw new IOException("%s would have more than %d bytes".formatted(path, MOST_BYTES));
    }
    Path aside = path.resolveSibling("%s.%s.part".formatted(path.getFileName(), UUID.randomUUID()));
    try (FileChannel out =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(out, little(LENGTH_BYTES).putLong(header.length).flip());
      writeAll(out, ByteBuffer.wrap(header));
      for (Tensor tensor : tensors) {
        ByteBuffer bytes = little(Math.multiplyExact(tensor.values().length, Float.BYTES));
        bytes.asFloatBuffer().put(tensor.values());
        writeAll(out, bytes);
      }
      out.force(true);
    }
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] header() {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", "F32");
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      ArrayNode place = entry.putArray("data_offsets");
      place.add(at);
      at += (long) Float.BYTES * tensor.values().length;
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

  /// Reads a file of single precision tensors and checks that every byte is accounted for.
  ///
  /// @param path what to read
  /// @return its content
  /// @throws IOException if the file can't be read or is not what the format demands
  public static TensorFile read(Path path) throws IOException {
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
      header = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException("%s: the header is no JSON: %s".formatted(path, e.getMessage()), e);
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
        entries.add(entry(path, property.getKey(), property.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from));
    return new TensorFile(tensors(path, bytes, start, entries), metadata);
  }

  private record Entry(String name, List<Integer> shape, long from, long to) {}

  private static Entry entry(Path path, String name, JsonNode json) throws IOException {
    if (!"F32".equals(json.path("dtype").asString(""))) {
      throw bad(path, "tensor %s must have dtype F32".formatted(name));
    }
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
    return new Entry(name, shape, place.get(0).asLong(), place.get(1).asLong());
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
          (elements > 0 || entry.shape().size() < 3)
              && entry.from() == end
              && entry.to() == end + Float.BYTES * elements
              && start + entry.to() <= bytes.capacity();
      if (!fits) {
        throw bad(
            path,
            "tensor %s of shape %s can't lie at bytes %d to %d"
                .formatted(entry.name(), entry.shape(), entry.from(), entry.to()));
      }
      float[] values = new float[(int) elements];
      bytes.position(start + (int) entry.from());
      bytes.asFloatBuffer().get(values);
      tensors.add(new Tensor(entry.name(), entry.shape(), values));
      end = entry.to();
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
