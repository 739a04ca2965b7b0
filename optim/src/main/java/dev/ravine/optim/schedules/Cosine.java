package dev.ravine.optim.schedules;

/// Half a wave, as schedules use it.
final class Cosine {

  private Cosine() {}

  /// Falls from 1 to 0 while its argument goes from 0 to 1.
  static double half(double share) {
    return (1 + StrictMath.cos(Math.PI * share)) / 2;
  }
}
