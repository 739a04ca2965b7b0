package dev.ravine.optim.minimize;

import java.util.List;
import java.util.Optional;

/// An objective to try minimizers on, with a start and what is known of it.
public interface Problem {

  /// What it is called, with its dimension: `rosenbrock:100`.
  ///
  /// @return name and dimension
  default String label() {
    return name() + ":" + start().length;
  }

  /// What it is called.
  ///
  /// @return letters and digits
  String name();

  /// What it is, for people.
  ///
  /// @return a clause
  String summary();

  /// Where it is from.
  ///
  /// @return authors, title, year
  String source();

  /// Where to begin.
  ///
  /// @return a new array
  double[] start();

  /// The values of its known minima.
  ///
  /// @return the least first; empty if none is known
  List<Double> minima();

  /// The function.
  ///
  /// @return one for one minimization at a time
  Objective objective();

  /// The same problem in another dimension.
  ///
  /// @param dimension 1 or more
  /// @return empty if it is not defined there
  default Optional<Problem> ofDimension(int dimension) {
    return start().length == dimension ? Optional.of(this) : Optional.empty();
  }
}
