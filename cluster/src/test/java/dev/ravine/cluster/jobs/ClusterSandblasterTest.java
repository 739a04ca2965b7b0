package dev.ravine.cluster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.Interruption;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.TrainingMethods;
import dev.ravine.cluster.host.ShardsLostException;
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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Portions are summed in their order: whoever evaluates them changes no bit.
@Timeout(60)
class ClusterSandblasterTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 400, 100);
  private static final Sandblaster METHOD = Sandblaster.of(3).shards(2).portions(20);

  private final LocalCluster cluster = new LocalCluster(kind -> new WrittenHost<>(kind.wire()));
  private final List<String> said = new CopyOnWriteArrayList<>();

  private static TrainingBuilder training(TrainingMethod method) {
    return Training.of(Sequential.parse("dense(24) | tanh | dense(10)"), STROKES)
        .optimizer("lbfgs")
        .batch(20)
        .epochs(12)
        .seed(7)
        .method(method);
  }

  private Trainer trainer() {
    TrainingMethod elsewhere =
        new ClusterSandblaster(
            METHOD, cluster, METHOD.toString(), new Attendance(said::add), said::add);
    return new Trainer(training(elsewhere).build(), new ThreadTeam(1));
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

  private static float[] bitsHere() {
    return Trainer.train(training(METHOD).build(), 1).theta();
  }

  private static void run(Trainer trainer) {
    assertThat(trainer.run(new TrainingListener() {})).isInstanceOf(Outcome.Finished.class);
    assertThat(trainer.facts())
        .containsEntry("replicas", "3")
        .containsEntry("acknowledged", trainer.facts().get("applied"));
    assertThat(Long.parseLong(trainer.facts().get("bytes"))).isPositive();
  }

  @Test
  void workersHaveTheBitsOfThreadsHere() {
    Trainer trainer = trainer();
    try (Worker _ = worker(2);
        Worker _ = worker(1)) {
      run(trainer);
    }
    assertThat(trainer.trained().theta()).isEqualTo(bitsHere());
    assertThat(trainer.checkpoint().minimization().arrays())
        .as("when shards are gone")
        .isNotEmpty();
    assertThat(said).contains("3 of 3 replicas");
  }

  @Test
  void portionsOfOneThatIsGoneAreDoneByAnother() {
    Trainer trainer = trainer();
    Worker gone = worker(1);
    try (Worker _ = worker(1)) {
      AtomicBoolean left = new AtomicBoolean();
      trainer.run(
          new TrainingListener() {
            @Override
            public void onStep(long step, double loss) {
              if (step >= 3 && left.compareAndSet(false, true)) {
                gone.close();
              }
            }
          });
      assertThat(left).isTrue();
    }
    assertThat(trainer.facts()).containsEntry("acknowledged", trainer.facts().get("applied"));
    assertThat(trainer.trained().theta()).isEqualTo(bitsHere());
  }

  @Test
  void resumesElsewhere() {
    Trainer resumed = trainer();
    try (Worker _ = worker(2)) {
      Checkpoint taken = Interruption.at(4, trainer());
      resumed.resume(taken);
      run(resumed);
    }
    assertThat(resumed.trained().theta()).isEqualTo(bitsHere());
  }

  @Test
  void lostShardsEndTheRun() {
    Trainer trainer = trainer();
    try (Worker _ = worker(2)) {
      assertThatThrownBy(() ->
              trainer.run(
                  new TrainingListener() {
                    @Override
                    public void onStep(long step, double loss) {
                      if (step == 3) {
                        cluster.withdraw(cluster.jobs().getFirst().run());
                      }
                    }
                  }))
          .isInstanceOf(ShardsLostException.class)
          .hasMessageContaining("is missing");
    }
  }
}
