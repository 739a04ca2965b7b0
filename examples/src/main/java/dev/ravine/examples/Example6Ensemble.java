package dev.ravine.examples;

import dev.ravine.data.Labels;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.Distillation;
import dev.ravine.nn.predict.ClassificationMetrics;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Five networks trained side by side and asked together, as one file; and what they know, back in
/// one small network.
public final class Example6Ensemble {

  private Example6Ensemble() {}

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the file can't be written
  public static void main(String[] arguments) throws IOException {
    Split digits = NamedSource.STROKES.load(Path.of("."), 2000, 500);
    Training plain =
        new Training(
            Sequential.perceptron(List.of(50, 50), 10, Activation.RELU, Initializer.gaussian(0.01)),
            Optimizer.parse("adam(1e-3)"),
            digits,
            10,
            50,
            new Seed(0));

    List<Training> members =
        LongStream.range(0, 5)
            .mapToObj(seed -> plain.toBuilder().seed(new Seed(seed)).build())
            .toList();
    SavedModel ensemble =
        SavedModel.of(Trainer.train(members, 2), digits.train(), Map.of("data", "strokes"));
    Path file = Files.createTempFile("ensemble", ".safetensors");
    ensemble.write(file);

    try (ThreadTeam team = new ThreadTeam(1)) {
      SavedModel teacher = SavedModel.read(file);
      Distillation teaching =
          new Distillation(teacher.probabilities(digits.train(), team).logits(), 4, 0.9);
      Sequential small =
          Sequential.perceptron(List.of(20), 10, Activation.RELU, Initializer.gaussian(0.01));
      TrainedModel student =
          Trainer.train(plain.toBuilder().model(small).distillation(teaching).build(), 1);

      print(
          "a member",
          SavedModel.of(ensemble.members().subList(0, 1), digits.train(), Map.of()),
          digits,
          team);
      print("the ensemble", teacher, digits, team);
      print("the student", SavedModel.of(List.of(student), digits.train(), Map.of()), digits, team);
    }
    Files.delete(file);
  }

  private static void print(String name, SavedModel model, Split digits, ThreadTeam team) {
    Labels labels = (Labels) digits.validation().targets();
    ClassificationMetrics quality =
        ClassificationMetrics.of(model.probabilities(digits.validation(), team), labels);
    System.out.printf(
        "%s: accuracy %.3f, negative log likelihood %.3f%n",
        name, quality.accuracy(), quality.negativeLogLikelihood());
  }
}
