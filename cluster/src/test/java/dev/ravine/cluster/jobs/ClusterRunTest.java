package dev.ravine.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.Interruption;
import dev.ravine.cluster.desk.DeskWire;
import dev.ravine.cluster.desk.Take;
import dev.ravine.cluster.host.ShardCalls;
import dev.ravine.cluster.wire.WrittenHost;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Learner;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClusterRunTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential MODEL =
      Sequential.parse("dense(24) | relu | dropout(0.1) | dense(10)");

  private LocalCluster cluster = new LocalCluster();

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Attendance attendance =
      new Attendance(said::add, Duration.ofMillis(2500), Duration.ofSeconds(60));

  @AfterEach
  void close() {
    cluster.close();
  }

  private static TrainingBuilder training(String recipe) {
    return Training.of(MODEL, STROKES).optimizer(recipe).batch(20).epochs(8).seed(7);
  }

  private Trainer elsewhere(String recipe) {
    return new Trainer(
        training(recipe).method(new ClusterRun(cluster, recipe, attendance)).build(),
        new ThreadTeam(1));
  }

  private Worker worker(int runs) {
    Worker worker = new Worker(cluster, recipe -> training(recipe).build(), "worker", said::add);
    worker.start(runs);
    return worker;
  }

  private static List<Double> losses(Trainer trainer) {
    List<Double> losses = new ArrayList<>();
    Outcome outcome =
        trainer.run(
            new TrainingListener() {
              @Override
              public void onStep(long step, double loss) {
                losses.add(loss);
              }
            });
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    return losses;
  }

  private static Trainer here(String recipe) {
    return new Trainer(training(recipe).build(), new ThreadTeam(1));
  }

  /// Rules with state, with weights of their own to evaluate with, that gather batches. A second
  /// gradient, and a schedule with a memory, are below.
  @ParameterizedTest
  @ValueSource(strings = {"adam(1e-2)", "scheduleFree(1e-1)", "accumulate(3) | adam(1e-2)"})
  void aRunElsewhereHasTheBitsOfOneHere(String recipe) {
    Trainer here = here(recipe);
    Trainer elsewhere = elsewhere(recipe);
    List<Double> expected = losses(here);
    try (Worker _ = worker(1)) {
      assertThat(losses(elsewhere)).isEqualTo(expected);
    }
    assertThat(elsewhere.weights()).isEqualTo(here.weights());
    assertThat(elsewhere.gradients()).isEqualTo(here.gradients());
    assertThat(elsewhere.updates()).isEqualTo(here.updates());
    assertThat(elsewhere.cost().gradientMillis()).isPositive();
    assertThat(cluster.jobs()).isEmpty();
  }

  @Test
  void nothingIsLostOnTheWay() {
    cluster = new LocalCluster(kind -> new WrittenHost<>(kind.wire()));
    aRunElsewhereHasTheBitsOfOneHere("sam(0.05) | adam(plateau(1e-2,patience=1))");
  }

  @Test
  void manyRunsAreSharedOut() {
    List<String> recipes =
        List.of("sgd(1e-1)", "momentum(1e-2)", "adam(1e-2)", "adagrad(1e-2)", "rmsprop(1e-3)");
    List<CompletableFuture<float[]>> runs;
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor();
        Worker _ = worker(1);
        Worker _ = worker(1)) {
      runs =
          recipes.stream()
              .map(recipe -> {
                Trainer trainer = elsewhere(recipe);
                return CompletableFuture.supplyAsync(
                    () -> {
                      losses(trainer);
                      return trainer.weights();
                    },
                    side);
              })
              .toList();
      runs.forEach(CompletableFuture::join);
    }
    for (int i = 0; i < recipes.size(); i++) {
      Trainer here = here(recipes.get(i));
      losses(here);
      assertThat(runs.get(i).join()).as(recipes.get(i)).isEqualTo(here.weights());
    }
    assertThat(said).contains("2 workers");
  }

  @Test
  void anotherGoesOnWhereOneHasLeft() {
    Trainer here = here("adam(1e-2)");
    Trainer elsewhere = elsewhere("adam(1e-2)");
    losses(here);
    Worker gone = worker(1);
    AtomicBoolean left = new AtomicBoolean();
    List<Worker> next = new ArrayList<>();
    elsewhere.run(
        new TrainingListener() {
          @Override
          public void onStep(long step, double loss) {
            if (step >= 50 && left.compareAndSet(false, true)) {
              gone.close();
              next.add(worker(1));
            }
          }
        });
    next.forEach(Worker::close);
    assertThat(left).isTrue();
    assertThat(elsewhere.weights()).isEqualTo(here.weights());
  }

  /// It is not heard of for a while; then its stretch is done by another.
  @Test
  void aSilentWorkerLosesTheRun() throws InterruptedException {
    Trainer here = here("adam(1e-2)");
    losses(here);
    Trainer elsewhere = elsewhere("adam(1e-2)");
    AtomicBoolean haunted = new AtomicBoolean();
    List<Worker> next = new CopyOnWriteArrayList<>();
    Thread ghost =
        Thread.startVirtualThread(() -> {
          while (cluster.jobs().isEmpty()) {
            Thread.onSpinWait();
          }
          String run = cluster.jobs().getFirst().run();
          var desk = new ShardCalls<>(cluster.shards(DeskWire.KIND, run), 1);
          haunted.set(desk.one(0, new Take("ghost", true)).own());
          next.add(worker(1));
        });
    losses(elsewhere);
    ghost.join();
    next.forEach(Worker::close);
    assertThat(haunted).isTrue();
    assertThat(elsewhere.weights()).isEqualTo(here.weights());
  }

  @Test
  void whoeverHasOtherExamplesDoesNotTakePart() throws InterruptedException {
    Split others = NamedSource.STROKES.load(Path.of("."), 500, 200);
    Worker other =
        new Worker(
            cluster,
            recipe ->
                Training.of(MODEL, others).optimizer(recipe).batch(20).epochs(8).seed(7).build(),
            "the other",
            said::add);
    other.start(1);
    Thread learning = Thread.ofPlatform().start(() -> losses(elsewhere("adam(1e-2)")));
    try {
      while (said.stream()
          .noneMatch(
              line -> line.startsWith("the other does not take part: training data must be "))) {
        Thread.sleep(5);
      }
      try (Worker _ = worker(1)) {
        learning.join();
      }
    } finally {
      other.close();
    }
  }

  /// In the middle of a stretch, whose last losses nobody was told of. Longer than a worker waits
  /// for a sign: not part of each build.
  @Test
  @EnabledIfSystemProperty(named = "ravine.longEvaluation", matches = "true")
  void aLongEvaluationDoesNotEndTheRun() {
    Trainer elsewhere = elsewhere("adam(1e-2)");
    try (Worker _ = worker(1)) {
      elsewhere.run(
          new TrainingListener() {
            @Override
            public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
              if (epoch == 2) {
                LockSupport.parkNanos(Duration.ofMillis(6500).toNanos());
              }
            }
          });
    }
    assertThat(said).doesNotContain("the coordinator of a run is gone");
    assertThat(said.stream().filter(line -> line.endsWith("begins here"))).hasSize(1);
  }

  @Test
  void withoutWorkersAllRunsEndTogether() {
    Attendance impatient = new Attendance(said::add, Duration.ofSeconds(5), Duration.ofMillis(300));
    long begun = System.nanoTime();
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Trainer trainer =
            new Trainer(
                training("sgd(1e-1)").method(new ClusterRun(cluster, "x", impatient)).build(),
                new ThreadTeam(1));
        runs.add(side.submit(() -> trainer.run(new TrainingListener() {})));
      }
      assertThat(runs)
          .allSatisfy(run ->
              assertThatThrownBy(run::get)
                  .hasMessageContaining(
                      "no worker has taken a run for 0 s: members with --work do"));
    }
    assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(10).toNanos());
    assertThat(cluster.jobs()).isEmpty();
  }

  @Test
  void nobodyWaitsAnyMoreOnceStopped() {
    attendance.stop();
    assertThatThrownBy(() -> elsewhere("sgd(1e-1)").run(new TrainingListener() {}))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped while a run waited for a worker");
  }

  @Test
  void whatFailsElsewhereFailsTheRun() {
    TrainingMethod broken =
        new TrainingMethod() {
          @Override
          public Learner learner(Training training, ThreadTeam team) {
            throw new IllegalStateException("no memory");
          }

          @Override
          public String toString() {
            return "plain";
          }
        };
    Worker worker =
        new Worker(cluster, recipe -> training(recipe).method(broken).build(), "worker", said::add);
    worker.start(1);
    try (worker) {
      assertThatThrownBy(() -> elsewhere("adam(1e-2)").run(new TrainingListener() {}))
          .hasMessage("a run failed where it was done: java.lang.IllegalStateException: no memory");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunIsResumedHereOrElsewhere(boolean resumedHere) {
    String recipe = "sam(0.05) | adam(1e-2)";
    Trainer whole = here(recipe);
    List<Double> expected = losses(whole);
    Trainer resumed = resumedHere ? here(recipe) : elsewhere(recipe);
    try (Worker _ = worker(1)) {
      Checkpoint taken = Interruption.at(43, elsewhere(recipe));
      assertThat(taken.note("lossesUntold")).isNotEmpty();
      resumed.resume(taken);
      assertThat(losses(resumed)).isEqualTo(expected.subList(43, expected.size()));
    }
    assertThat(resumed.gradients()).isEqualTo(whole.gradients());
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  @Test
  void aHyperParameterIsChangedElsewhereToo() {
    Trainer elsewhere = elsewhere("sgd(1e-1)");
    List<Double> norms = new ArrayList<>();
    try (Worker _ = worker(1)) {
      elsewhere.run(
          new TrainingListener() {
            private float[] before = new float[0];

            @Override
            public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
              float[] now = elsewhere.weights().clone();
              if (before.length > 0) {
                norms.add(distance(before, now));
              }
              before = now;
              if (epoch == 4) {
                elsewhere.change("learningRate", Schedule.constant(1e-9));
              }
            }
          });
    }
    assertThat(norms.get(3)).isGreaterThan(1e-2);
    assertThat(norms.get(7)).isLessThan(1e-6);
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum;
  }

  @Test
  void divergenceIsToldAtItsStep() {
    Outcome here = here("sgd(1e9)").run(new TrainingListener() {});
    assertThat(here).isInstanceOf(Outcome.Diverged.class);
    try (Worker _ = worker(1)) {
      assertThat(elsewhere("sgd(1e9)").run(new TrainingListener() {})).isEqualTo(here);
    }
  }

  @Test
  void minimizersAreRefused() {
    assertThatThrownBy(() -> elsewhere("lbfgs"))
        .hasMessageMatching("runs elsewhere need an update rule: lbfgs.* is a minimizer");
  }
}
