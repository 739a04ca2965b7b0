package dev.ravine.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.Results;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Sgd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {

  @TempDir private Path folder = Path.of(".");

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15 | value << 17) & 0xffffffffL) + 0xa282ead8L);
  }

  /// The frames of a file, read as TensorFlow's documentation has them; the messages by protobuf's
  /// own reader.
  private static List<UnknownFieldSet> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<UnknownFieldSet> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(masked(length));
      byte[] message =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(message);
      assertThat(in.getInt()).isEqualTo(masked(message));
      events.add(UnknownFieldSet.parseFrom(message));
    }
    return events;
  }

  private static Map<String, Float> scalars(UnknownFieldSet event) throws IOException {
    Map<String, Float> scalars = new TreeMap<>();
    for (var summary : event.getField(5).getLengthDelimitedList()) {
      for (var value : UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
        UnknownFieldSet scalar = UnknownFieldSet.parseFrom(value);
        scalars.put(
            scalar.getField(1).getLengthDelimitedList().getFirst().toStringUtf8(),
            Float.intBitsToFloat(scalar.getField(2).getFixed32List().getFirst()));
      }
    }
    return scalars;
  }

  @Test
  void everyMeasureIsAScalarByStep() throws IOException {
    RunPlan plan = RunPlan.of("sgd", Optimizer.of(Sgd.of(0.1)), 3);
    List<Event> events =
        List.of(
            new Event.Epoch(0, 0, 0, 0, new Evaluation(0.125, 2), new Evaluation(0.25, 3)),
            new Event.Step(1, 1, 0.5, 2.5, Optional.of(new Diagnosis(0.1, 4, 0.01))),
            new Event.Step(300, 300, 1.5, 1.25, Optional.empty()));
    RunRecord run =
        new RunRecord(
            plan, new Outcome.Finished(300), events, new StepCost(1, 1), 300, KeptModels.LAST, 0);
    Results results =
        new Results(
            "one",
            ExperimentWatcherTest.experimentPlan(),
            new Provenance(Map.of("started", "2026-01-02T03:04:05Z")),
            List.of(plan),
            List.of(run),
            Optional.empty(),
            Optional.empty());
    TensorBoard.write(folder.resolve("board"), List.of(results));
    Path file = folder.resolve("board/one/sgd-0.1-seed3/events.out.tfevents.1.ravine");
    List<UnknownFieldSet> read = read(file);
    assertThat(read.getFirst().getField(3).getLengthDelimitedList().getFirst().toStringUtf8())
        .isEqualTo("brain.Event:2");
    assertThat(scalars(read.get(1)))
        .isEqualTo(
            Map.of(
                "trainAccuracy",
                0.125f,
                "trainLoss",
                2f,
                "validationAccuracy",
                0.25f,
                "validationLoss",
                3f));
    assertThat(scalars(read.get(2)))
        .isEqualTo(
            Map.of("loss", 2.5f, "learningRate", 0.1f, "gradientNorm", 4f, "updateRatio", 0.01f));
    assertThat(read.get(3).getField(2).getVarintList()).containsExactly(300L);
    double time = Double.longBitsToDouble(read.get(3).getField(1).getFixed64List().getFirst());
    assertThat(time).isEqualTo(1767323045 + 1.5);
  }
}
