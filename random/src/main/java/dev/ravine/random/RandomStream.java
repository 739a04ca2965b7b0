package dev.ravine.random;

/// A sequence of random 64-bit words, word number n being a pure function of seed, name and n.
///
/// The state is one number, the [#position()], so a stream is saved and resumed exactly. Every draw
/// takes a fixed number of words: one, and two for a Gaussian. Streams are not safe for use by
/// several threads; give each its own name.
public final class RandomStream {

  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  private final long key;
  private final long name;
  private final long[] block = new long[2];
  private long blockNumber = -1;
  private long position;

  RandomStream(long key, long name) {
    this.key = key;
    this.name = name;
  }

  /// How far the stream has been read.
  ///
  /// @return the number of words drawn so far
  public long position() {
    return position;
  }

  /// Goes to any place of the stream, forward or back.
  ///
  /// @param position the number of the word to be drawn next, 0 or more
  public void position(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position must be 0 or more, was " + position);
    }
    this.position = position;
  }

  /// Draws 64 random bits.
  ///
  /// @return the next word, uniform over all longs
  public long nextLong() {
    long number = position >>> 1;
    if (number != blockNumber) {
      Philox.block(key, number, name, block);
      blockNumber = number;
    }
    return block[(int) (position++ & 1)];
  }

  /// Draws an integer. The bias is at most `bound` / 2⁶⁴.
  ///
  /// @param bound 1 or more
  /// @return uniform over 0 … `bound` − 1
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be 1 or more, was " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /// Draws a real number.
  ///
  /// @return uniform over the multiples of 2⁻⁵³ in [0, 1)
  public double nextDouble() {
    return (nextLong() >>> 11) * TWO_TO_MINUS_53;
  }

  /// Draws a real number from a range.
  ///
  /// @param from the lower end
  /// @param to the upper end
  /// @return uniform over [from, to)
  public double nextDouble(double from, double to) {
    return from + (to - from) * nextDouble();
  }

  /// Draws a normally distributed number by the transformation of Box and Muller (1958), one of its
  /// two results.
  ///
  /// @return a number of mean 0 and variance 1, at most 8.6 in size
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * Cosine.of(2 * StrictMath.PI * nextDouble());
  }

  /// Draws an order of the numbers 0 … n − 1, each order equally likely (Fisher and Yates).
  ///
  /// @param n how many numbers, 0 or more
  /// @return the numbers in a random order
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
