package dev.ravine.optim.minimize;

/// Where a line-search method goes next, by gradients and steps so far.
interface Direction {

  /// Writes a direction.
  ///
  /// @param gradient at the point
  /// @param out is overwritten
  void direction(double[] gradient, double[] out);

  /// A step was made.
  ///
  /// @param move what it was
  void update(Move move);

  /// Forgets all steps: the next direction is the negative gradient.
  void reset();

  /// How long the first look along a direction is.
  ///
  /// @param decrease of the value in the last step, 0 in the first
  /// @param slope along the direction, below 0
  /// @param direction that was written last
  /// @return positive
  double first(double decrease, double slope, double[] direction);

  /// Saves or restores what the direction keeps.
  void exchange(StateExchange state);
}
