package dev.ravine.cli.option;

import dev.ravine.cluster.compression.Compression;
import dev.ravine.cluster.replica.Exchange;
import dev.ravine.cluster.simulation.Faults;
import dev.ravine.cluster.simulation.World;
import picocli.CommandLine.Option;

/// How fast and how reliable a simulated cluster is, and how often its replicas talk to shards.
public final class WorldOptions {

  @Option(
      names = "--variation",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description =
          "The standard deviation of a gradient's time over its mean (default: ${DEFAULT-VALUE}).")
  private double variation;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      defaultValue = "0",
      description =
          "The mean time of a message, in mean times of a gradient (default: ${DEFAULT-VALUE}).")
  private double latency;

  @Option(
      names = "--stragglers",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of replicas that are slow (default: ${DEFAULT-VALUE}).")
  private double stragglers;

  @Option(
      names = "--slowness",
      paramLabel = "TIMES",
      defaultValue = "4",
      description =
          "How many times as long slow replicas take for a gradient (default: ${DEFAULT-VALUE}).")
  private double slowness;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of replicas that join later (default: ${DEFAULT-VALUE}).")
  private double late;

  @Option(
      names = "--late-by",
      paramLabel = "TIME",
      defaultValue = "100",
      description =
          "How much later those join, on average, in mean times of a gradient (default:"
              + " ${DEFAULT-VALUE}).")
  private double lateBy;

  @Option(
      names = "--partitions",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "The share of time in which the machines of replicas and shards are on two sides and no"
              + " message gets from one to the other (default: ${DEFAULT-VALUE}).")
  private double partitions;

  @Option(
      names = "--duplicated",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of messages that arrive twice (default: ${DEFAULT-VALUE}).")
  private double duplicated;

  @Option(
      names = "--lost",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of answers that get lost (default: ${DEFAULT-VALUE}).")
  private double lost;

  @Option(
      names = "--crashes",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "The share of gradients after which the replica crashes; another takes its place after the"
              + " time of ten gradients (default: ${DEFAULT-VALUE}).")
  private double crashes;

  @Option(
      names = "--fetch-every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Fetch parameters after every N steps (default: ${DEFAULT-VALUE}).")
  private int fetchEvery;

  @Option(
      names = "--push-every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Push the gradients gathered after every N steps (default: ${DEFAULT-VALUE}).")
  private int pushEvery;

  @Option(
      names = "--overlap",
      description =
          "Compute on while parameters and gradients are on their way, as in the paper; else a"
              + " replica waits for both.")
  private boolean overlaps;

  @Option(
      names = "--local-rate",
      paramLabel = "RATE",
      defaultValue = "0",
      description =
          "Between fetches, a replica moves its own copy by this times the gradient (default:"
              + " ${DEFAULT-VALUE}).")
  private double localRate;

  /// The cluster, in which a gradient takes a unit of time.
  public World world() {
    Faults faults = new Faults(duplicated, lost, crashes, partitions);
    return new World(1, variation, latency, stragglers, slowness, late, lateBy, faults);
  }

  /// How often replicas talk to shards.
  public Exchange exchange() {
    return new Exchange(fetchEvery, pushEvery, overlaps, localRate, Compression.NONE);
  }
}
