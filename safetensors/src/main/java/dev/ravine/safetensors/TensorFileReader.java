package dev.ravine.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Reads a [TensorFile], tensor by tensor, so that the whole may be longer than an array.
final class TensorFileReader {

  private static final ObjectMapper HEADERS =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private TensorFileReader() {}

  /// Reads a file whose tensors are of some types.
  static TensorFile read(Path path, List<String> types) throws IOException {
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(path, in, types);
    }
  }

  private static TensorFile read(Path path, FileChannel in, List<String> types) throws IOException {
    if (in.size() < TensorFile.LENGTH_BYTES) {
      throw bad(path, "it has no header length");
    }
    long headerLength = part(in, 0, TensorFile.LENGTH_BYTES).getLong();
    if (headerLength < 2
        || headerLength > Math.min(TensorFile.MOST_BYTES, in.size()) - TensorFile.LENGTH_BYTES) {
      throw bad(path, "a header of %d bytes does not fit".formatted(headerLength));
    }
    int start = TensorFile.LENGTH_BYTES + (int) headerLength;
    String text =
        StandardCharsets.UTF_8
            .decode(part(in, TensorFile.LENGTH_BYTES, (int) headerLength))
            .toString();
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
      if (property.getKey().equals(TensorFile.METADATA)) {
        property
            .getValue()
            .properties()
            .forEach(each -> metadata.put(each.getKey(), each.getValue().asString("")));
      } else {
        entries.add(entry(path, property.getKey(), property.getValue(), types));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    TensorFile file = new TensorFile(tensors(path, in, start, entries), metadata);
    if (metadata.containsKey(TensorFile.SEAL)
        && !Checksum.ofFile(file, TensorFile.SEAL).equals(metadata.get(TensorFile.SEAL))) {
      throw new IOException(path + " is damaged: its checksum is not that of its content");
    }
    return file;
  }

  /// Some bytes of a file, to be read as little-endian numbers.
  private static ByteBuffer part(FileChannel in, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (in.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("a file became shorter while it was read");
      }
    }
    return bytes.flip();
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

  private static List<Tensor> tensors(Path path, FileChannel in, int start, List<Entry> entries)
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
              && start + entry.to() <= in.size();
      if (!fits) {
        throw bad(
            path,
            "tensor %s of shape %s can't lie at bytes %d to %d"
                .formatted(entry.name(), entry.shape(), entry.from(), entry.to()));
      }
      if (entry.to() - end > TensorFile.MOST_BYTES) {
        throw bad(
            path,
            "tensor %s has more than %d bytes".formatted(entry.name(), TensorFile.MOST_BYTES));
      }
      ByteBuffer bytes = part(in, start + entry.from(), (int) (entry.to() - entry.from()));
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
    if (start + end != in.size()) {
      throw bad(path, "%d bytes belong to no tensor".formatted(in.size() - start - end));
    }
    return tensors;
  }

  private static IOException bad(Path path, String what) {
    return new IOException("%s is no safetensors file: %s".formatted(path, what));
  }
}
