package dev.ravine.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a [TensorFile], tensor by tensor, so that the whole may be longer than an array.
final class TensorFileReader {

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
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    ByteBuffer bytes = part(in, TensorFile.LENGTH_BYTES, (int) headerLength);
    for (Map.Entry<String, Object> member : header(path, bytes).entrySet()) {
      String name = member.getKey();
      if (!(member.getValue() instanceof Map<?, ?> value)) {
        throw bad(path, "%s in its header must be an object".formatted(name));
      }
      if (name.equals(TensorFile.METADATA)) {
        readTexts(path, value, metadata);
      } else {
        entries.add(entry(path, name, value, types));
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

  @SuppressWarnings("unchecked") // Json's objects have texts as names
  private static Map<String, Object> header(Path path, ByteBuffer bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (Json.parse(text) instanceof Map<?, ?> object) {
        return (Map<String, Object>) object;
      }
      throw bad(path, "its header is no JSON object");
    } catch (CharacterCodingException e) {
      throw new IOException("%s is no safetensors file: its header is no UTF-8".formatted(path), e);
    } catch (Json.SyntaxException e) {
      throw new IOException(
          "%s is no safetensors file: its header is no JSON, or names a tensor twice: %s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static void readTexts(Path path, Map<?, ?> object, Map<String, String> texts)
      throws IOException {
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (!(member.getKey() instanceof String name && member.getValue() instanceof String text)) {
        throw bad(path, "%s in its metadata must be a text".formatted(member.getKey()));
      }
      texts.put(name, text);
    }
  }

  private static Entry entry(Path path, String name, Map<?, ?> json, List<String> types)
      throws IOException {
    Object type = json.get("dtype");
    if (!(type instanceof String text && types.contains(text))) {
      throw new IOException(
          "%s: tensor %s must have dtype %s, has %s"
              .formatted(path, name, String.join(" or ", types), type == null ? "none" : type));
    }
    int bytes =
        switch (text) {
          case "F64" -> Double.BYTES;
          case "F32" -> Float.BYTES;
          default -> Short.BYTES;
        };
    List<Integer> shape = new ArrayList<>();
    if (!(json.get("shape") instanceof List<?> sizes)) {
      throw bad(path, "tensor %s has no shape".formatted(name));
    }
    for (Object size : sizes) {
      if (!(size instanceof Long whole && whole >= 0 && whole <= Integer.MAX_VALUE)) {
        throw bad(path, "tensor %s has a size that is none: %s".formatted(name, size));
      }
      shape.add(whole.intValue());
    }
    if (!(json.get("data_offsets") instanceof List<?> place
        && place.size() == 2
        && place.get(0) instanceof Long from
        && place.get(1) instanceof Long to)) {
      throw bad(path, "tensor %s needs two data_offsets".formatted(name));
    }
    return new Entry(name, shape, bytes, from, to);
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
