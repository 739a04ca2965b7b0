package dev.ravine.data.source;

import dev.ravine.data.Dataset;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Digits that Ravine draws itself, 28 × 28, any number of them from one seed: each class is a few
/// lines and arcs, drawn with a random affine warp, a random bend, random thickness and contrast, a
/// stray stroke and noise. Example number i is a pure function of seed and i.
public final class Strokes {

  /// Pixels along each side.
  public static final int SIDE = 28;

  private static final int CLASSES = 10;
  private static final double NOISE = 0.18;
  private static final double DEGREES = StrictMath.PI / 180;

  private Strokes() {}

  /// Draws examples.
  ///
  /// @param count how many
  /// @param seed what all randomness comes from
  /// @return the examples; a longer data set of the same seed begins with the same ones
  public static Dataset draw(int count, Seed seed) {
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> {
          RandomStream random = seed.stream("strokes/" + i);
          int label = random.nextInt(CLASSES);
          labels[i] = (byte) label;
          draw(GLYPHS.get(label), random, pixels, i * SIDE * SIDE);
        });
    return new Dataset("strokes", SIDE * SIDE, CLASSES, pixels, labels)
        .withPicture(new PictureShape(1, SIDE, SIDE));
  }

  /// A point of the unit square; y grows downwards.
  private record Point(double x, double y) {}

  /// The strokes of each class as polylines.
  private static final List<List<List<Point>>> GLYPHS =
      List.of(
          List.of(arc(0.5, 0.5, 0.25, 0.38, 0, 360)),
          List.of(line(0.36, 0.26, 0.52, 0.12, 0.52, 0.88)),
          List.of(join(arc(0.5, 0.32, 0.23, 0.2, 190, 390), line(0.27, 0.88, 0.76, 0.88))),
          List.of(arc(0.48, 0.31, 0.22, 0.19, 200, 450), arc(0.48, 0.69, 0.25, 0.19, 270, 520)),
          List.of(line(0.6, 0.12, 0.22, 0.62, 0.8, 0.62), line(0.6, 0.12, 0.6, 0.88)),
          List.of(
              join(line(0.72, 0.12, 0.34, 0.12, 0.3, 0.46), arc(0.48, 0.66, 0.25, 0.22, 240, 510))),
          List.of(join(line(0.64, 0.12, 0.4, 0.34), arc(0.5, 0.67, 0.23, 0.21, 190, 550))),
          List.of(line(0.25, 0.12, 0.76, 0.12, 0.42, 0.88)),
          List.of(arc(0.5, 0.31, 0.19, 0.18, 90, 450), arc(0.5, 0.69, 0.23, 0.2, -90, 270)),
          List.of(join(arc(0.5, 0.33, 0.22, 0.2, 360, 0), line(0.72, 0.33, 0.6, 0.88))));

  private static List<Point> line(double... coordinates) {
    return IntStream.range(0, coordinates.length / 2)
        .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
        .toList();
  }

  private static List<Point> arc(
      double x, double y, double radiusX, double radiusY, double fromDegrees, double toDegrees) {
    int pieces = 14;
    return IntStream.rangeClosed(0, pieces)
        .mapToDouble(i -> (fromDegrees + (toDegrees - fromDegrees) * i / pieces) * DEGREES)
        .mapToObj(a -> new Point(x + radiusX * StrictMath.cos(a), y + radiusY * StrictMath.sin(a)))
        .toList();
  }

  private static List<Point> join(List<Point> first, List<Point> second) {
    List<Point> joined = new ArrayList<>(first);
    joined.addAll(second);
    return List.copyOf(joined);
  }

  private static void draw(
      List<List<Point>> glyph, RandomStream random, byte[] pixels, int offset) {
    Warp warp = new Warp(random);
    double thickness = random.nextDouble(0.8, 1.6);
    double[] ink = new double[SIDE * SIDE];
    for (List<Point> stroke : glyph) {
      drawStroke(stroke.stream().map(warp::apply).toList(), thickness, ink);
    }
    drawStroke(strayStroke(random), thickness, ink);
    double contrast = random.nextDouble(0.5, 1);
    double ground = random.nextDouble(0, 0.15);
    addNoise(ink, ground, contrast, random, pixels, offset);
  }

  /// A short line anywhere, which belongs to no class.
  private static List<Point> strayStroke(RandomStream random) {
    double x = random.nextDouble(2, SIDE - 2);
    double y = random.nextDouble(2, SIDE - 2);
    double angle = random.nextDouble(0, 2 * StrictMath.PI);
    double length = random.nextDouble(1, 5);
    return List.of(
        new Point(x, y),
        new Point(x + length * StrictMath.cos(angle), y + length * StrictMath.sin(angle)));
  }

  private static void addNoise(
      double[] ink,
      double ground,
      double contrast,
      RandomStream random,
      byte[] pixels,
      int offset) {
    double span = contrast * (1 - ground);
    long word = 0;
    for (int i = 0; i < ink.length; i++) {
      word = i % 8 == 0 ? random.nextLong() : word >>> 8;
      double noise = ((word & 0xff) - 127.5) / 127.5;
      double value = ground + span * ink[i] + NOISE * noise;
      pixels[offset + i] = (byte) (int) (255 * Math.max(0, Math.min(1, value)) + 0.5);
    }
  }

  /// Where a point of the unit square goes, in pixels.
  private static final class Warp {

    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double shiftX;
    private final double shiftY;
    private final double bend;
    private final double phase;

    Warp(RandomStream random) {
      double angle = random.nextDouble(-16, 16) * DEGREES;
      double shear = random.nextDouble(-0.24, 0.24);
      double width = SIDE * random.nextDouble(0.66, 1);
      double height = SIDE * random.nextDouble(0.72, 1);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      xx = width * cos;
      xy = height * (shear * cos - sin);
      yx = width * sin;
      yy = height * (shear * sin + cos);
      shiftX = SIDE / 2.0 + random.nextDouble(-2.2, 2.2);
      shiftY = SIDE / 2.0 + random.nextDouble(-2.2, 2.2);
      bend = random.nextDouble(-0.05, 0.05);
      phase = random.nextDouble(0, 2 * StrictMath.PI);
    }

    Point apply(Point p) {
      double x = p.x - 0.5 + bend * StrictMath.sin(7 * p.y + phase);
      double y = p.y - 0.5 + bend * StrictMath.cos(7 * p.x + phase);
      return new Point(xx * x + xy * y + shiftX, yx * x + yy * y + shiftY);
    }
  }

  private static void drawStroke(List<Point> stroke, double thickness, double[] ink) {
    for (int i = 1; i < stroke.size(); i++) {
      drawSegment(stroke.get(i - 1), stroke.get(i), thickness, ink);
    }
  }

  /// Full ink within the thickness of the segment, fading over one pixel.
  private static void drawSegment(Point a, Point b, double thickness, double[] ink) {
    double reach = thickness + 1;
    int left = clamp(Math.min(a.x, b.x) - reach);
    int right = clamp(Math.max(a.x, b.x) + reach + 1);
    int top = clamp(Math.min(a.y, b.y) - reach);
    int bottom = clamp(Math.max(a.y, b.y) + reach + 1);
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = Math.max(dx * dx + dy * dy, 1e-12);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        double px = column + 0.5 - a.x;
        double py = row + 0.5 - a.y;
        double along = Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        double x = px - along * dx;
        double y = py - along * dy;
        double amount = Math.min(1, thickness + 0.5 - Math.sqrt(x * x + y * y));
        int at = row * SIDE + column;
        ink[at] = Math.max(ink[at], amount);
      }
    }
  }

  private static int clamp(double coordinate) {
    return (int) Math.max(0, Math.min(SIDE, coordinate));
  }
}
