package dev.ravine.random;

import java.nio.charset.StandardCharsets;

/// The one number that all randomness of a run comes from.
///
/// Whoever needs random numbers asks for the stream of its own name (`init`, `shuffle`, `dropout`).
/// Drawing more from one stream changes nothing in another, so two optimizers start from the same
/// weights and see the same batches.
///
/// @param value any number; equal seeds give equal streams
public record Seed(long value) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /// A seed.
  ///
  /// @param value any number; equal seeds give equal streams
  public static Seed of(long value) {
    return new Seed(value);
  }

  /// A stream at its beginning.
  ///
  /// @param name what the numbers are for; different names give independent streams
  /// @return the stream that belongs to this seed and this name
  public RandomStream stream(String name) {
    return new RandomStream(value, hash(name));
  }

  /// FNV-1a over UTF-8, finished so that names which differ in one letter differ in every bit.
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
