package dev.ravine.examples;

import dev.ravine.autodiff.ElementwiseFunction;
import dev.ravine.autodiff.Node;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.nn.model.Dense;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Layer;
import dev.ravine.nn.model.LayerReader;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Scope;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// A model that is a function of your own: two inputs go their own ways and meet, with an
/// activation and a loss of your own, and two values to learn. It is saved by its name, and read by
/// its [LayerReader], which `META-INF/services` names.
public final class Example11OwnModel {

  private Example11OwnModel() {}

  /// The first features through one tower, the others through another, and both beside the first
  /// features themselves to the outputs.
  ///
  /// @param first how many features the first input has
  /// @param outputs how many numbers the model gives
  public record TwoTowers(int first, int outputs) implements Layer {

    /// x where positive, x³ where not, and the derivative.
    private static final ElementwiseFunction BENT =
        ElementwiseFunction.of(x -> x > 0 ? x : x * x * x, x -> x > 0 ? 1 : 3 * x * x);

    @Override
    public Node apply(Scope scope, Node x) {
      Node one = x.columns(0, first);
      Node other = x.columns(first, x.shape().size(1));
      Node left = dense(8, scope, one).map(BENT);
      Node right = dense(16, scope, other).map(BENT);
      return dense(outputs, scope, left.concat(right).concat(one));
    }

    private static Node dense(int units, Scope scope, Node x) {
      return new Dense(units, Initializer.he()).apply(scope, x);
    }

    @Override
    public String text() {
      return "twoTowers(%d, %d)".formatted(first, outputs);
    }
  }

  /// Reads `twoTowers(2, 2)`.
  public static final class Reader implements LayerReader {

    /// Made by the service loader.
    public Reader() {}

    @Override
    public String name() {
      return "twoTowers";
    }

    @Override
    public Layer read(String argument) {
      int[] numbers =
          Arrays.stream(argument.split(",", -1))
              .map(String::strip)
              .mapToInt(Integer::parseInt)
              .toArray();
      return new TwoTowers(numbers[0], numbers[1]);
    }
  }

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the temporary folder can't be written
  public static void main(String[] arguments) throws IOException {
    Random random = new Random(1);
    float[][] features = new float[1000][5];
    float[][] targets = new float[1000][2];
    for (int i = 0; i < features.length; i++) {
      for (int k = 0; k < 5; k++) {
        features[i][k] = (float) random.nextGaussian();
      }
      targets[i][0] = 3 * features[i][0] - features[i][4];
      targets[i][1] = 100 * Math.abs(features[i][2]);
    }
    Dataset data = Examples.of(features).values(targets);

    Loss logCosh =
        (outputs, right) -> {
          Node d = outputs.subtract(right);
          return d.scale(2).softplus().subtract(d);
        };
    SavedModel trained =
        Training.of(new TwoTowers(2, 2), data)
            .optimizer("adam(cosine(1e-2))")
            .loss(logCosh)
            .epochs(60)
            .keepBest()
            .run();
    Path file = Files.createTempFile("two-towers", ".safetensors");
    trained.write(file);

    SavedModel read = SavedModel.read(file);
    System.out.println(read);
    System.out.println("R² " + read.regressionMetrics(data).r2());
    try (Predictor predictor = read.predictor()) {
      System.out.println(Arrays.toString(predictor.predict(1, 0, -1.5f, 0, 0)));
    }
    Files.delete(file);
  }
}
