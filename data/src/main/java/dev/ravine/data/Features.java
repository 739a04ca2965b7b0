package dev.ravine.data;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// The numbers of all examples, one example after the other.
public sealed interface Features permits Features.Bytes, Features.Floats, MappedFeatures {

  /// Numbers per example.
  int width();

  /// Numbers of all examples together.
  long length();

  float at(int example, int feature);

  Features range(int from, int to);

  Features pick(int[] examples);

  void read(int example, Preprocessing preprocessing, float[] out);

  void addTo(MessageDigest digest);

  /// Is equal to that of another example if all their numbers are.
  Buffer row(int example);

  /// Numbers 0 … 255.
  public final class Bytes implements Features {

    private final int width;
    private final byte[] values;

    /// Takes the array over.
    ///
    /// @param width numbers per example
    /// @param values example after example
    public Bytes(int width, byte[] values) {
      this.width = width;
      this.values = values;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public long length() {
      return values.length;
    }

    @Override
    public float at(int example, int feature) {
      return values[example * width + feature] & 0xff;
    }

    @Override
    public Features range(int from, int to) {
      return new Bytes(width, Arrays.copyOfRange(values, from * width, to * width));
    }

    @Override
    public Features pick(int[] examples) {
      byte[] picked = new byte[examples.length * width];
      for (int i = 0; i < examples.length; i++) {
        System.arraycopy(values, examples[i] * width, picked, i * width, width);
      }
      return new Bytes(width, picked);
    }

    @Override
    public void read(int example, Preprocessing preprocessing, float[] out) {
      byte[] in = values;
      float[] mean = preprocessing.mean();
      float[] factor = preprocessing.factor();
      int at = example * width;
      for (int i = 0; i < width; i++) {
        out[i] = ((in[at + i] & 0xff) - mean[i]) * factor[i];
      }
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(values);
    }

    @Override
    public Buffer row(int example) {
      return ByteBuffer.wrap(values, example * width, width);
    }
  }

  /// Any numbers.
  public final class Floats implements Features {

    private final int width;
    private final float[] values;

    /// Takes the array over.
    ///
    /// @param width numbers per example
    /// @param values example after example
    public Floats(int width, float[] values) {
      this.width = width;
      this.values = values;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public long length() {
      return values.length;
    }

    @Override
    public float at(int example, int feature) {
      return values[example * width + feature];
    }

    @Override
    public Features range(int from, int to) {
      return new Floats(width, Arrays.copyOfRange(values, from * width, to * width));
    }

    @Override
    public Features pick(int[] examples) {
      float[] picked = new float[examples.length * width];
      for (int i = 0; i < examples.length; i++) {
        System.arraycopy(values, examples[i] * width, picked, i * width, width);
      }
      return new Floats(width, picked);
    }

    @Override
    public void read(int example, Preprocessing preprocessing, float[] out) {
      float[] mean = preprocessing.mean();
      float[] factor = preprocessing.factor();
      int at = example * width;
      for (int i = 0; i < width; i++) {
        out[i] = (values[at + i] - mean[i]) * factor[i];
      }
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(bytes(values));
    }

    @Override
    public Buffer row(int example) {
      return FloatBuffer.wrap(values, example * width, width);
    }

    static byte[] bytes(float[] values) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
      bytes.asFloatBuffer().put(values);
      return bytes.array();
    }
  }
}
