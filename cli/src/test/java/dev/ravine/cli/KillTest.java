package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs killed at random moments and gone on with. `-Dravine.kills=50` kills more often.
class KillTest {

  private static final int KILLS = Integer.getInteger("ravine.kills", 1);
  private static final int SHORTEST_MILLIS = 400;
  private static final int RANGE_MILLIS = 2500;

  @TempDir private Path folder = Path.of(".");

  private Process ravine(String... arguments) throws IOException {
    return Program.start(
        folder.resolve("log"), List.of("--add-modules=jdk.incubator.vector"), List.of(arguments));
  }

  private Process begin(Path out, int epochs) throws IOException {
    return ravine(
        "compare",
        "--optimizers",
        "adam,sam(0.05) | momentum,lbfgs,sfo,sgd:10",
        "--hidden",
        "30",
        "--train",
        "1000",
        "--validation",
        "100",
        "--epochs",
        Integer.toString(epochs),
        "--threads",
        "2",
        "--out",
        out.toString());
  }

  private void end(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  private static List<Object> timeless(RunRecord run) {
    Stream<Object> events =
        run.events().stream()
            .map(event ->
                switch (event) {
                  case Event.Step s -> List.of(s.step(), s.gradients(), s.loss(), s.diagnosis());
                  case Event.Epoch e ->
                      List.of(e.epoch(), e.step(), e.gradients(), e.train(), e.validation());
                });
    return Stream.concat(Stream.of(run.plan(), run.outcome()), events).toList();
  }

  @Test
  void nothingIsLostOrChanged() throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    int epochs = 50 * KILLS;
    end(begin(whole, epochs));
    long seed = Long.getLong("ravine.killSeed", System.nanoTime());
    System.out.println("KillTest: -Dravine.killSeed=" + seed);
    Random moments = new Random(seed);
    Path killed = folder.resolve("killed");
    Process process = begin(killed, epochs);
    for (int i = 0; i < KILLS; i++) {
      process.waitFor(SHORTEST_MILLIS + moments.nextInt(RANGE_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      boolean begun = Files.exists(killed.resolve("experiment.json"));
      process = begun ? ravine("resume", killed.toString()) : begin(killed, epochs);
    }
    end(process);
    List<RunRecord> expected = Results.read(whole).runs();
    List<RunRecord> found = Results.read(killed).runs();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(timeless(found.get(i))).isEqualTo(timeless(expected.get(i)));
    }
    assertThat(killed.resolve("report.html")).isNotEmptyFile();
    try (Stream<Path> files = Files.walk(killed)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("checkpoint") || name.endsWith(".part"));
    }
  }
}
