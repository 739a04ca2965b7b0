package dev.ravine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The experiments in a folder, as a list that is quickly read: no events are looked at, and no
/// file twice that did not change. To be used by one thread at a time.
public final class Shelf {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String SUMMARY = "summary.json";

  private final Path folder;
  private final Map<Path, Asked> asked = new HashMap<>();
  private final Map<Path, Ended> ended = new HashMap<>();
  private final Map<Path, Whole> whole = new HashMap<>();

  /// A shelf.
  ///
  /// @param folder that holds folders of experiments
  public Shelf(Path folder) {
    this.folder = folder;
  }

  /// One experiment.
  ///
  /// @param name of its folder
  /// @param data the data set
  /// @param planned how many runs were asked for
  /// @param ended how many of them finished or diverged
  /// @param best the run with the greatest validation accuracy after its last epoch, if one ended
  /// @param damage what is wrong with its files, if they can't be read
  /// @param started when it began, as ISO 8601 has it; empty if that is not known
  /// @param seconds from its beginning to its last result; 0 if there is none yet
  /// @param diverged how many runs diverged
  /// @param remarks what a person wrote beside it
  public record Item(
      String name,
      String data,
      int planned,
      int ended,
      Optional<Best> best,
      Optional<String> damage,
      String started,
      long seconds,
      int diverged,
      Remarks remarks) {

    private static Item damaged(Path experiment, IOException why) {
      return new Item(
          experiment.getFileName().toString(),
          "damaged",
          0,
          0,
          Optional.empty(),
          Optional.of(String.valueOf(why.getMessage())),
          "",
          0,
          0,
          Remarks.read(experiment));
    }
  }

  /// The best run of an experiment.
  ///
  /// @param label optimizer, learning rate and seed
  /// @param accuracy on the validation examples, 0 … 1
  public record Best(String label, double accuracy) {}

  /// What was asked for.
  private record Asked(String data, int planned, String started) {}

  /// A run that ended.
  private record Ended(FileTime written, boolean whole, boolean diverged, Optional<Best> best) {}

  /// An experiment all of whose runs ended.
  private record Whole(FileTime written, Item item) {}

  /// Looks at the folder; what in it is no experiment is passed over, and what is damaged is said
  /// to be.
  ///
  /// @return sorted by name
  /// @throws IOException if there is no such folder
  public List<Item> items() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " must be a folder that holds experiments, but is none");
    }
    List<Item> items = new ArrayList<>();
    for (Path experiment : folders()) {
      try {
        items.add(item(experiment));
      } catch (IOException e) {
        items.add(Item.damaged(experiment, e));
      }
    }
    return items;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isRegularFile(path.resolve(Store.EXPERIMENT)))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  private Item item(Path experiment) throws IOException {
    Path summary = experiment.resolve(SUMMARY);
    Whole known = whole.get(experiment);
    if (known != null && Files.exists(summary)) {
      if (Files.getLastModifiedTime(summary).equals(known.written)
          && known.item.remarks.equals(Remarks.read(experiment))) {
        return known.item;
      }
    }
    Item item = anew(experiment);
    if (item.ended == item.planned && Files.exists(summary)) {
      whole.put(experiment, new Whole(Files.getLastModifiedTime(summary), item));
    }
    return item;
  }

  private Item anew(Path experiment) throws IOException {
    Asked what = asked.get(experiment);
    if (what == null) {
      JsonNode written = Store.written(experiment);
      what =
          new Asked(
              written.path("data").asString(""),
              written.path("runs").size(),
              written.path("provenance").path("started").asString(""));
      asked.put(experiment, what);
    }
    List<Path> runs;
    try (Stream<Path> all = Files.list(experiment)) {
      runs = all.map(path -> path.resolve(RunFiles.RUN)).filter(Files::exists).sorted().toList();
    }
    int count = 0;
    int diverged = 0;
    long last = 0;
    Optional<Best> best = Optional.empty();
    for (Path file : runs) {
      Ended run = ended(file);
      count += run.whole ? 1 : 0;
      diverged += run.diverged ? 1 : 0;
      last = Math.max(last, run.written.toMillis());
      if (run.best.isPresent()
          && (best.isEmpty() || run.best.get().accuracy() > best.get().accuracy())) {
        best = run.best;
      }
    }
    return new Item(
        experiment.getFileName().toString(),
        what.data,
        what.planned,
        count,
        best,
        Optional.empty(),
        what.started,
        seconds(what.started, last),
        diverged,
        Remarks.read(experiment));
  }

  private static long seconds(String started, long last) {
    try {
      return Math.max(0, last / 1000 - Instant.parse(started).getEpochSecond());
    } catch (DateTimeParseException unknown) {
      return 0;
    }
  }

  private Ended ended(Path file) throws IOException {
    FileTime written = Files.getLastModifiedTime(file);
    Ended known = ended.get(file);
    if (known != null && known.written.equals(written)) {
      return known;
    }
    JsonNode run = read(file);
    String outcome = run.path("outcome").asString("");
    JsonNode accuracies = run.path("validationAccuracy");
    Optional<Best> best = Optional.empty();
    if (outcome.equals("finished") && accuracies.size() > 1) {
      JsonNode last = accuracies.get(accuracies.size() - 1);
      if (last.isNumber()) {
        best = Optional.of(new Best(run.path("folder").asString(""), last.asDouble()));
      }
    }
    boolean whole = outcome.equals("finished") || outcome.equals("diverged");
    Ended read = new Ended(written, whole, outcome.equals("diverged"), best);
    ended.put(file, read);
    return read;
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }
}
