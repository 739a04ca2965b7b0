package dev.ravine.cluster.rounds;

import dev.ravine.cluster.compression.Compression;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Replicas are threads of this process.
public final class ReplicaThreads implements RoundExecutor {

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("replica-", 0).factory());

  /// Without threads.
  public ReplicaThreads() {}

  @Override
  public Outcome run(List<RoundPart> parts, float[] parameters, Compression compression) {
    List<Future<List<Double>>> working =
        parts.stream().map(part -> threads.submit(() -> part.run(parameters))).toList();
    long once =
        compression.bytesOfFetch(parameters.length) + compression.bytesOfPush(parameters.length);
    return new Outcome(working.stream().map(ReplicaThreads::result).toList(), parts.size() * once);
  }

  /// An interrupt is kept for later: a round is short.
  private static List<Double> result(Future<List<Double>> working) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return working.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
