package dev.ravine.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two other processes on this machine, which listen, and the processor time that all three spend.
final class Processes implements AutoCloseable {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  private final List<Process> processes = new ArrayList<>();
  private final List<Integer> ports;

  /// @param main the class of both; its arguments are its own port and that of the other
  Processes(Class<?> main) {
    ports = List.of(freePort(), freePort());
    for (int i = 0; i < ports.size(); i++) {
      processes.add(start(main, ports.get(i), ports.get(1 - i)));
    }
    ports.forEach(Processes::await);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process start(Class<?> main, int own, int other) {
    try {
      return new ProcessBuilder(
              System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
              "-XX:+UseParallelGC",
              "--add-modules=jdk.incubator.vector",
              "--sun-misc-unsafe-memory-access=allow",
              "--class-path",
              System.getProperty("java.class.path"),
              main.getName(),
              Integer.toString(own),
              Integer.toString(other))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(int port) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    throw new IllegalStateException("nobody listens at port " + port);
  }

  static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Integer> ports() {
    return ports;
  }

  /// What this process and both others have spent.
  private double cpuSeconds() {
    double sum = 0;
    for (Process process : processes) {
      sum += seconds(process.toHandle());
    }
    return sum + seconds(ProcessHandle.current());
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-9;
  }

  /// The processor time of a work, in all processes.
  ///
  /// @param work that has been run often before
  /// @param runs how often it is run
  /// @return seconds of one run
  double cpuSecondsOf(Work work, int runs) {
    double before = cpuSeconds();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    return (cpuSeconds() - before) / runs;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
