package dev.ravine.cli.command;

import dev.ravine.cli.console.ClusterNode;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.hazelcast.Address;
import dev.ravine.hazelcast.ClusterName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine node`.
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {
      "Takes part in a cluster until it is stopped: keeps shards, computes, or both.",
      "Runs are begun with --cluster by ./ravine train and others."
    })
public final class NodeCommand implements Callable<Integer> {

  private static final String USUAL_NAME = "ravine";
  private static final int FAILED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(names = "--serve", description = "Be a member: keep shards, and backups of others.")
  private boolean serves;

  @Option(
      names = "--work",
      description = "Compute for runs: as their replicas, or all of their steps.")
  private boolean works;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "With --serve: where to listen, one of the --members (default: 127.0.0.1:5701, which no"
              + " other machine can reach).")
  private @Nullable String listen;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "With --work: how many replicas, a thread each (default: all processors but one, or 1).")
  private @Nullable Integer replicas;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "With --work: the folder that holds the data sets' own folders (default: where the run has"
              + " its data).")
  private @Nullable Path dataFolder;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    if (!serves && !works) {
      throw new IllegalArgumentException("node needs --serve, --work or both");
    }
    if (listen != null && !serves) {
      throw new IllegalArgumentException("--listen must come with --serve");
    }
    if ((replicas != null || dataFolder != null) && !works) {
      throw new IllegalArgumentException("--replicas and --data-dir must come with --work");
    }
    ClusterName name = options.nameOr(USUAL_NAME);
    PrintWriter out = spec.commandLine().getOut();
    Consumer<String> say =
        line -> {
          out.println(line);
          out.flush();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    try (ClusterNode node = new ClusterNode(name, say)) {
      if (serves) {
        Address at = listen == null ? Address.loopback() : Address.parse(listen);
        node.serve(at, options.givenMembers().orElseGet(() -> List.of(at)));
      }
      if (works) {
        List<Address> members =
            options.givenMembers().orElseGet(() -> List.of(Address.parse(usualMember())));
        node.work(members, seats(), Optional.ofNullable(dataFolder));
      }
      return node.untilStopped(stopped, options.members().size()) ? 0 : FAILED;
    } finally {
      closed.countDown();
    }
  }

  private String usualMember() {
    return Objects.requireNonNullElseGet(listen, () -> Address.loopback().toString());
  }

  private int seats() {
    if (replicas == null) {
      return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
    CommandArguments.atLeastOne("--replicas", replicas);
    return replicas;
  }

  private void stop() {
    stopped.countDown();
    try {
      closed.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
