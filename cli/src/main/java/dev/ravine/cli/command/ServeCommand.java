package dev.ravine.cli.command;

import dev.ravine.cli.option.CommandArguments;
import dev.ravine.lab.live.LiveServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Shows experiments in a browser while they run; starts, stops and resumes them.",
      "Listens on this machine alone unless --address says otherwise. Ctrl-C ends it; experiments",
      "that are running leave checkpoints."
    })
public final class ServeCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65535;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = "runs",
      description = "Where experiments are (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("runs");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "Where to listen; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "Listen on another address of this machine; then even looking needs the token"
              + " (default: ${DEFAULT-VALUE}).")
  private String address = "127.0.0.1";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the data of experiments is that are begun in the page.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs may go side by side (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("--port must be in 0 … 65535, was " + port);
    }
    InetSocketAddress where = new InetSocketAddress(address, port);
    if (where.isUnresolved()) {
      throw new IllegalArgumentException("--address must be one of this machine, was " + address);
    }
    List<String> settings = CommandArguments.dataFolderSetting(dataFolder);
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread onInterrupt =
        new Thread(() -> {
          interrupted.countDown();
          awaitQuietly(closed);
        });
    try (LiveServer server =
        LiveServer.start(folder, where, CommandArguments.threads(threads), settings)) {
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      out.println("open " + server.address());
      out.flush();
      interrupted.await();
    } catch (BindException e) {
      throw new IOException(
          "%s:%d can't be listened on: %s".formatted(address, port, e.getMessage()), e);
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
