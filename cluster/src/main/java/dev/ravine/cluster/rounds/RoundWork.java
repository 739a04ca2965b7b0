package dev.ravine.cluster.rounds;

import dev.ravine.cluster.replica.Parts;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import java.util.HashMap;
import java.util.Map;

/// Does parts of rounds, of whatever replica. Where one begins as the last of its replica ended, it
/// goes on; else it resumes. Both have the same bits. For any number of threads.
public final class RoundWork {

  private final RoundsPlan plan;
  private final Parts parts;
  private final Map<Integer, RoundReplica> idle = new HashMap<>();

  /// Before the first.
  ///
  /// @param plan of the rounds
  public RoundWork(RoundsPlan plan) {
    this.plan = plan;
    parts = new Parts(plan.training().objective(), plan.replicas());
  }

  /// Does a part.
  ///
  /// @param parameters of all, as bytes
  /// @param task as bytes
  /// @return the result, as bytes
  public byte[] run(byte[] parameters, byte[] task) {
    RoundTask told = Fields.value(task, RoundTask::read);
    RoundReplica replica = replica(told);
    RoundResult result =
        new RoundResult(
            replica.run(Fields.value(parameters, FloatArrays::read), told.steps(), told.taking()),
            replica.contribution(),
            replica.state());
    byte[] bytes = Fields.bytes(result, RoundResult::write);
    synchronized (idle) {
      idle.put(told.replica(), replica);
    }
    return bytes;
  }

  private RoundReplica replica(RoundTask task) {
    RoundReplica known;
    synchronized (idle) {
      known = idle.remove(task.replica());
    }
    if (known != null && known.state().isSame(task.state())) {
      return known;
    }
    RoundReplica begun = plan.replica(parts.batches(task.replica()));
    begun.restore(task.state());
    return begun;
  }
}
