package dev.ravine.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.cluster.Interruption;
import dev.ravine.cluster.Rounds;
import dev.ravine.cluster.TrainingMethods;
import dev.ravine.cluster.wire.WrittenHost;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.hyperparameter.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a replica does depends on what it is told alone: whoever does it changes no bit.
@Timeout(60)
class ClusterRoundsTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 300, 100);
  private static final String LOCAL = "localSgd(replicas=3,every=4)";

  private final LocalCluster cluster = new LocalCluster(kind -> new WrittenHost<>(kind.wire()));
  private final List<String> said = new CopyOnWriteArrayList<>();

  private static TrainingBuilder training(TrainingMethod method) {
    return Training.of(Sequential.parse("dense(24) | relu | dropout(0.1) | dense(10)"), STROKES)
        .optimizer("adam(1e-2)")
        .batch(10)
        .epochs(3)
        .seed(7)
        .method(method);
  }

  private static Trainer here(String method) {
    return new Trainer(training(TrainingMethods.parse(method)).build(), new ThreadTeam(1));
  }

  private Trainer elsewhere(String method) {
    Rounds rounds = (Rounds) TrainingMethods.parse(method);
    return new Trainer(
        training(new ClusterRounds(rounds, cluster, method, new Attendance(said::add), said::add))
            .build(),
        new ThreadTeam(1));
  }

  private Worker worker(int seats) {
    Worker worker =
        new Worker(
            cluster,
            method -> training(TrainingMethods.parse(method)).build(),
            "worker",
            said::add);
    worker.start(seats);
    return worker;
  }

  private static float[] bits(Trainer trainer, TrainingListener listener) {
    assertThat(trainer.run(listener)).isInstanceOf(Outcome.Finished.class);
    return trainer.trained().theta();
  }

  private static float[] bits(Trainer trainer) {
    return bits(trainer, new TrainingListener() {});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronous(replicas=2)",
        LOCAL,
        "localSgd(replicas=2,every=7,format=bfloat16,send=0.1)",
        "diloco(replicas=2,every=6)",
        "elastic(replicas=2,every=3)"
      })
  void workersHaveTheBitsOfThreadsHere(String method) {
    float[] expected = bits(here(method));
    Trainer trainer = elsewhere(method);
    try (Worker _ = worker(1);
        Worker _ = worker(2)) {
      assertThat(bits(trainer)).isEqualTo(expected);
    }
    assertThat(Long.parseLong(trainer.facts().get("bytes"))).isPositive();
  }

  /// What Adam keeps are two numbers for each parameter, which travel both ways.
  @ParameterizedTest
  @CsvSource({"synchronous(replicas=2), 1", "'localSgd(replicas=2,every=3)', 3"})
  void whatAReplicaKeepsTravelsWithItsParts(String method, double times) {
    Trainer here = here(method);
    bits(here);
    Trainer elsewhere = elsewhere(method);
    try (Worker _ = worker(2)) {
      bits(elsewhere);
    }
    assertThat(bytes(elsewhere) / bytes(here)).isBetween(0.9 * times, 1.05 * times);
  }

  private static double bytes(Trainer trainer) {
    return Double.parseDouble(trainer.facts().get("bytes"));
  }

  @Test
  void oneWorkerMayBeAllReplicas() {
    try (Worker _ = worker(1)) {
      assertThat(bits(elsewhere(LOCAL))).isEqualTo(bits(here(LOCAL)));
    }
  }

  @Test
  void anotherDoesWhatOneThatIsGoneHad() {
    Worker gone = worker(1);
    AtomicBoolean left = new AtomicBoolean();
    try (Worker _ = worker(1)) {
      float[] elsewhere =
          bits(
              elsewhere(LOCAL),
              new TrainingListener() {
                @Override
                public void onStep(long step, double loss) {
                  if (step >= 20 && left.compareAndSet(false, true)) {
                    gone.close();
                  }
                }
              });
      assertThat(elsewhere).isEqualTo(bits(here(LOCAL)));
    }
    assertThat(left).isTrue();
  }

  /// In mid-round, and with the learning rate changed.
  @Test
  void resumesElsewhereAndHere() {
    Trainer whole = here(LOCAL);
    Trainer begun = elsewhere(LOCAL);
    Trainer second = elsewhere(LOCAL);
    Trainer third = here(LOCAL);
    try (Worker _ = worker(2)) {
      Checkpoint first = Interruption.at(17, begun);
      second.resume(first);
      second.change("learningRate", Schedule.constant(3e-3));
      Checkpoint later = Interruption.at(18, second);
      third.resume(later);
    }
    Checkpoint same = Interruption.at(17, whole);
    Trainer changed = here(LOCAL);
    changed.resume(same);
    changed.change("learningRate", Schedule.constant(3e-3));
    assertThat(bits(third)).isEqualTo(bits(changed));
  }
}
