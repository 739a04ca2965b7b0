package dev.ravine.lab.landscape;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

/// A plane through the trained parameters of a network, spanned by two directions.
final class Plane {

  private final float[] origin;
  private final float[] across;
  private final float[] up;
  private final List<String> labels;

  /// The arrays are taken over, not copied.
  ///
  /// @param origin the trained parameters
  /// @param across the first direction
  /// @param up the second
  /// @param labels what the directions are called
  Plane(float[] origin, float[] across, float[] up, List<String> labels) {
    this.origin = origin;
    this.across = across;
    this.up = up;
    this.labels = List.copyOf(labels);
  }

  /// How many parameters there are.
  int size() {
    return origin.length;
  }

  List<String> labels() {
    return labels;
  }

  /// Random directions, scaled filter by filter: what leads into one unit gets the norm that the
  /// trained weights have there, biases stay. So pictures of networks with other weights can be
  /// compared.
  ///
  /// Li et al.: Visualizing the Loss Landscape of Neural Nets (arXiv 1712.09913), section 4.
  static Plane random(float[] origin, ParameterLayout layout, Seed seed) {
    return new Plane(
        origin,
        normalized(origin, layout, seed.stream("landscape/across")),
        normalized(origin, layout, seed.stream("landscape/up")),
        List.of("a random direction", "another random direction"));
  }

  private static float[] normalized(float[] origin, ParameterLayout layout, RandomStream random) {
    float[] direction = new float[origin.length];
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      if (tensor.role() != ParameterRole.WEIGHT) {
        continue;
      }
      int units = tensor.shape().getLast();
      int inputs = tensor.size() / units;
      for (int i = 0; i < tensor.size(); i++) {
        direction[tensor.offset() + i] = (float) random.nextGaussian();
      }
      for (int unit = 0; unit < units; unit++) {
        int first = tensor.offset() + unit;
        double scale = norm(origin, first, inputs, units) / norm(direction, first, inputs, units);
        for (int i = 0; i < inputs; i++) {
          direction[first + i * units] *= (float) scale;
        }
      }
    }
    return direction;
  }

  private static double norm(float[] values, int first, int count, int stride) {
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double v = values[first + i * stride];
      squares += v * v;
    }
    return Math.sqrt(squares);
  }

  /// The two directions in which a path to the origin goes furthest: the principal components of
  /// its places less the last one, each of length 1.
  ///
  /// Li et al. (arXiv 1712.09913), section 7.2.
  ///
  /// @param path places in order, three or more, the last of them the origin
  static Plane principal(List<float[]> path) {
    float[] origin = path.getLast();
    int count = path.size() - 1;
    R064Store gram = R064Store.FACTORY.make(count, count);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double product = product(path.get(i), path.get(j), origin);
        gram.set(i, j, product);
        gram.set(j, i, product);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(count, true);
    if (!eigen.decompose(gram)) {
      throw new IllegalStateException("the eigenvalues of a symmetric matrix were not found");
    }
    double total = eigen.getEigenvalues().stream().mapToDouble(value -> value.getReal()).sum();
    return new Plane(
        origin,
        combined(path, eigen, 0),
        combined(path, eigen, 1),
        List.of(
            label("first", eigen.getEigenvalues().get(0).getReal() / total),
            label("second", eigen.getEigenvalues().get(1).getReal() / total)));
  }

  private static String label(String which, double share) {
    return "%s principal direction (%.0f %% of the path's variation)".formatted(which, 100 * share);
  }

  private static double product(float[] x, float[] y, float[] origin) {
    double sum = 0;
    for (int i = 0; i < origin.length; i++) {
      sum += (double) (x[i] - origin[i]) * (y[i] - origin[i]);
    }
    return sum;
  }

  /// The direction that belongs to an eigenvector of the path's inner products.
  private static float[] combined(List<float[]> path, Eigenvalue<Double> eigen, int which) {
    float[] origin = path.getLast();
    double[] sum = new double[origin.length];
    for (int k = 0; k < path.size() - 1; k++) {
      double weight = eigen.getV().doubleValue(k, which);
      float[] at = path.get(k);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * (at[i] - origin[i]);
      }
    }
    double squares = 0;
    for (double v : sum) {
      squares += v * v;
    }
    double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
    float[] direction = new float[origin.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (sum[i] * scale);
    }
    return direction;
  }

  /// Where parameters lie, seen along the directions: for directions that are at right angles.
  double[] project(float[] theta) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < theta.length; i++) {
      double d = theta[i] - origin[i];
      x += d * across[i];
      y += d * up[i];
      xx += (double) across[i] * across[i];
      yy += (double) up[i] * up[i];
    }
    return new double[] {x / xx, y / yy};
  }

  /// Writes the parameters at a place of the plane.
  void at(double x, double y, float[] theta) {
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) (origin[i] + x * across[i] + y * up[i]);
    }
  }
}
