package dev.ravine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.cluster.compression.NumberFormat;
import dev.ravine.cluster.replica.Parts;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential MODEL = Sequential.parse("dense(24) | relu | dense(10)");
  private static final int STEPS = 30;

  private static TrainingBuilder training(String recipe) {
    return Training.of(MODEL, STROKES).optimizer(recipe).batch(20).epochs(3).seed(7);
  }

  private static Trainer trainer(TrainingBuilder training) {
    return new Trainer(training.build(), new ThreadTeam(1));
  }

  private static float[] trained(TrainingBuilder training) {
    Trainer trainer = trainer(training);
    trainer.run(new TrainingListener() {});
    return trainer.trained().theta();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"adam(cosine(1e-2))", "adam(1e-2) | ema(0.9)", "clipGlobalNorm(1) | lamb(1e-2)"})
  void oneSynchronousReplicaIsPlainTraining(String recipe) {
    assertThat(trained(training(recipe).method(Synchronous.of(1))))
        .isEqualTo(trained(training(recipe)));
  }

  /// A replica alone goes its own way; where it came is rounded once in each round.
  @ParameterizedTest
  @ValueSource(strings = {"adam(cosine(1e-2))", "sam(0.05) | sgd(0.1)"})
  void oneLocalReplicaIsNearlyPlainTraining(String recipe) {
    assertThat(trained(training(recipe).method(LocalSgd.of(1).every(7))))
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(trained(training(recipe)));
  }

  /// The rule takes the mean gradient: the same by hand.
  @Test
  void synchronousReplicasShareARule() {
    Training training = training("momentum(0.1)").epochs(1).build();
    Parts parts = new Parts(training.objective(), 3);
    List<BatchGradient> batches = Stream.of(0, 1, 2).map(parts::batches).toList();
    float[] theta = batches.getFirst().initial();
    Stepper stepper = Optimizer.parse("momentum(0.1)").begin(theta.length);
    for (int step = 0; step < STEPS / 3; step++) {
      float[] mean = new float[theta.length];
      for (BatchGradient of : batches) {
        float[] gradient = new float[theta.length];
        of.next(theta, gradient);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += gradient[i] / 3;
        }
      }
      stepper.step(theta, mean);
    }
    assertThat(trained(training("momentum(0.1)").epochs(1).method(Synchronous.of(3))))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(theta);
  }

  /// Two replicas by hand, in double precision: Adam in each, then the outer rule, which is written
  /// out, or springs.
  @ParameterizedTest
  @CsvSource({"local, 5", "local, 4", "diloco, 5", "elastic, 5", "elastic, 14"})
  void replicasMeet(String kind, int every) {
    Training training = training("adam(1e-2)").epochs(1).build();
    Parts parts = new Parts(training.objective(), 2);
    List<BatchGradient> batches = Stream.of(0, 1).map(parts::batches).toList();
    float[] initial = batches.getFirst().initial();
    int n = initial.length;
    double[] all = new double[n];
    double[] velocity = new double[n];
    List<float[]> own = List.of(initial.clone(), initial.clone());
    List<Stepper> steppers =
        Stream.of(0, 1).map(r -> Optimizer.parse("adam(1e-2)").begin(n)).toList();
    for (int i = 0; i < n; i++) {
      all[i] = initial[i];
    }
    for (int done = 0; done < STEPS / 2; done += every) {
      for (int r = 0; r < 2; r++) {
        for (int step = 0; step < Math.min(every, STEPS / 2 - done); step++) {
          float[] gradient = new float[n];
          batches.get(r).next(own.get(r), gradient);
          steppers.get(r).step(own.get(r), gradient);
        }
      }
      for (int i = 0; i < n; i++) {
        double mean = (own.get(0)[i] + own.get(1)[i]) / 2.0;
        double step = all[i] - mean;
        switch (kind) {
          case "local" -> all[i] = mean;
          case "diloco" -> {
            velocity[i] = 0.9 * velocity[i] + step;
            all[i] -= 0.7 * (step + 0.9 * velocity[i]);
          }
          default -> {
            double before = all[i];
            all[i] += 0.9 * (mean - before);
            for (float[] theta : own) {
              theta[i] += (float) (0.45 * (before - theta[i]));
            }
          }
        }
        if (!kind.equals("elastic")) {
          own.get(0)[i] = (float) all[i];
          own.get(1)[i] = (float) all[i];
        }
      }
    }
    TrainingMethod method =
        switch (kind) {
          case "local" -> LocalSgd.of(2).every(every);
          case "diloco" -> DiLoCo.of(2).every(every);
          default -> ElasticAveraging.of(2).every(every);
        };
    float[] theta = trained(training("adam(1e-2)").epochs(1).method(method));
    for (int i = 0; i < n; i++) {
      assertThat((double) theta[i]).isCloseTo(all[i], within(2e-4));
    }
  }

  static Stream<TrainingMethod> methods() {
    return Stream.of(
        Synchronous.of(3).send(0.1),
        LocalSgd.of(3).every(4).format(NumberFormat.BFLOAT16),
        DiLoCo.of(2).every(7),
        ElasticAveraging.of(3).every(5).send(0.5));
  }

  /// However fast each replica is, and wherever it was interrupted.
  @ParameterizedTest
  @MethodSource("methods")
  void anyRunHasTheSameBits(TrainingMethod method) {
    TrainingBuilder training = training("adam(cosine(1e-2))").method(method);
    float[] expected = trained(training);
    for (long at : new long[] {1, 14, 30, 47}) {
      Trainer resumed = trainer(training);
      resumed.resume(Interruption.at(at, trainer(training)));
      resumed.run(new TrainingListener() {});
      assertThat(resumed.trained().theta()).as("at %d", at).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theyLearn(TrainingMethod method) {
    assertThat(accuracy(method))
        .as("%s: two standard errors of a difference on 200 examples", method)
        .isGreaterThan(accuracy(TrainingMethod.PLAIN) - 0.075);
  }

  private static double accuracy(TrainingMethod method) {
    SavedModel model = training("adam(2e-3)").epochs(40).method(method).run();
    return Double.parseDouble(model.metadata().get("validationAccuracy"));
  }

  /// 30 steps in an epoch are 4 of each of three replicas, 4 and 2.
  @Test
  void bytesAreThoseOfRounds() {
    Trainer trainer =
        trainer(
            training("sgd(0.1)")
                .method(LocalSgd.of(3).every(4).format(NumberFormat.BFLOAT16).send(0.5)));
    trainer.run(new TrainingListener() {});
    assertThat(trainer.cost().gradientMillis()).as("shared out among a round's steps").isPositive();
    int n = trainer.trained().theta().length;
    assertThat(trainer.facts())
        .containsEntry("rounds", "9")
        .containsEntry("bytes", Long.toString(9L * 3 * (2L * n + Math.round(n / 2.0) * 6)));
  }

  /// 30 steps in an epoch are 3 of each of four replicas, 3, and 6 that can't be shared out evenly.
  @Test
  void whatIsLeftIsOfOthersInEachRound() {
    Trainer trainer = trainer(training("sgd(0.1)").method(LocalSgd.of(4).every(3)));
    trainer.run(new TrainingListener() {});
    assertThat(trainer.facts()).containsEntry("rounds", "9");
    assertThat(trainer.checkpoint().note("drawn"))
        .as("7 in each epoch, and one more of 2 and 3, of 3 and 0, of 0 and 1")
        .isEqualTo("23 22 22 23");
  }

  /// A rate that falls until the end of the run falls until the end of a replica's.
  @Test
  void schedulesEndWithTheRun() {
    Training training = training("sgd(cosine(0.1))").method(LocalSgd.of(3)).build();
    assertThat(training.optimizer())
        .hasToString("sgd(learningRate=cosine(initial=0.1,steps=30,last=0))");
    assertThat(training("sgd(cosine(0.1))").method(Downpour.of(2).pushEvery(5)).build().optimizer())
        .hasToString("sgd(learningRate=cosine(initial=0.1,steps=18,last=0))");
  }

  private static ThrowableAssert.ThrowingCallable refused(String recipe, TrainingMethod method) {
    return () -> training(recipe).method(method).run();
  }

  @Test
  void whatDoesNotRunInRoundsIsRefused() {
    assertThatThrownBy(refused("lbfgs", LocalSgd.of(2)))
        .hasMessageMatching("rounds need an update rule: lbfgs.* is a minimizer");
    assertThatThrownBy(refused("sam(0.05) | sgd(0.1)", Synchronous.of(2)))
        .hasMessageContaining("demands a second gradient");
    assertThatThrownBy(refused("adam(1e-3) | ema(0.9)", LocalSgd.of(2)))
        .hasMessageContaining("demands");
    assertThatThrownBy(refused("skipNonFinite | sgd(0.1)", DiLoCo.of(2)))
        .hasMessageContaining("has no place in rounds: a replica ends when a loss is not finite");
    assertThatThrownBy(refused("sgd(0.1)", LocalSgd.of(31)))
        .hasMessageStartingWith("replicas must be at most 30");
    assertThatThrownBy(refused("sgd(1e30)", LocalSgd.of(2)))
        .hasMessageMatching("training diverged at step \\d+: the loss was .*");
    assertThatThrownBy(() -> DiLoCo.of(2).outerMomentum(1))
        .hasMessage("outerMomentum must be in [0, 1), was 1.0");
  }

  @Test
  void aMethodIsReadAsItPrints() {
    methods()
        .forEach(method -> assertThat(TrainingMethods.parse(method.toString())).isEqualTo(method));
    assertThat(TrainingMethods.parse("localSgd(4,format=bfloat16)"))
        .isEqualTo(LocalSgd.of(4).format(NumberFormat.BFLOAT16));
  }
}
