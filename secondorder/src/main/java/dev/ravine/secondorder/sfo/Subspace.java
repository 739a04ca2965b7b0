package dev.ravine.secondorder.sfo;

import dev.ravine.optim.minimize.StateExchange;

/// Where the models live: coordinates along orthonormal directions of the whole space.
interface Subspace {

  /// How many directions there can be.
  int capacity();

  /// How many directions there are.
  int directions();

  /// Whether there is no place for one more direction, and directions must be given up.
  boolean isFull();

  /// Writes the coordinates of a vector, and adds the direction in which it points out of the
  /// subspace.
  ///
  /// @param x a finite vector of the whole space; not changed
  /// @param coordinates is overwritten
  void add(double[] x, double[] coordinates);

  /// Adds what coordinates stand for to a vector of the whole space.
  ///
  /// @param coordinates of a direction
  /// @param x is changed
  void lift(double[] coordinates, double[] x);

  /// Replaces the directions by combinations of them.
  ///
  /// @param combinations a row for each new direction, by its coordinates; orthonormal
  /// @return a row for each new direction: its inner products with the old ones
  double[][] replace(double[][] combinations);

  /// Saves or restores the directions.
  void exchange(StateExchange state);

  /// All of a small space.
  final class Whole implements Subspace {

    private final int n;

    Whole(int n) {
      this.n = n;
    }

    @Override
    public int capacity() {
      return n;
    }

    @Override
    public int directions() {
      return n;
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void add(double[] x, double[] coordinates) {
      System.arraycopy(x, 0, coordinates, 0, n);
    }

    @Override
    public void lift(double[] coordinates, double[] x) {
      for (int i = 0; i < n; i++) {
        x[i] += coordinates[i];
      }
    }

    @Override
    public double[][] replace(double[][] combinations) {
      throw new IllegalStateException("the whole space is never full");
    }

    @Override
    public void exchange(StateExchange state) {}
  }
}
