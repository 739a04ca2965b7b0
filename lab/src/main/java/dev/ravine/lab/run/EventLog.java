package dev.ravine.lab.run;

import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Diagnosis;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The events of one run as a file that only ever grows: one JSON object a line. Numbers that are
/// not finite are written as text.
public final class EventLog implements AutoCloseable {

  /// The file's name in its run's folder.
  public static final String NAME = "events.jsonl";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int BUFFER = 1 << 16;

  /// Whoever looks on need not wait for the next checkpoint.
  private static final long NANOS_BETWEEN_FLUSHES = 200_000_000;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long flushed;

  private EventLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /// Opens a file to write after its first bytes; what comes behind them is cut off.
  ///
  /// @throws IOException if it has fewer bytes, or can't be written
  public static EventLog after(Path file, long offset) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() < offset) {
      long size = channel.size();
      channel.close();
      throw new IOException(
          "%s must have the %d bytes that were there at the checkpoint, has %d"
              .formatted(file, offset, size));
    }
    channel.truncate(offset).position(offset);
    return new EventLog(file, channel);
  }

  /// Adds an event.
  ///
  /// @throws UncheckedIOException if the disk fails
  public void add(Event event) {
    try {
      out.write((line(event) + "\n").getBytes(StandardCharsets.UTF_8));
      long now = System.nanoTime();
      if (now - flushed > NANOS_BETWEEN_FLUSHES) {
        out.flush();
        flushed = now;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Makes sure that everything is on the disk.
  ///
  /// @return how many bytes the file has
  /// @throws IOException if the disk fails
  public long force() throws IOException {
    out.flush();
    channel.force(true);
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// Reads all events. A last line without an end, which somebody may just be writing, is left out.
  ///
  /// @throws IOException if the file can't be read, or another line is damaged
  public static List<Event> read(Path file) throws IOException {
    Reader reader = new Reader(file);
    reader.more();
    return reader.events();
  }

  /// Reads a file while it grows.
  public static final class Reader {

    /// Enough to see that what was read is no longer there: lines hold times.
    private static final int REMEMBERED = 256;

    private final Path file;
    private final List<Event> events = new ArrayList<>();
    private byte[] last = {};
    private long offset;

    /// Reads from the beginning.
    ///
    /// @param file that may not be there yet
    public Reader(Path file) {
      this.file = file;
    }

    /// Everything read so far.
    public List<Event> events() {
      return events;
    }

    /// Reads what has come. If the file was cut, because its run was resumed from a checkpoint, it
    /// is read again from its beginning.
    ///
    /// @return whether all that was read before still holds
    /// @throws IOException if the file can't be read, or a line is damaged
    public boolean more() throws IOException {
      if (!Files.exists(file)) {
        return events.isEmpty();
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        boolean same = Arrays.equals(bytes(channel, offset - last.length, last.length), last);
        if (!same) {
          events.clear();
          offset = 0;
        }
        byte[] bytes = bytes(channel, offset, channel.size() - offset);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
          end--;
        }
        parse(new String(bytes, 0, end, StandardCharsets.UTF_8));
        offset += end;
        int remembered = (int) Math.min(REMEMBERED, offset);
        last = bytes(channel, offset - remembered, remembered);
        return same;
      }
    }

    private void parse(String lines) throws IOException {
      int from = 0;
      for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
        try {
          events.add(event(JSON.readTree(lines.substring(from, end))));
        } catch (JacksonException | IllegalArgumentException e) {
          throw new IOException(
              "%s is damaged in line %d: %s".formatted(file, events.size() + 1, e.getMessage()), e);
        }
        from = end + 1;
      }
    }

    /// As many as are there.
    private static byte[] bytes(FileChannel channel, long from, long count) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, count)));
      long at = from;
      while (bytes.hasRemaining()) {
        int n = channel.read(bytes, at);
        if (n < 0) {
          break;
        }
        at += n;
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  /// An event as the file has it.
  public static JsonNode json(Event event) {
    return JSON.readTree(line(event));
  }

  /// Written by hand: a tree of nodes for each step would cost a hundredth of a small step's time.
  private static String line(Event event) {
    StringBuilder line = new StringBuilder(160).append('{');
    if (event instanceof Event.Epoch epoch) {
      line.append("\"epoch\":").append(epoch.epoch()).append(',');
    }
    line.append("\"step\":").append(event.step());
    line.append(",\"gradients\":").append(event.gradients());
    put(line, "seconds", event.seconds());
    switch (event) {
      case Event.Step step -> {
        put(line, "loss", step.loss());
        if (step.diagnosis().isPresent()) {
          put(line, "learningRate", step.diagnosis().get().learningRate());
          put(line, "gradientNorm", step.diagnosis().get().gradientNorm());
          put(line, "updateRatio", step.diagnosis().get().updateRatio());
        }
      }
      case Event.Epoch epoch -> {
        put(line, "trainLoss", epoch.train().loss());
        put(line, "trainAccuracy", epoch.train().accuracy());
        put(line, "validationLoss", epoch.validation().loss());
        put(line, "validationAccuracy", epoch.validation().accuracy());
      }
    }
    return line.append('}').toString();
  }

  private static void put(StringBuilder line, String name, double value) {
    line.append(",\"").append(name).append("\":");
    if (Double.isFinite(value)) {
      line.append(value);
    } else {
      line.append('"').append(value).append('"');
    }
  }

  private static Event event(JsonNode json) {
    long step = json.required("step").asLong();
    long gradients = json.required("gradients").asLong();
    double seconds = number(json, "seconds");
    if (json.has("epoch")) {
      return new Event.Epoch(
          json.required("epoch").asInt(),
          step,
          gradients,
          seconds,
          new Evaluation(number(json, "trainAccuracy"), number(json, "trainLoss")),
          new Evaluation(number(json, "validationAccuracy"), number(json, "validationLoss")));
    }
    Optional<Diagnosis> diagnosis =
        json.has("gradientNorm")
            ? Optional.of(
                new Diagnosis(
                    number(json, "learningRate"),
                    number(json, "gradientNorm"),
                    number(json, "updateRatio")))
            : Optional.empty();
    return new Event.Step(step, gradients, seconds, number(json, "loss"), diagnosis);
  }

  private static double number(JsonNode json, String name) {
    JsonNode value = json.required(name);
    return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble();
  }
}
