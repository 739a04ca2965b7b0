package dev.ravine.lab.report;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.CRC32C;

/// Runs as event files that TensorBoard reads: a folder for each run, in it records of a length,
/// its masked CRC-32C, a protobuf message `Event` and its masked CRC-32C. Every [Metric] is a
/// scalar by step.
///
/// TensorFlow: `core/lib/io/record_writer.h` (framing), `core/util/event.proto` and
/// `core/framework/summary.proto` (field numbers).
public final class TensorBoard {

  private static final int DOUBLE = 1;
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FLOAT = 5;
  private static final int CRC_MASK = 0xa282ead8;

  private TensorBoard() {}

  /// Writes event files.
  ///
  /// @param folder to be given to `tensorboard --logdir`; must not hold anything yet
  /// @param experiments one or more
  /// @throws IOException if the disk fails, or the folder holds something
  public static void write(Path folder, List<Results> experiments) throws IOException {
    ExperimentFolder.checkWritable(folder);
    for (Results results : experiments) {
      for (RunRecord run : results.runs()) {
        Path of = folder.resolve(results.name()).resolve(run.plan().folder());
        Files.createDirectories(of);
        AtomicFile.write(of.resolve("events.out.tfevents.1.ravine"), file(results, run));
      }
    }
  }

  private static byte[] file(Results results, RunRecord run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    double began = began(results);
    ByteArrayOutputStream version = event(began, 0);
    bytes(version, 3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    record(out, version.toByteArray());
    for (Event event : run.events()) {
      ByteArrayOutputStream summary = new ByteArrayOutputStream();
      for (Metric measure : Metric.values()) {
        OptionalDouble value = measure.of(event);
        if (value.isPresent()) {
          ByteArrayOutputStream scalar = new ByteArrayOutputStream();
          bytes(scalar, 1, measure.label().getBytes(StandardCharsets.UTF_8));
          key(scalar, 2, FLOAT);
          scalar.writeBytes(little(4).putFloat((float) value.getAsDouble()).array());
          bytes(summary, 1, scalar.toByteArray());
        }
      }
      ByteArrayOutputStream message = event(began + event.seconds(), event.step());
      bytes(message, 5, summary.toByteArray());
      record(out, message.toByteArray());
    }
    return out.toByteArray();
  }

  private static double began(Results results) {
    try {
      return Instant.parse(String.valueOf(results.provenance().values().get("started")))
          .getEpochSecond();
    } catch (DateTimeParseException unknown) {
      return 0;
    }
  }

  private static ByteArrayOutputStream event(double time, long step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    key(out, 1, DOUBLE);
    out.writeBytes(little(8).putDouble(time).array());
    key(out, 2, VARINT);
    varint(out, step);
    return out;
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
    key(out, field, BYTES);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void key(ByteArrayOutputStream out, int field, int type) {
    varint(out, (field << 3) | type);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void record(ByteArrayOutputStream out, byte[] content) {
    byte[] length = little(8).putLong(content.length).array();
    out.writeBytes(length);
    out.writeBytes(little(4).putInt(masked(length)).array());
    out.writeBytes(content);
    out.writeBytes(little(4).putInt(masked(content)).array());
  }

  private static int masked(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + CRC_MASK;
  }
}
