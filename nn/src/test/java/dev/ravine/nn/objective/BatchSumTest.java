package dev.ravine.nn.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.minimize.Minimum;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A training's loss as an objective, and trainings by minimizers.
class BatchSumTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 200, 60);
  private static final ThreadTeam ONE = new ThreadTeam(1);

  private static Sequential perceptron() {
    return Sequential.perceptron(List.of(12), 10, Activation.TANH, Initializer.glorot());
  }

  private static Training training(Sequential model, String recipe, int epochs) {
    return new Training(model, Optimizer.parse(recipe), STROKES, epochs, 50, new Seed(5));
  }

  @Test
  void theGradientIsThatOfTheSumOfAllMiniBatches() {
    BatchSum sum = new BatchSum(training(perceptron(), "lbfgs", 3).objective(), ONE);
    assertThat(sum.parts()).isEqualTo(4);
    double[] at = sum.start();
    double[] gradient = new double[at.length];
    double value = sum.gradient(at, gradient);
    double[] one = new double[at.length];
    double[] all = new double[at.length];
    double values = 0;
    for (int part = 3; part >= 0; part--) {
      values += sum.gradient(part, at, one);
      for (int i = 0; i < all.length; i++) {
        all[i] += one[i];
      }
    }
    assertThat(value).isCloseTo(values, within(1e-6));
    double scale = Arrays.stream(all).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < all.length; i++) {
      assertThat(gradient[i]).isCloseTo(all[i], within(1e-6 * scale));
    }
    // Along the gradient the value falls by its square.
    double square = Arrays.stream(gradient).map(g -> g * g).sum();
    double step = 1e-2 / Math.sqrt(square);
    for (int i = 0; i < at.length; i++) {
      at[i] -= step * gradient[i];
    }
    assertThat((value - sum.value(at)) / step).isCloseTo(square, within(0.02 * square));
    assertThat(sum.evaluations()).isEqualTo(12);
  }

  /// A product with the Hessian is a difference of gradients, of a model with dropout too.
  @Test
  void theHessianIsThatOfTheSum() {
    Sequential dropping = Sequential.parse("dense(12) | tanh | dropout(0.5) | dense(10)");
    BatchSum sum = new BatchSum(training(dropping, "lbfgs", 3).objective(), ONE);
    int n = sum.dimension();
    double[] at = sum.start();
    double[] vector = new Random(2).doubles(n, -1, 1).toArray();
    double[] product = new double[n];
    sum.hessianTimes(at, vector, product);
    double h = 1e-3;
    double[] above = new double[n];
    double[] below = new double[n];
    double[] up = at.clone();
    double[] down = at.clone();
    for (int i = 0; i < n; i++) {
      up[i] += h * vector[i];
      down[i] -= h * vector[i];
    }
    sum.gradient(up, above);
    sum.gradient(down, below);
    double scale = Arrays.stream(product).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < n; i++) {
      assertThat((above[i] - below[i]) / (2 * h)).isCloseTo(product[i], within(0.01 * scale));
    }
    assertThat(sum.evaluations()).isEqualTo(16);
  }

  @Test
  void aPartDropsTheSameUnitsWheneverItIsEvaluated() {
    Sequential dropping = Sequential.parse("dense(12) | relu | dropout(0.5) | dense(10)");
    BatchSum sum = new BatchSum(training(dropping, "lbfgs", 3).objective(), ONE);
    double[] at = sum.start();
    double[] gradient = new double[at.length];
    double first = sum.gradient(2, at, gradient);
    double other = sum.gradient(1, at, gradient);
    assertThat(sum.gradient(2, at, gradient)).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void aMinimizerIsATrainingOfItsOwn() {
    Training training = training(perceptron(), "lbfgs", 30);
    TrainedModel trained = Trainer.train(training, 1);
    BatchSum sum = new BatchSum(training.objective(), ONE);
    StoppingRules rules = StoppingRules.USUAL.gradientTolerance(0).passes(30);
    Minimum minimum = Lbfgs.of().minimize(sum, sum.start(), rules);
    float[] rounded = new float[sum.dimension()];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) minimum.point()[i];
    }
    assertThat(trained.theta()).containsExactly(rounded);
    assertThat(Trainer.train(training, 3).theta()).containsExactly(rounded);
  }

  @Test
  void everyEpochIsToldOfThoughAStepIsMoreThanOne() {
    List<Integer> epochs = new ArrayList<>();
    List<Long> gradients = new ArrayList<>();
    Trainer trainer = new Trainer(training(perceptron(), "lbfgs", 12), ONE);
    Outcome outcome =
        trainer.run(
            new TrainingListener() {
              @Override
              public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                epochs.add(epoch);
                gradients.add(trainer.gradients());
              }

              @Override
              public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
                epochs.add(epoch);
              }
            });
    assertThat(epochs).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(gradients.getLast()).isBetween(48L, 52L);
    assertThat(outcome).isEqualTo(new Outcome.Finished(outcome.steps()));
    assertThat(outcome.steps()).isBetween(6L, 12L);
  }

  /// Nothing is evaluated twice, neither at the end nor where a step went over an epoch's end.
  @Test
  void aTrainingThatEndsForItselfEndsWhereItWasEvaluated() {
    List<float[]> evaluated = new ArrayList<>();
    List<Integer> skipped = new ArrayList<>();
    // Smoothed labels have a minimum that is not at infinity.
    Training convex =
        training(Sequential.parse("dense(10)"), "lbfgs", 1_000).toBuilder()
            .labelSmoothing(0.2)
            .build();
    Trainer trainer = new Trainer(convex, ONE);
    Outcome outcome =
        trainer.run(
            new TrainingListener() {
              @Override
              public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                evaluated.add(trainer.weights().clone());
              }

              @Override
              public void onSkippedEpoch(int epoch, Evaluation train, Evaluation validation) {
                skipped.add(epoch);
              }
            });
    assertThat(outcome).isEqualTo(new Outcome.Finished(outcome.steps(), true));
    assertThat(trainer.batches()).isLessThan(4_000);
    assertThat(skipped).isNotEmpty();
    assertThat(evaluated).hasSize((int) outcome.steps() + 1);
    // The last step may have found nothing lower.
    assertThat(trainer.updates()).isBetween(outcome.steps() - 1, outcome.steps());
  }

  /// Epochs that a step went over say nothing new.
  @Test
  void patienceCountsEvaluations() {
    Training patient =
        training(perceptron(), "gradientDescent(search=backtracking)", 60).toBuilder()
            .patience(3)
            .build();
    List<Double> accuracies = new ArrayList<>();
    Outcome outcome =
        new Trainer(patient, ONE)
            .run(
                new TrainingListener() {
                  @Override
                  public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
                    accuracies.add(validation.accuracy());
                  }
                });
    assertThat(outcome).isEqualTo(new Outcome.Finished(outcome.steps(), true));
    int best = accuracies.indexOf(accuracies.stream().max(Double::compare).orElseThrow());
    assertThat(accuracies).hasSize(best + 4);
  }

  /// What is evaluated is what is minimized: the mean square over all features.
  @Test
  void anAutoencoderLearnsItsFeatures() {
    Split features = STROKES.reconstructing();
    int n = features.train().features();
    Sequential narrow = Sequential.parse("dense(24) | tanh | dense(%d)".formatted(n));
    Training training =
        new Training(narrow, Optimizer.parse("lbfgs"), features, 60, 50, new Seed(5));
    BatchSum sum = new BatchSum(training.objective(), ONE);
    List<Evaluation> seen = new ArrayList<>();
    Trainer trainer = new Trainer(training, ONE);
    trainer.run(
        new TrainingListener() {
          @Override
          public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
            seen.add(train);
          }
        });
    double[] at = new double[sum.dimension()];
    for (int i = 0; i < at.length; i++) {
      at[i] = trainer.weights()[i];
    }
    double mean = sum.value(at) / sum.parts();
    assertThat(seen.getLast().loss()).isCloseTo(mean, within(1e-5 * mean));
    assertThat(seen.getLast().accuracy()).isGreaterThan(seen.getFirst().accuracy() + 1);
    Training wrong =
        new Training(perceptron(), Optimizer.parse("lbfgs"), features, 1, 50, new Seed(1));
    assertThatThrownBy(() -> new BatchSum(wrong.objective(), ONE))
        .hasMessage("the model must have %d outputs, one for each feature, has 10".formatted(n));
  }

  /// A frozen layer keeps the bits of its start, and the reported loss is that without penalties.
  @Test
  void groupsHaveTheirPenaltyOrStayAsTheyAre() {
    Training plain = training(perceptron(), "lbfgs", 6);
    Training grouped =
        training(perceptron(), "l2(1) on weights | lbfgs | frozen on \"dense1.*\"", 6);
    BatchSum sum = new BatchSum(plain.objective(), ONE);
    double[] start = sum.start();
    List<Double> losses = new ArrayList<>();
    Trainer trainer = new Trainer(grouped, ONE);
    trainer.run(
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            losses.add(loss);
          }
        });
    double[] at = new double[start.length];
    double before = 0;
    double after = 0;
    for (ParameterLayout.Tensor tensor : sum.layout().tensors()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        at[i] = trainer.weights()[i];
        if (tensor.name().startsWith("dense1")) {
          assertThat(at[i]).as("%s", tensor.name()).isEqualTo(start[i]);
        } else if (tensor.role() == ParameterRole.WEIGHT) {
          before += start[i] * start[i];
          after += at[i] * at[i];
        }
      }
    }
    assertThat(after).isLessThan(0.5 * before);
    assertThat(losses.getLast()).isCloseTo(sum.value(at) / sum.parts(), within(1e-5));
  }

  @Test
  void whatAMinimizerCannotDoIsRefusedBeforeItStarts() {
    assertThatThrownBy(() -> Optimizer.parse("clipGlobalNorm(1) | lbfgs"))
        .hasMessageContaining("only l2 and frozen can stand beside it in a recipe");
    assertThatThrownBy(() -> Optimizer.parse("lbfgs").begin(3))
        .hasMessageStartingWith("lbfgs minimizes a whole objective, and can't step along");
    Trainer trainer = new Trainer(training(perceptron(), "lbfgs", 2), ONE);
    assertThatThrownBy(() -> trainer.change("memory", step -> 3))
        .hasMessage("memory of lbfgs can't be changed during a run");
  }
}
