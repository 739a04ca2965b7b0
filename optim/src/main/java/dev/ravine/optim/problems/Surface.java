package dev.ravine.optim.problems;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Functions of the plane on which optimizers show their character.
///
/// The first four are in Jamil, Yang: A Literature Survey of Benchmark Functions for Global
/// Optimization Problems (arXiv 1308.4008), numbers 105, 10, 65 and 144.
@SuppressWarnings("ImmutableEnumChecker") // places do not change, nor does what List.of makes
public enum Surface {
  /// (1 − x)² + 100 (y − x²)²: a bent valley with a flat floor.
  ROSENBROCK(new Position(-2, -1), new Position(2, 3), new Position(-1.2, 1), new Position(1, 1)) {
    @Override
    public double value(double x, double y) {
      double across = y - x * x;
      return (1 - x) * (1 - x) + 100 * across * across;
    }

    @Override
    public Position slope(double x, double y) {
      double across = y - x * x;
      return new Position(-2 * (1 - x) - 400 * x * across, 200 * across);
    }
  },

  /// (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: flat in the middle, steep at the
  /// corners.
  BEALE(
      new Position(-4.5, -4.5),
      new Position(4.5, 4.5),
      new Position(1, 1.5),
      new Position(3, 0.5)) {
    @Override
    public double value(double x, double y) {
      double a = 1.5 - x + x * y;
      double b = 2.25 - x + x * y * y;
      double c = 2.625 - x + x * y * y * y;
      return a * a + b * b + c * c;
    }

    @Override
    public Position slope(double x, double y) {
      double a = 1.5 - x + x * y;
      double b = 2.25 - x + x * y * y;
      double c = 2.625 - x + x * y * y * y;
      return new Position(
          2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1)),
          2 * (a * x + b * 2 * x * y + c * 3 * x * y * y));
    }
  },

  /// (x² + y − 11)² + (x + y² − 7)²: four minima of the same height.
  HIMMELBLAU(
      new Position(-5, -5),
      new Position(5, 5),
      new Position(-0.5, -1),
      new Position(3, 2),
      new Position(-2.805118086952745, 3.131312518250573),
      new Position(-3.779310253377747, -3.283185991286170),
      new Position(3.584428340330492, -1.848126526964404)) {
    @Override
    public double value(double x, double y) {
      double a = x * x + y - 11;
      double b = x + y * y - 7;
      return a * a + b * b;
    }

    @Override
    public Position slope(double x, double y) {
      double a = x * x + y - 11;
      double b = x + y * y - 7;
      return new Position(4 * x * a + 2 * b, 2 * a + 4 * y * b);
    }
  },

  /// Half the sum of t⁴ − 16 t² + 5 t: one deepest minimum and three that are less deep.
  STYBLINSKI_TANG(
      new Position(-5, -5),
      new Position(5, 5),
      new Position(0.5, 4.5),
      new Position(-2.903534027771177, -2.903534027771177)) {
    @Override
    public double value(double x, double y) {
      return part(x) + part(y);
    }

    private static double part(double t) {
      return (t * t * t * t - 16 * t * t + 5 * t) / 2;
    }

    @Override
    public Position slope(double x, double y) {
      return new Position(partSlope(x), partSlope(y));
    }

    private static double partSlope(double t) {
      return (4 * t * t * t - 32 * t + 5) / 2;
    }
  },

  /// x² − y² + y⁴ / 4: a saddle at the origin between two minima, and a start almost on its ridge.
  SADDLE(
      new Position(-2.5, -2.5),
      new Position(2.5, 2.5),
      new Position(-2, 0.001),
      new Position(0, 1.4142135623730951),
      new Position(0, -1.4142135623730951)) {
    @Override
    public double value(double x, double y) {
      return x * x - y * y + y * y * y * y / 4;
    }

    @Override
    public Position slope(double x, double y) {
      return new Position(2 * x, -2 * y + y * y * y);
    }
  },

  /// (x² + 50 y²) / 2: narrow in one direction and long in the other, which is what momentum is
  /// for.
  RAVINE(new Position(-10, -3), new Position(4, 3), new Position(-9, 2), new Position(0, 0)) {
    @Override
    public double value(double x, double y) {
      return (x * x + 50 * y * y) / 2;
    }

    @Override
    public Position slope(double x, double y) {
      return new Position(x, 50 * y);
    }
  },

  /// 1 − exp(−(x² + y²) / 8): flat far from the minimum, where gradients say almost nothing.
  PLATEAU(new Position(-8, -8), new Position(8, 8), new Position(-6, 4), new Position(0, 0)) {
    @Override
    public double value(double x, double y) {
      return 1 - StrictMath.exp(-(x * x + y * y) / 8);
    }

    @Override
    public Position slope(double x, double y) {
      double high = StrictMath.exp(-(x * x + y * y) / 8) / 4;
      return new Position(high * x, high * y);
    }
  },

  /// (x² + 4 y²) / 2, of which every look at the gradient is off by a Gaussian error of deviation
  /// 4.
  NOISY_BOWL(new Position(-6, -5), new Position(6, 5), new Position(-5, 4), new Position(0, 0)) {
    @Override
    public double value(double x, double y) {
      return (x * x + 4 * y * y) / 2;
    }

    @Override
    public Position slope(double x, double y) {
      return new Position(x, 4 * y);
    }

    @Override
    public double noise() {
      return 4;
    }
  };

  private final Position low;
  private final Position high;
  private final Position start;
  private final List<Position> minima;

  Surface(Position low, Position high, Position start, Position... minima) {
    this.low = low;
    this.high = high;
    this.start = start;
    this.minima = List.of(minima);
  }

  /// The height of a place.
  ///
  /// @param x the first coordinate
  /// @param y the second
  /// @return the function's value
  public abstract double value(double x, double y);

  /// The exact gradient.
  ///
  /// @param x the first coordinate
  /// @param y the second
  /// @return the derivatives in both directions
  public abstract Position slope(double x, double y);

  /// How wrong gradients are that an optimizer sees.
  ///
  /// @return the standard deviation of both derivatives, usually 0
  public double noise() {
    return 0;
  }

  /// One corner of what is worth seeing.
  ///
  /// @return the least x and y
  public Position low() {
    return low;
  }

  /// The other corner.
  ///
  /// @return the greatest x and y
  public Position high() {
    return high;
  }

  /// Where to begin.
  ///
  /// @return a place between the corners
  public Position start() {
    return start;
  }

  /// Where it is lowest.
  ///
  /// @return the global minima
  public List<Position> minima() {
    return minima;
  }

  /// The name people write.
  ///
  /// @return such as `styblinskiTang`
  public String label() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words, 1, words.length)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  /// The names of all surfaces.
  ///
  /// @return the labels
  public static List<String> labels() {
    return Arrays.stream(values()).map(Surface::label).toList();
  }

  /// Finds a surface by name.
  ///
  /// @param label its name
  /// @return the surface, if the name is known
  public static Optional<Surface> find(String label) {
    return Arrays.stream(values()).filter(surface -> surface.label().equals(label)).findFirst();
  }
}
