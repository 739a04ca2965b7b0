package dev.ravine.optim.minimize;

import java.util.Arrays;

/// Why a minimization ended.
public enum Stop {
  /// The largest component of the gradient is small enough.
  GRADIENT(1, "the gradient is small enough"),
  /// The value changes too little to go on, and the gradient does not get smaller.
  VALUE(2, "the value changes too little"),
  /// No step leads to a lower value: rounding errors are as large as what is left to gain, or the
  /// gradient is wrong.
  NO_DECREASE(3, "no step leads to a lower value"),
  /// As many iterations as were allowed.
  ITERATIONS(4, "the iterations are used up"),
  /// As many evaluations as were allowed.
  EVALUATIONS(5, "the evaluations are used up"),
  /// As many passes over the objective as were allowed.
  PASSES(6, "the passes are used up"),
  /// Value or gradient was not finite, and the method knows no way back.
  NOT_FINITE(7, "value or gradient was not finite"),
  /// The callback ended it.
  CALLBACK(8, "the callback ended it"),
  /// It has not ended.
  UNFINISHED(9, "it has not ended");

  private final int code;
  private final String words;

  Stop(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /// How it is saved.
  int code() {
    return code;
  }

  static Stop ofCode(long code) {
    return Arrays.stream(values()).filter(stop -> stop.code == code).findFirst().orElse(UNFINISHED);
  }

  /// Whether a minimum was found, as far as the rules and rounding let one see.
  ///
  /// @return for [#GRADIENT] and [#VALUE]
  public boolean isConverged() {
    return this == GRADIENT || this == VALUE;
  }

  /// For people.
  ///
  /// @return a clause
  public String words() {
    return words;
  }
}
