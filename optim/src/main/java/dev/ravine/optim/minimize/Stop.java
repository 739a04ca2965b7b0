package dev.ravine.optim.minimize;

/// Why a minimization ended.
public enum Stop {
  /// The largest component of the gradient is small enough.
  GRADIENT("the gradient is small enough"),
  /// The value changes too little to go on, and the gradient does not get smaller.
  VALUE("the value changes too little"),
  /// The line search finds no lower value: rounding errors are as large as what is left to gain, or
  /// the gradient is wrong.
  LINE_SEARCH("no lower value is found along the direction"),
  /// As many iterations as were allowed.
  ITERATIONS("the iterations are used up"),
  /// As many evaluations as were allowed.
  EVALUATIONS("the evaluations are used up"),
  /// As many passes over the objective as were allowed.
  PASSES("the passes are used up"),
  /// Value or gradient was not finite, and the method knows no way back.
  NOT_FINITE("value or gradient was not finite"),
  /// The callback ended it.
  CALLBACK("the callback ended it"),
  /// It has not ended.
  UNFINISHED("it has not ended");

  private final String words;

  Stop(String words) {
    this.words = words;
  }

  /// For people.
  ///
  /// @return a clause
  public String words() {
    return words;
  }
}
