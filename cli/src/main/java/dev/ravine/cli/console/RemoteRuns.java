package dev.ravine.cli.console;

import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.jobs.ClusterDownpour;
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
import java.util.Optional;
import java.util.function.Consumer;

/// Runs whose replicas are members of a cluster, if one was asked for.
final class RemoteRuns implements Placement, AutoCloseable {

  private final ExperimentPlan plan;
  private final Optional<HazelcastCluster> cluster;
  private final Consumer<String> say;

  private RemoteRuns(
      ExperimentPlan plan, Optional<HazelcastCluster> cluster, Consumer<String> say) {
    this.plan = plan;
    this.cluster = cluster;
    this.say = say;
  }

  /// Connects to the cluster.
  ///
  /// @param options which, if there can be one
  /// @param plan of the runs
  /// @param say is told in lines who takes part
  /// @throws IllegalArgumentException if the method of training has no replicas elsewhere
  /// @throws IllegalStateException if members can't be reached
  static RemoteRuns open(
      Optional<ClusterOptions> options, ExperimentPlan plan, Consumer<String> say) {
    Optional<ClusterName> name = options.flatMap(ClusterOptions::name);
    if (name.isPresent() && !(plan.options().method() instanceof Downpour)) {
      throw new IllegalArgumentException(
          "--cluster must come with --method downpour, was " + plan.options().method());
    }
    return new RemoteRuns(
        plan,
        name.map(asked ->
            HazelcastCluster.connect(asked, options.orElseThrow().members(), Provenance.version())),
        say);
  }

  @Override
  public Training place(RunPlan run, Training training) {
    if (cluster.isPresent() && training.method() instanceof Downpour method) {
      return training.toBuilder()
          .method(new ClusterDownpour(method, cluster.get(), RemoteTraining.text(plan, run), say))
          .build();
    }
    return training;
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
