package dev.ravine.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

  private static final List<Event> EVENTS =
      List.of(
          new Event.Epoch(0, 0, 0, 0, new Evaluation(0.1, 2.5), new Evaluation(0.11, 2.6)),
          new Event.Step(1, 2, 0.25, 2.302585, Optional.of(new Diagnosis(1e-3, 3.5, 0.01))),
          new Event.Step(2, 4, 0.5, Double.NaN, Optional.empty()),
          new Event.Step(
              3,
              6,
              1.0 / 3,
              Double.POSITIVE_INFINITY,
              Optional.of(new Diagnosis(Double.NaN, Double.POSITIVE_INFINITY, 0))));

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve(EventLog.NAME);
  }

  private long write(long offset, List<Event> events) throws IOException {
    try (EventLog log = EventLog.after(file, offset)) {
      events.forEach(log::add);
      return log.force();
    }
  }

  @Test
  void whatIsWrittenIsReadToTheBit() throws IOException {
    write(0, EVENTS);
    assertThat(EventLog.read(file)).isEqualTo(EVENTS);
    assertThat(EventLog.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void whatCameAfterTheOffsetIsCutOff() throws IOException {
    long offset = write(0, EVENTS.subList(0, 2));
    write(offset, EVENTS.subList(3, 4));
    write(offset, EVENTS.subList(2, 4));
    assertThat(EventLog.read(file)).isEqualTo(EVENTS);
  }

  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    write(0, EVENTS);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<Event> read = EventLog.read(file);
      assertThat(EVENTS.subList(0, read.size())).isEqualTo(read);
    }
  }

  @Test
  void otherDamageIsNamed() throws IOException {
    write(0, EVENTS);
    assertThatThrownBy(() -> EventLog.after(file, 10_000))
        .hasMessageMatching(
            ".*events.jsonl must have the 10000 bytes that were there at the checkpoint, has \\d+");
    Files.writeString(file, "{\"step\": 3}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> EventLog.read(file)).hasMessageContaining("is damaged in line 5");
  }
}
