package dev.ravine.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// Any numbers, in a file that is mapped into memory: they need not fit there. Parts of the
/// examples are views.
final class MappedFeatures implements Features {

  /// As [Features.Floats] has them for checksums.
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final int width;
  private final MemorySegment file;
  private final int[] examples;

  /// @param width numbers per example
  /// @param file rows of numbers
  /// @param examples which of its rows, in which order
  MappedFeatures(int width, MemorySegment file, int[] examples) {
    this.width = width;
    this.file = file;
    this.examples = examples;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public long length() {
    return (long) examples.length * width;
  }

  private long offset(int example) {
    return (long) examples[example] * width * Float.BYTES;
  }

  @Override
  public float at(int example, int feature) {
    return file.get(FLOAT, offset(example) + (long) feature * Float.BYTES);
  }

  @Override
  public MappedFeatures range(int from, int to) {
    return new MappedFeatures(width, file, Arrays.copyOfRange(examples, from, to));
  }

  @Override
  public MappedFeatures pick(int[] picked) {
    int[] rows = new int[picked.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = examples[picked[i]];
    }
    return new MappedFeatures(width, file, rows);
  }

  @Override
  public void read(int example, Preprocessing preprocessing, float[] out) {
    float[] mean = preprocessing.mean();
    float[] factor = preprocessing.factor();
    MemorySegment.copy(file, FLOAT, offset(example), out, 0, width);
    for (int i = 0; i < width; i++) {
      out[i] = (out[i] - mean[i]) * factor[i];
    }
  }

  @Override
  public void addTo(MessageDigest digest) {
    for (int i = 0; i < examples.length; i++) {
      digest.update(file.asSlice(offset(i), (long) width * Float.BYTES).asByteBuffer());
    }
  }

  @Override
  public FloatBuffer row(int example) {
    float[] row = new float[width];
    MemorySegment.copy(file, FLOAT, offset(example), row, 0, width);
    return FloatBuffer.wrap(row);
  }
}
