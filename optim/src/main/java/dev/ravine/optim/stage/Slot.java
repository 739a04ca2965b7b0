package dev.ravine.optim.stage;

/// An array that a stage keeps from step to step, as long as the parameter vector and zero at the
/// beginning.
///
/// @param name by the paper's letter or word: `m`, `v`, `velocity`
/// @param decay whether its elements shrink towards zero when gradients vanish
public record Slot(String name, Decay decay) implements State {

  /// Whether elements shrink by themselves.
  public enum Decay {
    /// A decaying average. Its elements would become subnormal numbers where gradients stay zero,
    /// and many processors compute with those a hundred times slower; so the engine sets subnormal
    /// elements to zero every 64 steps.
    DECAYS,
    /// Elements stay as they are without gradients.
    STAYS
  }

  /// A slot whose elements shrink when gradients vanish.
  ///
  /// @param name its name
  /// @return a slot
  public static Slot decaying(String name) {
    return new Slot(name, Decay.DECAYS);
  }

  /// A slot whose elements stay when gradients vanish.
  ///
  /// @param name its name
  /// @return a slot
  public static Slot lasting(String name) {
    return new Slot(name, Decay.STAYS);
  }
}
