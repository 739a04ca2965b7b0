package dev.ravine.cluster.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Single values, lists and maps of them.
public final class Fields {

  private Fields() {}

  /// Writes something.
  ///
  /// @param <T> its type
  @FunctionalInterface
  public interface Writer<T> {

    /// Writes a value.
    ///
    /// @param value what
    /// @param out where to
    /// @throws IOException if it can't be written
    void write(T value, DataOutput out) throws IOException;
  }

  /// Reads what a [Writer] wrote.
  ///
  /// @param <T> its type
  @FunctionalInterface
  public interface Reader<T> {

    /// Reads a value.
    ///
    /// @param in where from
    /// @throws IOException if it can't be read
    T read(DataInput in) throws IOException;
  }

  /// The bytes that a value is written as.
  ///
  /// @param value what
  /// @param writer writes it
  /// @param <T> its type
  public static <T> byte[] bytes(T value, Writer<T> writer) {
    Segments bytes = new Segments();
    try {
      writer.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The value that bytes stand for.
  ///
  /// @param bytes what [#bytes] gave
  /// @param reader reads it
  /// @param <T> its type
  /// @throws UncheckedIOException if they were written otherwise
  public static <T> T value(byte[] bytes, Reader<T> reader) {
    return value(bytes, 0, reader);
  }

  /// The value that the rest of some bytes stands for.
  ///
  /// @param bytes what [#bytes] gave
  /// @param from where the value begins
  /// @param reader reads it
  /// @param <T> its type
  /// @throws UncheckedIOException if they were written otherwise
  public static <T> T value(byte[] bytes, int from, Reader<T> reader) {
    try {
      return reader.read(
          new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a text of any length.
  ///
  /// @param text what
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /// Reads a text.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /// Writes bytes.
  ///
  /// @param bytes what
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// Reads bytes.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  /// Writes a constant by its name.
  ///
  /// @param constant of an enum
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void writeName(Enum<?> constant, DataOutput out) throws IOException {
    writeText(constant.name(), out);
  }

  /// Reads a constant.
  ///
  /// @param type of it
  /// @param in where from
  /// @param <E> of it
  /// @throws IOException if it can't be read, or there is none of that name
  public static <E extends Enum<E>> E readName(Class<E> type, DataInput in) throws IOException {
    String name = readText(in);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("there is no %s %s".formatted(type.getSimpleName(), name), e);
    }
  }

  /// Writes a list.
  ///
  /// @param values in their order
  /// @param writer of each
  /// @param out where to
  /// @param <T> of each
  /// @throws IOException if it can't be written
  public static <T> void writeAll(List<T> values, Writer<T> writer, DataOutput out)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  /// Reads a list.
  ///
  /// @param reader of each
  /// @param in where from
  /// @param <T> of each
  /// @throws IOException if it can't be read
  public static <T> List<T> readAll(Reader<T> reader, DataInput in) throws IOException {
    int size = in.readInt();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }

  /// Writes a map in the order of its keys.
  ///
  /// @param map keys and values
  /// @param key writes a key
  /// @param value writes a value
  /// @param out where to
  /// @param <K> of keys
  /// @param <V> of values
  /// @throws IOException if it can't be written
  public static <K extends Comparable<K>, V> void writeMap(
      Map<K, V> map, Writer<K> key, Writer<V> value, DataOutput out) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<K, V> entry : new TreeMap<>(map).entrySet()) {
      key.write(entry.getKey(), out);
      value.write(entry.getValue(), out);
    }
  }

  /// Reads a map.
  ///
  /// @param key reads a key
  /// @param value reads a value
  /// @param in where from
  /// @param <K> of keys
  /// @param <V> of values
  /// @throws IOException if it can't be read
  public static <K extends Comparable<K>, V> Map<K, V> readMap(
      Reader<K> key, Reader<V> value, DataInput in) throws IOException {
    int size = in.readInt();
    Map<K, V> map = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      K name = key.read(in);
      map.put(name, value.read(in));
    }
    return map;
  }

  /// Writes a value that may be missing.
  ///
  /// @param value what
  /// @param writer of it
  /// @param out where to
  /// @param <T> of it
  /// @throws IOException if it can't be written
  public static <T> void writeOptional(Optional<T> value, Writer<T> writer, DataOutput out)
      throws IOException {
    writeAll(value.stream().toList(), writer, out);
  }

  /// Reads a value that may be missing.
  ///
  /// @param reader of it
  /// @param in where from
  /// @param <T> of it
  /// @throws IOException if it can't be read
  public static <T> Optional<T> readOptional(Reader<T> reader, DataInput in) throws IOException {
    return readAll(reader, in).stream().findFirst();
  }
}
