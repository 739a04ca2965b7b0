package dev.ravine.cluster.compression;

/// How vectors are sent, so that they have fewer bytes. What a push leaves out is kept where it
/// comes from, and added to the next (error feedback).
///
/// Top-k with error feedback: Lin, Han, Mao, Wang, Dally: Deep Gradient Compression (ICLR 2018),
/// section 3.1, without momentum correction and warm-up.
///
/// @param format of each number, both ways
/// @param send the share of the numbers of a push that are sent, the largest ones; 1: all
public record Compression(NumberFormat format, double send) {

  /// All numbers as they are.
  public static final Compression NONE = new Compression(NumberFormat.FLOAT32, 1);

  /// Checks the share.
  public Compression {
    if (!(send > 0 && send <= 1)) {
      throw new IllegalArgumentException("send must be in (0, 1], was " + send);
    }
  }

  private boolean sendsAll() {
    return send == 1;
  }

  /// Room for what a push leaves out.
  ///
  /// @param length of the vectors
  /// @return zeros; empty if nothing is left out
  public float[] residual(int length) {
    return new float[sendsAll() && format == NumberFormat.FLOAT32 ? 0 : length];
  }

  /// Turns a vector into what arrives of it when it is pushed.
  ///
  /// @param vector is overwritten
  /// @param residual of the last push, of the length that [#residual] gave it; is overwritten with
  ///   what is left out now
  public void push(float[] vector, float[] residual) {
    if (residual.length == 0) {
      return;
    }
    for (int i = 0; i < vector.length; i++) {
      residual[i] += vector[i];
      vector[i] = residual[i];
    }
    if (!sendsAll()) {
      Largest.keep(vector, sent(vector.length));
    }
    format.round(vector);
    for (int i = 0; i < vector.length; i++) {
      residual[i] -= vector[i];
    }
  }

  /// Turns a vector into what arrives of it when it is fetched: all numbers.
  ///
  /// @param vector is overwritten
  public void fetch(float[] vector) {
    format.round(vector);
  }

  private int sent(int length) {
    return (int) Math.max(1, Math.round(send * length));
  }

  /// How many bytes a push has. Numbers of which some are left out have an index each.
  ///
  /// @param length of the vector
  public long bytesOfPush(int length) {
    return sendsAll()
        ? (long) length * format.bytes()
        : (long) sent(length) * (Integer.BYTES + format.bytes());
  }

  /// How many bytes a fetch has.
  ///
  /// @param length of the vector
  public long bytesOfFetch(int length) {
    return (long) length * format.bytes();
  }
}
