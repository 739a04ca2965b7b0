package dev.ravine.data.picture;

/// Stretches planes of pictures: each new pixel is the mean of the old ones that it covers, weighed
/// by a triangle (bilinear, with antialiasing).
final class Resampling {

  private Resampling() {}

  /// A plane of another size.
  static float[] bilinear(float[] plane, int width, int height, int w, int h) {
    float[] wide = transposed(scaled(plane, width, height, w), w, height);
    return transposed(scaled(wide, height, w, h), h, w);
  }

  /// Rows of another length.
  private static float[] scaled(float[] plane, int width, int height, int to) {
    double scale = (double) width / to;
    double reach = Math.max(1, scale);
    float[] out = new float[to * height];
    for (int x = 0; x < to; x++) {
      double centre = (x + 0.5) * scale - 0.5;
      int first = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(width - 1, (int) Math.floor(centre + reach));
      for (int y = 0; y < height; y++) {
        double sum = 0;
        double weights = 0;
        for (int i = first; i <= last; i++) {
          double weight = 1 - Math.abs(i - centre) / reach;
          sum += weight * plane[y * width + i];
          weights += weight;
        }
        out[y * to + x] =
            weights > 0
                ? (float) (sum / weights)
                : plane[y * width + Math.clamp(Math.round(centre), 0, width - 1)];
      }
    }
    return out;
  }

  private static float[] transposed(float[] plane, int width, int height) {
    float[] out = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + y] = plane[y * width + x];
      }
    }
    return out;
  }
}
