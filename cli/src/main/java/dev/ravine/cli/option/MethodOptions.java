package dev.ravine.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The arguments of methods of training, as options of their own: `--push-every` is `pushEvery`.
public final class MethodOptions {

  private static final String AUTO = "auto";

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "With a method of several replicas: how many compute gradients (default: 2).")
  private @Nullable String replicas;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description =
          "With --method downpour or sandblaster: into how many shards the parameters are cut (default:"
              + " 1).")
  private @Nullable String shards;

  @Option(
      names = "--portions",
      paramLabel = "N",
      description =
          "With --method sandblaster: into how many portions an evaluation of the loss is cut"
              + " (default: 64).")
  private @Nullable String portions;

  @Option(
      names = "--every",
      paramLabel = "STEPS",
      description =
          "With --method localSgd, diloco or elastic: after how many steps replicas meet (default: 10;"
              + " diloco: 100). With downpour: --fetch-every and --push-every in one; with ravine train also"
              + " auto: as often as takes a fifth of the time of gradients at most.")
  private @Nullable String every;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "With a method of several replicas but sandblaster: how numbers are sent, float32 or"
              + " bfloat16 (default: float32).")
  private @Nullable String format;

  @Option(
      names = "--send",
      paramLabel = "SHARE",
      description =
          "With a method of several replicas but sandblaster: the share of the numbers that a replica"
              + " sends, the largest ones; it keeps the rest and adds it to the next (default: 1).")
  private @Nullable String send;

  @Option(
      names = "--staleness",
      paramLabel = "POLICY",
      description =
          "With --method downpour: divideRate divides an update by the staleness of its gradient"
              + " (default: ignore).")
  private @Nullable String staleness;

  @Option(
      names = "--fetch-every",
      paramLabel = "STEPS",
      description =
          "With --method downpour: after how many steps a replica fetches parameters (default: 1).")
  private @Nullable String fetchEvery;

  @Option(
      names = "--push-every",
      paramLabel = "STEPS",
      description =
          "With --method downpour: after how many steps a replica pushes its gradients (default: 1).")
  private @Nullable String pushEvery;

  @Option(
      names = "--local-rate",
      paramLabel = "RATE",
      description =
          "With --method downpour: what a replica moves its own copy by between fetches, times the"
              + " gradient (default: 0).")
  private @Nullable String localRate;

  @Option(
      names = "--warm-start",
      paramLabel = "STEPS",
      description = "With --method downpour: how many steps one replica does alone (default: 0).")
  private @Nullable String warmStart;

  /// Nothing given.
  public MethodOptions() {}

  /// Whether how often replicas exchange is to be measured.
  public boolean isAutomatic() {
    return AUTO.equals(every);
  }

  /// Says how often replicas exchange.
  ///
  /// @param steps after how many
  public void every(int steps) {
    every = Integer.toString(steps);
  }

  /// What was given, by the names of the method's parameters.
  Map<String, String> arguments() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "replicas", replicas);
    put(given, "shards", shards);
    put(given, "portions", portions);
    put(given, "every", every);
    put(given, "format", format);
    put(given, "send", send);
    put(given, "staleness", staleness);
    put(given, "fetchEvery", fetchEvery);
    put(given, "pushEvery", pushEvery);
    put(given, "localRate", localRate);
    put(given, "warmStart", warmStart);
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
