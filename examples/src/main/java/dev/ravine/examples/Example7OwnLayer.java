package dev.ravine.examples;

import dev.ravine.autodiff.Node;
import dev.ravine.data.Labels;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Dense;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Layer;
import dev.ravine.nn.model.LayerReader;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Scope;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A layer and a loss of one's own: a residual block, trained by a loss that goes easy on examples
/// that are known already. The layer is saved by name, and read by its [LayerReader], which
/// `META-INF/services` names.
public final class Example7OwnLayer {

  private Example7OwnLayer() {}

  /// x + relu(x · V) · W, with as many outputs as inputs.
  ///
  /// He and others: Deep Residual Learning for Image Recognition (arXiv 1512.03385), figure 2.
  ///
  /// @param units of the layer inside
  public record Residual(int units) implements Layer {

    @Override
    public Node apply(Scope scope, Node x) {
      Node inside =
          Activation.RELU.apply(scope, new Dense(units, Initializer.he()).apply(scope, x));
      return x.add(new Dense(x.shape().size(1), Initializer.he()).apply(scope, inside));
    }

    @Override
    public String text() {
      return "residual(" + units + ")";
    }
  }

  /// Reads `residual(100)`.
  public static final class Reader implements LayerReader {

    /// Made by the service loader.
    public Reader() {}

    @Override
    public String name() {
      return "residual";
    }

    @Override
    public Layer read(String argument) {
      return new Residual(Integer.parseInt(argument));
    }
  }

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the file can't be written
  public static void main(String[] arguments) throws IOException {
    Split digits = NamedSource.STROKES.load(Path.of("."), 2000, 500);
    Loss squaredCrossEntropy =
        (outputs, targets) -> {
          Node rows = outputs.softmaxCrossEntropy(targets);
          return rows.multiply(rows).mean();
        };
    Training training =
        Training.builder(
                Sequential.parse("dense(50) | relu | residual(50) | dense(10)"),
                Optimizer.parse("adam(1e-3)"),
                digits)
            .loss(squaredCrossEntropy)
            .build();

    Path file = Files.createTempFile("own-layer", ".safetensors");
    SavedModel.of(List.of(Trainer.train(training, 2)), digits.train(), Map.of()).write(file);

    try (ThreadTeam team = new ThreadTeam(1)) {
      SavedModel read = SavedModel.read(file);
      System.out.println(read);
      ClassificationMetrics metrics =
          ClassificationMetrics.of(
              read.probabilities(digits.validation(), team),
              (Labels) digits.validation().targets());
      System.out.println("accuracy " + metrics.accuracy());
    }
    Files.delete(file);
  }
}
