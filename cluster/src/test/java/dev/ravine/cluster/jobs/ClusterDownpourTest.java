package dev.ravine.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.Interruption;
import dev.ravine.cluster.TrainingMethods;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.wire.WrittenHost;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClusterDownpourTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential MODEL =
      Sequential.parse("dense(24) | relu | dropout(0.1) | dense(10)");

  private final LocalCluster cluster = new LocalCluster();
  private final List<String> said = new CopyOnWriteArrayList<>();

  private static TrainingBuilder training(Split split, int batch) {
    return Training.of(MODEL, split).optimizer("adam(1e-2)").batch(batch).epochs(8).seed(7);
  }

  private static Training training(String method) {
    return training(STROKES, 20).method(TrainingMethods.parse(method)).build();
  }

  private Trainer trainer(Downpour method) {
    return trainer(method, cluster);
  }

  private Trainer trainer(Downpour method, Cluster where) {
    TrainingMethod elsewhere =
        new ClusterDownpour(method, where, method.toString(), new Attendance(said::add), said::add);
    return new Trainer(training(STROKES, 20).method(elsewhere).build(), new ThreadTeam(1));
  }

  private Worker worker(int seats) {
    Worker worker = new Worker(cluster, ClusterDownpourTest::training, "worker", said::add);
    worker.start(seats);
    return worker;
  }

  /// Its batches have one example each, so that there are many.
  private Worker single() {
    Worker worker =
        new Worker(
            cluster,
            method -> training(STROKES, 1).method(TrainingMethods.parse(method)).build(),
            "worker",
            said::add);
    worker.start(1);
    return worker;
  }

  private static Map<String, String> run(Trainer trainer) {
    assertThat(trainer.run(new TrainingListener() {})).isInstanceOf(Outcome.Finished.class);
    Map<String, String> facts = trainer.facts();
    assertThat(facts.get("acknowledged")).isEqualTo(facts.get("applied"));
    return facts;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void oneReplicaElsewhereHasTheBitsOfPlainTraining(int shards) {
    float[] expected = Trainer.train(training(STROKES, 20).build(), 1).theta();
    Trainer trainer = trainer(Downpour.of(1).shards(shards));
    try (Worker _ = worker(1)) {
      run(trainer);
    }
    assertThat(trainer.trained().theta()).isEqualTo(expected);
    assertThat(said).contains("1 of 1 replicas");
  }

  /// Shards, ledger, operations and answers all travel as bytes.
  @Test
  void nothingIsLostOnTheWay() {
    Cluster written = new LocalCluster(kind -> new WrittenHost<>(kind.wire()));
    float[] expected = Trainer.train(training(STROKES, 20).build(), 1).theta();
    Trainer trainer = trainer(Downpour.of(1).shards(3), written);
    try (Worker worker = new Worker(written, ClusterDownpourTest::training, "w", said::add)) {
      worker.start(1);
      run(trainer);
    }
    assertThat(trainer.trained().theta()).isEqualTo(expected);
  }

  @Test
  void severalShareTheSteps() {
    Trainer trainer = trainer(Downpour.of(3).warmStart(7).fetchEvery(2).pushEvery(2));
    try (Worker _ = worker(2);
        Worker _ = worker(1)) {
      List<Double> accuracies = new ArrayList<>();
      trainer.run(
          new TrainingListener() {
            @Override
            public void onEpoch(int epoch, Evaluation train, Evaluation validation) {
              accuracies.add(validation.accuracy());
            }
          });
      assertThat(accuracies)
          .hasSize(9)
          .last()
          .satisfies(last -> assertThat(last).isGreaterThan(0.6));
    }
    assertThat(trainer.facts())
        .containsEntry("replicas", "3")
        .containsEntry("acknowledged", trainer.facts().get("applied"));
  }

  /// Its steps are done by another, and what it pushed is counted once; the one that was under way
  /// may be done again.
  @Test
  void anotherTakesTheSeatOfOneThatIsGone() {
    TrainingMethod elsewhere =
        new ClusterDownpour(
            Downpour.of(2), cluster, "downpour(2)", new Attendance(said::add), said::add);
    Trainer trainer =
        new Trainer(training(STROKES, 1).method(elsewhere).build(), new ThreadTeam(1));
    Worker gone = single();
    try (Worker _ = single()) {
      AtomicBoolean left = new AtomicBoolean();
      Outcome outcome =
          trainer.run(
              new TrainingListener() {
                @Override
                public void onStep(long step, double loss) {
                  if (step >= 100 && left.compareAndSet(false, true)) {
                    gone.close();
                  }
                }
              });
      assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    }
    Map<String, String> facts = trainer.facts();
    assertThat(facts.get("acknowledged")).isEqualTo(facts.get("applied"));
    assertThat(Integer.parseInt(facts.get("applied"))).isBetween(4800, 4801);
  }

  @Test
  void resumesElsewhere() {
    Training plain = training(STROKES, 20).build();
    float[] expected = Trainer.train(plain, 1).theta();
    Trainer resumed = trainer(Downpour.of(1).shards(2));
    try (Worker _ = worker(1)) {
      Checkpoint taken = Interruption.at(40, trainer(Downpour.of(1).shards(2)));
      resumed.resume(taken);
      run(resumed);
    }
    assertThat(resumed.trained().theta()).isEqualTo(expected);
  }

  /// They are never begun anew: the run has to go on from its checkpoint.
  @Test
  void lostShardsEndTheRun() {
    Trainer trainer = trainer(Downpour.of(1));
    try (Worker _ = worker(1)) {
      assertThatThrownBy(() ->
              trainer.run(
                  new TrainingListener() {
                    @Override
                    public void onStep(long step, double loss) {
                      if (step == 20) {
                        cluster.withdraw(cluster.jobs().getFirst().run());
                      }
                    }
                  }))
          .isInstanceOf(ShardsLostException.class)
          .hasMessage("shard 0 is missing: the run has to go on from its last checkpoint");
    }
  }

  @Test
  void whoeverHasOtherExamplesDoesNotTakePart() throws InterruptedException {
    Split others = NamedSource.STROKES.load(Path.of("."), 500, 200);
    Worker other =
        new Worker(
            cluster,
            method -> training(others, 20).method(TrainingMethods.parse(method)).build(),
            "the other",
            said::add);
    other.start(1);
    Thread learning = Thread.ofPlatform().start(() -> run(trainer(Downpour.of(1))));
    try {
      while (said.stream()
          .noneMatch(line ->
              line.startsWith("the other does not take part: training data must be ")
                  && line.contains(", as in the run, is "))) {
        Thread.sleep(5);
      }
      try (Worker _ = worker(1)) {
        learning.join();
      }
    } finally {
      other.close();
    }
  }
}
