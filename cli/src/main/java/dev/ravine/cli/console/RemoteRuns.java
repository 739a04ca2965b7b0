package dev.ravine.cli.console;

import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.Rounds;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.jobs.Attendance;
import dev.ravine.cluster.jobs.ClusterDownpour;
import dev.ravine.cluster.jobs.ClusterRounds;
import dev.ravine.cluster.jobs.ClusterRun;
import dev.ravine.cluster.jobs.ClusterSandblaster;
import dev.ravine.hazelcast.ClusterName;
import dev.ravine.hazelcast.HazelcastCluster;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.Placement;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.session.RemoteTraining;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs that members of a cluster do, if one was asked for: their replicas, or all of their steps.
final class RemoteRuns implements Placement, AutoCloseable {

  private static final int MOST_RUNS = 16;

  private final ExperimentPlan plan;
  private final Optional<HazelcastCluster> cluster;
  private final Consumer<String> say;
  private final Attendance attendance;

  private RemoteRuns(
      ExperimentPlan plan, Optional<HazelcastCluster> cluster, Consumer<String> say) {
    this.plan = plan;
    this.cluster = cluster;
    this.say = say;
    attendance = new Attendance(say);
  }

  /// Connects to the cluster.
  ///
  /// @param options which, if there can be one
  /// @param plan of the runs
  /// @param say is told in lines who takes part
  /// @throws IllegalStateException if members can't be reached
  static RemoteRuns open(
      Optional<ClusterOptions> options, ExperimentPlan plan, Consumer<String> say) {
    Optional<ClusterName> name = options.flatMap(ClusterOptions::name);
    return new RemoteRuns(
        plan,
        name.map(asked ->
            HazelcastCluster.connect(asked, options.orElseThrow().members(), Provenance.version())),
        say);
  }

  /// Plain minimizers, which need all examples for a step, stay here, and so do runs with a
  /// teacher, which workers need not have.
  @Override
  public Training place(RunPlan run, Training training) {
    boolean plain = training.method().equals(TrainingMethod.PLAIN);
    if (cluster.isEmpty()
        || (plain && training.optimizer().minimizer().isPresent())
        || run.softTargets().isPresent()) {
      return training;
    }
    TrainingMethod method = elsewhere(training, RemoteTraining.text(plan, run), cluster.get());
    return training.toBuilder().method(method).build();
  }

  private TrainingMethod elsewhere(Training training, String text, HazelcastCluster where) {
    return switch (training.method()) {
      case Downpour downpour -> new ClusterDownpour(downpour, where, text, attendance, say);
      case Sandblaster sandblaster ->
          new ClusterSandblaster(sandblaster, where, text, attendance, say);
      case Rounds rounds -> new ClusterRounds(rounds, where, text, attendance, say);
      default -> new ClusterRun(where, text, attendance);
    };
  }

  /// As many as there may be workers; replicas of one run want all of them.
  @Override
  public int sideBySide(int threads) {
    return cluster.isPresent() && plan.options().method().equals(TrainingMethod.PLAIN)
        ? MOST_RUNS
        : threads;
  }

  @Override
  public void stop() {
    attendance.stop();
  }

  /// The same listener, but that people are told of what was lost.
  ExperimentListener telling(ExperimentListener listener) {
    return new ExperimentListener() {
      @Override
      public void onStart(RunPlan run) {
        listener.onStart(run);
      }

      @Override
      public void onEvent(RunPlan run, Event event) {
        listener.onEvent(run, event);
      }

      @Override
      public void onEnd(RunRecord run) {
        listener.onEnd(run);
      }

      @Override
      public void onShardsLost(RunPlan run, String reason) {
        say.accept("%s: %s".formatted(run.label(), reason));
      }
    };
  }

  @Override
  public void close() {
    cluster.ifPresent(HazelcastCluster::close);
  }
}
