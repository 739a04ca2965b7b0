package dev.ravine.lab.store;

import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.Journal;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import dev.ravine.optim.Checkpoint;
import dev.ravine.optim.layout.ParameterLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A journal in a run's folder: a checkpoint knows how many bytes of the events belong to it.
final class RunJournal implements Journal {

  static final String CHECKPOINT = "checkpoint.safetensors";

  private static final String OFFSET = "events";

  /// What else is to be done.
  interface Listener {
    /// Before anything else, with what was measured before an interruption.
    void onBegin(List<Event> events);

    /// After an epoch.
    void onEpoch(int epoch, Trainer trainer, Evaluation validation) throws IOException;

    /// Whether the last checkpoint stays when the run ends, so that the run can be resumed.
    boolean keepsCheckpoint();

    /// When the run ends.
    void onEnd(RunRecord record, Trainer trainer) throws IOException;
  }

  private final Path folder;
  private final Optional<Checkpoint> checkpoint;
  private final List<Event> events;
  private final EventLog log;
  private final Listener listener;

  private RunJournal(
      Path folder,
      Optional<Checkpoint> checkpoint,
      List<Event> events,
      EventLog log,
      Listener listener) {
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.events = List.copyOf(events);
    this.log = log;
    this.listener = listener;
  }

  /// @throws IOException if the folder can't be written, or its files do not belong together
  static RunJournal open(Path folder, ParameterLayout layout, Listener listener)
      throws IOException {
    Files.createDirectories(folder);
    Path saved = folder.resolve(CHECKPOINT);
    Optional<Checkpoint> checkpoint =
        Files.exists(saved) ? Optional.of(Checkpoint.read(saved, layout)) : Optional.empty();
    long offset = checkpoint.map(c -> Long.parseLong(c.note(OFFSET))).orElse(0L);
    Path file = folder.resolve(EventLog.NAME);
    EventLog log = EventLog.after(file, offset);
    try {
      List<Event> events = EventLog.read(file);
      listener.onBegin(events);
      return new RunJournal(folder, checkpoint, events, log, listener);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return checkpoint;
  }

  @Override
  public List<Event> events() {
    return events;
  }

  @Override
  public void add(Event event) {
    log.add(event);
  }

  @Override
  public void save(Checkpoint taken) {
    written(
        () -> taken.withNote(OFFSET, Long.toString(log.force())).write(folder.resolve(CHECKPOINT)));
  }

  @Override
  public void epoch(int epoch, Trainer trainer, Evaluation validation) {
    written(() -> listener.onEpoch(epoch, trainer, validation));
  }

  @Override
  public void end(RunRecord record, Trainer trainer) {
    written(() -> {
      log.force();
      listener.onEnd(record, trainer);
      if (listener.keepsCheckpoint() && record.outcome() instanceof Outcome.Finished) {
        save(trainer.checkpoint());
      } else if (!(record.outcome() instanceof Outcome.Stopped)) {
        Files.deleteIfExists(folder.resolve(CHECKPOINT));
      }
    });
  }

  @Override
  public void close() {
    written(log::close);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void written(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be written: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
