package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.Results;
import dev.ravine.nn.train.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Members with shards, replicas and the coordinator of a run, each a process of its own, killed at
/// random moments. It takes a minute at least, so that it is not part of each build: `./check -pl
/// cli -am -Dtest=ClusterKillTest -Dsurefire.failIfNoSpecifiedTests=false -Dravine.clusterKills=3`;
/// with `-Dravine.clusterKills=24 -Dravine.clusterPause=17000` it kills for some ten minutes.
@EnabledIfSystemProperty(named = "ravine.clusterKills", matches = "[0-9]+")
@Timeout(1800)
class ClusterKillTest {

  private static final int KILLS = Integer.getInteger("ravine.clusterKills", 3);
  private static final int MEMBERS = 3;
  private static final int WORKERS = 2;
  private static final int SHORTEST_MILLIS = Integer.getInteger("ravine.clusterPause", 1500);
  private static final int EPOCHS_OF_KILL = 2 * SHORTEST_MILLIS / 1500;
  private static final int RANGE_MILLIS = 2000;
  private static final String NAME = "kills";

  @TempDir private Path folder = Path.of(".");

  private final List<String> addresses = new ArrayList<>();
  private final List<Process> members = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private Optional<Process> coordinator = Optional.empty();
  private int logs;

  private Process ravine(String... arguments) throws IOException {
    return Program.start(
        folder.resolve("log" + logs++),
        List.of("--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"),
        List.of(arguments));
  }

  private void findPorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    for (ServerSocket socket : sockets) {
      addresses.add("127.0.0.1:" + socket.getLocalPort());
      socket.close();
    }
  }

  private String all() {
    return String.join(",", addresses);
  }

  private Process member(int number) throws IOException {
    return ravine(
        "node",
        "--serve",
        "--cluster",
        NAME,
        "--members",
        all(),
        "--listen",
        addresses.get(number));
  }

  private Process worker() throws IOException {
    return ravine("node", "--work", "--replicas", "1", "--cluster", NAME, "--members", all());
  }

  private Process train(Path out) throws IOException {
    return ravine(
        "train",
        "--method",
        "downpour",
        "--replicas",
        Integer.toString(WORKERS),
        "--shards",
        Integer.toString(MEMBERS),
        "--rule",
        "adam:1e-3",
        "--hidden",
        "30",
        "--batch",
        "20",
        "--epochs",
        Integer.toString(EPOCHS_OF_KILL * KILLS),
        "--cluster",
        NAME,
        "--members",
        all(),
        "--out",
        out.toString());
  }

  private String said() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < logs; i++) {
      text.append(Files.readString(folder.resolve("log" + i))).append('\n');
    }
    return text.toString();
  }

  /// Waits until a process says something.
  private void awaitSaid(String text, int times) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (said().split(Pattern.quote(text), -1).length <= times) {
      assertThat(System.nanoTime()).as(said()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  @AfterEach
  void killAll() {
    coordinator.ifPresent(Process::destroyForcibly);
    members.forEach(Process::destroyForcibly);
    workers.forEach(Process::destroyForcibly);
  }

  @Test
  void nothingIsLostOrDoneTwice() throws IOException, InterruptedException {
    findPorts();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(member(i));
    }
    awaitSaid("%d of %d members".formatted(MEMBERS, MEMBERS), MEMBERS);
    for (int i = 0; i < WORKERS; i++) {
      workers.add(worker());
    }
    awaitSaid("working, ", WORKERS);
    long seed = Long.getLong("ravine.killSeed", System.nanoTime());
    System.out.println("ClusterKillTest: -Dravine.killSeed=" + seed);
    Random chance = new Random(seed);
    Path out = folder.resolve("out");
    coordinator = Optional.of(train(out));
    awaitSaid("of %d replicas".formatted(WORKERS), 1);
    for (int kill = 0; kill < KILLS; kill++) {
      Thread.sleep(SHORTEST_MILLIS + chance.nextInt(RANGE_MILLIS));
      switch (kill % 3) {
        case 0 -> killMember(chance.nextInt(MEMBERS));
        case 1 -> killWorker(chance.nextInt(WORKERS));
        default -> killCoordinator(out);
      }
    }
    assertThat(
            coordinator.orElseThrow().waitFor(60 + KILLS * SHORTEST_MILLIS / 100, TimeUnit.SECONDS))
        .as(said())
        .isTrue();
    assertThat(coordinator.orElseThrow().exitValue()).as(said()).isZero();
    RunRecord run = Results.read(out).runs().getFirst();
    assertThat(run.outcome()).isInstanceOf(Outcome.Finished.class);
    assertThat(run.facts()).containsEntry("acknowledged", run.facts().get("applied"));
    assertThat(run.result().orElseThrow().validation().accuracy()).isGreaterThan(0.9);
  }

  private void killMember(int number) throws IOException, InterruptedException {
    members.get(number).destroyForcibly().waitFor();
    Thread.sleep(RANGE_MILLIS);
    members.set(number, member(number));
    awaitSaid("serving at", ++served);
  }

  private int served = MEMBERS;

  private void killWorker(int number) throws IOException, InterruptedException {
    workers.get(number).destroyForcibly().waitFor();
    workers.set(number, worker());
  }

  private void killCoordinator(Path out) throws IOException, InterruptedException {
    coordinator.orElseThrow().destroyForcibly().waitFor();
    coordinator =
        Optional.of(ravine("resume", out.toString(), "--cluster", NAME, "--members", all()));
  }
}
