package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trajectory that an independent program computed in float64, read from the oracle's folder.
///
/// The error allowed in step t is 4 ulp(θ) · √t + 1e-5 × the distance moved so far; the file has no
/// say in it.
final class GoldenTrajectory {

  private static final Path FOLDER = Path.of("..", "oracle", "golden");
  private static final double ULPS = 4;
  private static final double OF_DISTANCE = 1e-5;

  private final String name;
  private final UpdateRule rule;
  private final double[] rates;
  private final float[][] gradients;
  private final double[][] thetas;

  private GoldenTrajectory(String name, List<String> lines) {
    this.name = name;
    int steps = lines.size() - 3;
    int size = (lines.get(1).split(",", -1).length - 2) / 2;
    rates = new double[steps];
    gradients = new float[steps][size];
    thetas = new double[steps + 1][size];
    for (int t = 0; t <= steps; t++) {
      double[] row =
          Arrays.stream(lines.get(t + 2).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      assertThat(row[0]).isEqualTo(t);
      System.arraycopy(row, 2 + size, thetas[t], 0, size);
      if (t > 0) {
        rates[t - 1] = row[1];
        for (int i = 0; i < size; i++) {
          gradients[t - 1][i] = (float) row[2 + i];
        }
      }
    }
    rule = rule(lines.getFirst(), rates);
    refuseWeakFiles();
  }

  private static UpdateRule rule(String comment, double[] rates) {
    String[] words = comment.substring(2).split(" ", -1);
    Map<String, String> settings = new HashMap<>();
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      settings.put(word.substring(0, equals), word.substring(equals + 1));
    }
    UpdateRule configured = Recipe.with(Catalogue.find(words[0]).defaults(), settings);
    return WithLearningRate.of(configured, k -> rates[(int) k]);
  }

  /// A file that could not tell a wrong rule from a right one is worse than none.
  private void refuseWeakFiles() {
    assertThat(rates.length).as("steps in %s", name).isGreaterThanOrEqualTo(10);
    double[] start = thetas[0];
    assertThat(Arrays.stream(start).distinct().count())
        .as("distinct coordinates in %s", name)
        .isEqualTo(start.length);
    assertThat(Arrays.stream(start).allMatch(x -> x == (float) x))
        .as("start of %s is exact", name)
        .isTrue();
  }

  static List<String> names() {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".csv"))
          .map(file -> file.substring(0, file.length() - 4))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GoldenTrajectory read(String name) {
    try {
      return new GoldenTrajectory(name, Files.readAllLines(FOLDER.resolve(name + ".csv")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean learningRateChanges() {
    return Arrays.stream(rates).distinct().count() > 1;
  }

  void check() {
    int size = thetas[0].length;
    float[] theta = new float[size];
    for (int i = 0; i < size; i++) {
      theta[i] = (float) thetas[0][i];
    }
    Stepper stepper = rule.begin(size);
    double[] moved = new double[size];
    for (int t = 1; t < thetas.length; t++) {
      stepper.step(theta, gradients[t - 1]);
      for (int i = 0; i < size; i++) {
        moved[i] += Math.abs(thetas[t][i] - thetas[t - 1][i]);
        double exact = thetas[t][i];
        double allowed = ULPS * Math.ulp((float) exact) * Math.sqrt(t) + OF_DISTANCE * moved[i];
        assertThat(Math.abs(theta[i] - exact))
            .as("%s: error of theta%d in step %d", name, i, t)
            .isLessThanOrEqualTo(allowed);
      }
    }
  }
}
