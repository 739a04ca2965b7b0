package dev.ravine.cluster.rounds;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.FloatArrays;
import java.util.ArrayList;
import java.util.List;

/// Has the parts of rounds done elsewhere, as bytes. Replicas here keep what those there kept at
/// the end of each round, so that it can go on with others.
public final class RoundTasks implements RoundExecutor {

  /// Has tasks done.
  public interface Elsewhere extends AutoCloseable {

    /// Has all of them done, and waits.
    ///
    /// @param parameters of all, as bytes
    /// @param tasks what [RoundWork] reads, each
    /// @return what [RoundWork] gave for each, in order
    List<byte[]> run(byte[] parameters, List<byte[]> tasks);

    /// Gives the run up.
    @Override
    void close();
  }

  private final Elsewhere elsewhere;

  /// Before the first round.
  ///
  /// @param elsewhere where they are done
  public RoundTasks(Elsewhere elsewhere) {
    this.elsewhere = elsewhere;
  }

  @Override
  public Outcome run(List<RoundPart> parts, float[] parameters, Compression compression) {
    float[] sent = parameters.clone();
    compression.fetch(sent);
    byte[] common = Fields.bytes(sent, FloatArrays::write);
    List<byte[]> tasks =
        parts.stream().map(part -> Fields.bytes(part.task(), RoundTask::write)).toList();
    List<byte[]> results = elsewhere.run(common, tasks);
    List<List<Double>> losses = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < parts.size(); i++) {
      RoundResult result = Fields.value(results.get(i), RoundResult::read);
      parts.get(i).replica().adopt(result);
      losses.add(result.losses());
      bytes += common.length + tasks.get(i).length + results.get(i).length;
    }
    return new Outcome(losses, bytes);
  }

  @Override
  public void close() {
    elsewhere.close();
  }
}
