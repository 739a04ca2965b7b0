package dev.ravine.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.LocalSgd;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.TrainingMethods;
import dev.ravine.cluster.host.ShardsLostException;
import dev.ravine.cluster.jobs.Attendance;
import dev.ravine.cluster.jobs.Cluster;
import dev.ravine.cluster.jobs.ClusterDownpour;
import dev.ravine.cluster.jobs.ClusterRounds;
import dev.ravine.cluster.jobs.ClusterSandblaster;
import dev.ravine.cluster.jobs.Worker;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TrainingOnMembersTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);

  private final List<String> said = new CopyOnWriteArrayList<>();

  private static Training training(TrainingMethod method, int epochs) {
    boolean minimizes = method.toString().startsWith("sandblaster");
    return Training.of(Sequential.parse("dense(24) | relu | dense(10)"), STROKES)
        .optimizer(minimizes ? "lbfgs" : "adam(1e-3)")
        .batch(20)
        .epochs(epochs)
        .seed(7)
        .method(method)
        .build();
  }

  private Worker worker(Cluster cluster, int seats, int epochs) {
    Worker worker =
        new Worker(
            cluster,
            method -> training(TrainingMethods.parse(method), epochs),
            "worker",
            said::add);
    worker.start(seats);
    return worker;
  }

  private Trainer trainer(Cluster cluster, Downpour method, int epochs) {
    return trainer(
        new ClusterDownpour(
            method, cluster, method.toString(), new Attendance(said::add), said::add),
        epochs);
  }

  private static Trainer trainer(TrainingMethod method, int epochs) {
    return new Trainer(training(method, epochs), new ThreadTeam(1));
  }

  /// Of three members one is killed: its shards go on from their backups, with the same bits.
  @Test
  void aKilledMemberLosesNothing() {
    int epochs = 8;
    float[] expected = Trainer.train(training(TrainingMethod.PLAIN, epochs), 1).theta();
    try (Members members = new Members(3);
        HazelcastCluster cluster = members.client()) {
      Trainer trainer = trainer(cluster, Downpour.of(1).shards(3), epochs);
      Killing killing = new Killing(members, 100);
      try (Worker _ = worker(cluster, 1, epochs)) {
        trainer.run(killing);
      }
      assertThat(cluster.members()).isEqualTo(2);
      assertThat(trainer.trained().theta()).isEqualTo(expected);
      assertThat(trainer.facts())
          .containsEntry("acknowledged", Integer.toString(3 * 30 * epochs))
          .containsEntry("applied", Integer.toString(3 * 30 * epochs));
      assertThat(killing.longest).isLessThan(Duration.ofSeconds(10));
    }
  }

  /// The members keep what there is to do, and the vectors of the minimization.
  @Test
  void otherMethodsHaveTheirBitsThoughAMemberIsKilled() {
    LocalSgd rounds = LocalSgd.of(2).every(5);
    Sandblaster minimizing = Sandblaster.of(2).shards(2).portions(10);
    try (Members members = new Members(3);
        HazelcastCluster cluster = members.client();
        Worker _ = worker(cluster, 2, 8)) {
      Trainer ofRounds =
          trainer(
              new ClusterRounds(
                  rounds, cluster, rounds.toString(), new Attendance(said::add), said::add),
              8);
      ofRounds.run(new Killing(members, 60));
      assertThat(cluster.members()).isEqualTo(2);
      assertThat(ofRounds.trained().theta())
          .isEqualTo(Trainer.train(training(rounds, 8), 1).theta());
      members.restart(1);
      Trainer ofMinimizing =
          trainer(
              new ClusterSandblaster(
                  minimizing, cluster, minimizing.toString(), new Attendance(said::add), said::add),
              8);
      ofMinimizing.run(new Killing(members, 3));
      assertThat(ofMinimizing.trained().theta())
          .isEqualTo(Trainer.train(training(minimizing, 8), 1).theta());
    }
  }

  /// Kills the second member at a step, and notes how long no step was done.
  private static final class Killing implements TrainingListener {
    private final Members members;
    private final long at;
    private long last = System.nanoTime();
    private Duration longest = Duration.ZERO;

    Killing(Members members, long at) {
      this.members = members;
      this.at = at;
    }

    @Override
    public void onStep(long step, double loss) {
      long now = System.nanoTime();
      Duration gap = Duration.ofNanos(now - last);
      last = now;
      if (step > 1 && gap.compareTo(longest) > 0) {
        longest = gap;
      }
      if (step == at) {
        members.kill(1);
      }
    }
  }

  /// A member that has taken the place of one that was killed has no shards.
  @Test
  void shardsThatAreGoneAreNeverBegunAnew() {
    try (Members members = new Members(1);
        HazelcastCluster cluster = members.client()) {
      Trainer trainer = trainer(cluster, Downpour.of(1), 1000);
      try (Worker _ = worker(cluster, 1, 1000)) {
        assertThatThrownBy(() ->
                trainer.run(
                    new TrainingListener() {
                      @Override
                      public void onStep(long step, double loss) {
                        if (step == 40) {
                          members.kill(0);
                          members.restart(0);
                        }
                      }
                    }))
            .isInstanceOf(ShardsLostException.class)
            .hasMessageEndingWith("is missing: the run has to go on from its last checkpoint");
      }
    }
  }
}
