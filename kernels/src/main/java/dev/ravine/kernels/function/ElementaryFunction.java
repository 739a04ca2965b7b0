package dev.ravine.kernels.function;

/// A function of one number that [dev.ravine.kernels.Kernels#apply] computes element by element.
/// Errors are in units of the last place.
public enum ElementaryFunction {
  /// √x, exactly rounded.
  SQRT,
  /// eˣ, within 1 ulp (2 where the result is subnormal).
  EXP,
  /// ln x, within 1 ulp; −∞ for 0, NaN below.
  LOG,
  /// tanh x, within 3 ulp.
  TANH,
  /// 1 / (1 + e⁻ˣ), within 3 ulp.
  SIGMOID,
  /// ln(1 + eˣ), within 3 ulp.
  SOFTPLUS,
  /// erf x, the error function, within 3 ulp.
  ERF
}
