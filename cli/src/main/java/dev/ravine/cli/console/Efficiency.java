package dev.ravine.cli.console;

import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.downpour.ExchangePace;
import dev.ravine.cluster.host.InProcessHost;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.hazelcast.ClusterName;
import dev.ravine.hazelcast.HazelcastCluster;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.nn.train.StepCost;
import dev.ravine.nn.train.Training;
import java.util.Optional;
import java.util.UUID;

/// How much of their time replicas compute, predicted before a run and measured after it.
///
/// @param pace of gradients and exchanges
/// @param replicas how many
public record Efficiency(ExchangePace pace, int replicas) {

  /// Measures the pace where the run will be.
  ///
  /// @param plan with one run, whose method is downpour
  /// @param cluster where its shards will lie, if one was asked for
  /// @throws IllegalArgumentException if the method is another
  public static Efficiency measure(ExperimentPlan plan, ClusterOptions cluster) {
    if (!(plan.options().method() instanceof Downpour method)) {
      throw new IllegalArgumentException(
          "--every auto must come with --method downpour, was " + plan.options().method());
    }
    Experiment experiment = ExperimentLoader.load(plan);
    Training training = experiment.training(experiment.runs().getFirst());
    DownpourPlan work = method.plan(training);
    Optional<ClusterName> name = cluster.name();
    if (name.isEmpty()) {
      return new Efficiency(ExchangePace.measure(work, new InProcessHost<>()), method.replicas());
    }
    try (HazelcastCluster members =
        HazelcastCluster.connect(name.get(), cluster.members(), Provenance.version())) {
      String run = UUID.randomUUID().toString();
      try {
        return new Efficiency(
            ExchangePace.measure(work, members.shards(ShardWire.KIND, run)), method.replicas());
      } finally {
        members.withdraw(run);
      }
    }
  }

  /// After how many steps replicas exchange.
  public int every() {
    return pace.every();
  }

  String prediction() {
    return "every %d steps: a gradient takes %.2f ms, an exchange %.2f ms; replicas should compute %.0f %% of their time"
        .formatted(
            every(), pace.step() * 1e3, pace.exchange() * 1e3, 100 * pace.efficiency(every()));
  }

  /// What was reached: the steps of one core that never waits are all there could be.
  ///
  /// @param cost the mean time of a step of all replicas together
  String reached(StepCost cost) {
    double milliseconds = cost.millis();
    return "replicas computed %.0f %% of their time: %.1f times the steps of one"
        .formatted(
            100 * pace.step() * 1e3 / (milliseconds * replicas), pace.step() * 1e3 / milliseconds);
  }
}
