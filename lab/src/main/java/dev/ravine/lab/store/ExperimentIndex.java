package dev.ravine.lab.store;

import dev.ravine.data.table.TargetColumn;
import dev.ravine.lab.plan.KeptModels;
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
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The experiments in a folder, as a list that is quickly read: no events are looked at, and no
/// file twice that did not change. To be used by one thread at a time.
public final class ExperimentIndex {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String SUMMARY = "summary.json";

  private final Path folder;
  private final Map<Path, Summary> asked = new HashMap<>();
  private final Map<Path, Ended> ended = new HashMap<>();
  private final Map<Path, Whole> whole = new HashMap<>();

  /// An index of a folder.
  ///
  /// @param folder that holds folders of experiments
  public ExperimentIndex(Path folder) {
    this.folder = folder;
  }

  /// One experiment.
  ///
  /// @param name of its folder
  /// @param kind what it is for, such as `compare`
  /// @param data the data set
  /// @param planned how many runs were asked for
  /// @param ended how many of them finished or diverged
  /// @param best the setting with the greatest validation accuracy of the models that are kept, the
  ///   mean over its runs that ended; empty if none did
  /// @param damage what is wrong with its files, if they can't be read
  /// @param started when it began, as ISO 8601 has it; empty if that is not known
  /// @param seconds from its beginning to its last result; 0 if there is none yet
  /// @param diverged how many runs diverged
  /// @param values whether values are learnt, so that accuracy is R²
  /// @param remarks what a person wrote beside it
  public record Item(
      String name,
      String kind,
      String data,
      int planned,
      int ended,
      Optional<Best> best,
      Optional<String> damage,
      String started,
      long seconds,
      int diverged,
      boolean values,
      ExperimentNotes remarks) {

    private static Item damaged(Path experiment, IOException why) {
      return new Item(
          experiment.getFileName().toString(),
          "",
          "damaged",
          0,
          0,
          Optional.empty(),
          Optional.of(String.valueOf(why.getMessage())),
          "",
          0,
          0,
          false,
          ExperimentNotes.read(experiment));
    }
  }

  /// The best setting of an experiment.
  ///
  /// @param setting what its runs share, such as `adam 1e-3`
  /// @param accuracy on the validation examples, up to 1: the mean over its runs
  /// @param runs how many of them ended, 1 or more
  public record Best(String setting, double accuracy, int runs) {

    /// For people.
    ///
    /// @return such as `adam 1e-3, mean of 3 runs`
    public String text() {
      return setting + (runs == 1 ? "" : ", mean of %d runs".formatted(runs));
    }
  }

  /// What was asked for.
  private record Summary(String kind, String data, int planned, String started, boolean values) {}

  /// A run that ended.
  ///
  /// @param accuracy if it finished
  private record Ended(
      FileTime written,
      Instant ended,
      boolean whole,
      boolean diverged,
      String setting,
      OptionalDouble accuracy) {}

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
      return all.filter(path -> Files.isRegularFile(path.resolve(ExperimentFolder.EXPERIMENT)))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  private Item item(Path experiment) throws IOException {
    Path summary = experiment.resolve(SUMMARY);
    Whole known = whole.get(experiment);
    if (known != null && Files.exists(summary)) {
      if (Files.getLastModifiedTime(summary).equals(known.written)
          && known.item.remarks.equals(ExperimentNotes.read(experiment))) {
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
    Summary what = asked.get(experiment);
    if (what == null) {
      JsonNode written = ExperimentFolder.written(experiment);
      what =
          new Summary(
              written.path("kind").asString(""),
              written.path("data").asString(""),
              written.path("runs").size(),
              written.path("provenance").path("started").asString(""),
              written.has(TargetColumn.Kind.TARGET.label()));
      asked.put(experiment, what);
    }
    List<Path> runs;
    try (Stream<Path> all = Files.list(experiment)) {
      runs = all.map(path -> path.resolve(RunFiles.RUN)).filter(Files::exists).sorted().toList();
    }
    int count = 0;
    int diverged = 0;
    Instant last = Instant.EPOCH;
    Map<String, List<Ended>> settings = new TreeMap<>();
    for (Path file : runs) {
      Ended run = ended(file);
      count += run.whole ? 1 : 0;
      diverged += run.diverged ? 1 : 0;
      last = run.ended.isAfter(last) ? run.ended : last;
      if (run.whole) {
        settings.computeIfAbsent(run.setting, setting -> new ArrayList<>()).add(run);
      }
    }
    return new Item(
        experiment.getFileName().toString(),
        what.kind,
        what.data,
        what.planned,
        count,
        best(settings),
        Optional.empty(),
        what.started,
        seconds(what.started, last),
        diverged,
        what.values,
        ExperimentNotes.read(experiment));
  }

  /// A setting with a run that diverged is none to recommend.
  private static Optional<Best> best(Map<String, List<Ended>> settings) {
    return settings.entrySet().stream()
        .filter(setting -> setting.getValue().stream().allMatch(run -> run.accuracy.isPresent()))
        .map(setting ->
            new Best(
                setting.getKey(),
                setting.getValue().stream()
                    .mapToDouble(run -> run.accuracy.orElseThrow())
                    .average()
                    .orElseThrow(),
                setting.getValue().size()))
        .max(Comparator.comparingDouble(Best::accuracy));
  }

  private static long seconds(String started, Instant last) {
    try {
      return Math.max(0, last.getEpochSecond() - Instant.parse(started).getEpochSecond());
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
    OptionalDouble accuracy = OptionalDouble.empty();
    if (outcome.equals("finished") && accuracies.size() > 1) {
      boolean best =
          KeptModels.BEST.label().equals(run.path("experiment").path("keepModels").asString());
      accuracy =
          accuracies
              .valueStream()
              .skip(best ? 1 : accuracies.size() - 1)
              .filter(JsonNode::isNumber)
              .mapToDouble(JsonNode::asDouble)
              .max();
    }
    boolean whole = outcome.equals("finished") || outcome.equals("diverged");
    String folderName = run.path("folder").asString("");
    String setting =
        run.path("setting").asString(folderName.replaceAll("-seed-?\\d+(-fold\\d+)?$", ""));
    Ended read =
        new Ended(
            written, when(run, written), whole, outcome.equals("diverged"), setting, accuracy);
    ended.put(file, read);
    return read;
  }

  /// Versions that did not write it down are known by their files.
  private static Instant when(JsonNode run, FileTime written) {
    try {
      return Instant.parse(run.path("ended").asString(""));
    } catch (DateTimeParseException unknown) {
      return written.toInstant();
    }
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }
}
