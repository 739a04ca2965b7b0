package dev.ravine.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Examples that come one after the other, and need not fit memory: they are written to a temporary
/// file, of which training reads what it needs. What is learnt of them is kept in memory.
///
/// ```java
/// try (ExampleStream stream = new ExampleStream(30)) {
///   while (rows.next()) {
///     stream.add(features(rows), rows.getString("species"));
///   }
///   Dataset flowers = stream.classes();
/// }
/// ```
///
/// The data set outlives the stream; its file is gone with the program, or before. For one thread.
public final class ExampleStream implements AutoCloseable {

  private final int width;
  private final Path file;
  private final DataOutputStream out;
  private final List<String> labels = new ArrayList<>();
  private float[] values = {};
  private int outputs;
  private int size;

  /// Begins.
  ///
  /// @param width how many numbers an example has, 1 or more
  /// @throws IOException if there can be no temporary file
  public ExampleStream(int width) throws IOException {
    if (width < 1) {
      throw new DataException("an example must have 1 feature or more, was " + width);
    }
    this.width = width;
    file = Files.createTempFile("ravine-examples", ".f32");
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  /// Adds an example of a class.
  ///
  /// @param features its numbers
  /// @param label the class's name
  /// @throws IOException if the disk is full
  /// @throws DataException if there are more or fewer numbers than in others, or one is not finite
  public void add(float[] features, String label) throws IOException {
    checkKind(values.length == 0, "a class");
    write(features);
    labels.add(label);
  }

  /// Adds an example with a value, or several.
  ///
  /// @param features its numbers
  /// @param learnt one or more, as many for each example
  /// @throws IOException if the disk is full
  /// @throws DataException if there are more or fewer numbers than in others, or one is not finite
  public void add(float[] features, float... learnt) throws IOException {
    checkKind(labels.isEmpty(), "values");
    if (learnt.length == 0 || (size > 0 && learnt.length != outputs)) {
      throw new DataException(
          "values of all examples must be as many, but example 0 has %d and example %d has %d"
              .formatted(size == 0 ? 0 : outputs, size, learnt.length));
    }
    checkFinite("values", learnt);
    write(features);
    outputs = learnt.length;
    if (size * outputs > values.length) {
      values = Arrays.copyOf(values, Math.max(size * outputs, values.length / 2 * 3));
    }
    System.arraycopy(learnt, 0, values, (size - 1) * outputs, outputs);
  }

  private void checkKind(boolean same, String what) {
    if (!same) {
      throw new DataException(
          "all examples must have what example 0 has, but example %d has %s".formatted(size, what));
    }
  }

  private void write(float[] features) throws IOException {
    if (features.length != width) {
      throw new DataException(
          "example %d must have %d features, has %d".formatted(size, width, features.length));
    }
    checkFinite("features", features);
    for (float feature : features) {
      out.writeFloat(feature);
    }
    size++;
  }

  private void checkFinite(String what, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new DataException(
            "%s must be finite, but number %d of example %d is %s"
                .formatted(what, i, size, numbers[i]));
      }
    }
  }

  /// All examples that were added, by class.
  ///
  /// @return a data set whose classes are all names that occur, sorted: whole numbers first
  /// @throws IOException if the disk fails
  /// @throws DataException if there are not 2 … 256 classes
  public Dataset classes() throws IOException {
    return dataset(Labels.named("stream", labels));
  }

  /// All examples that were added, with their values.
  ///
  /// @return a data set
  /// @throws IOException if the disk fails
  /// @throws DataException if there are none
  public Dataset values() throws IOException {
    if (outputs == 0) {
      throw new DataException("there must be an example with a value, but there is none");
    }
    return dataset(new Values(outputs, Arrays.copyOf(values, size * outputs)));
  }

  private Dataset dataset(Targets targets) throws IOException {
    out.flush();
    MemorySegment mapped;
    try (FileChannel channel = FileChannel.open(file)) {
      mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
    int[] all = IntStream.range(0, size).toArray();
    return new Dataset("stream", new MappedFeatures(width, mapped, all), List.of(), targets);
  }

  /// Ends the stream; data sets made of it stay.
  @Override
  public void close() throws IOException {
    out.close();
    try {
      Files.delete(file);
    } catch (IOException e) {
      // Where mapped files can't be deleted, it goes with the program.
      file.toFile().deleteOnExit();
    }
  }
}
