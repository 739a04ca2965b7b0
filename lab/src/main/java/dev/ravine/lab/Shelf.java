package dev.ravine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The experiments in a folder, as a list that is quickly read: no events are looked at.
public final class Shelf {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Shelf() {}

  /// One experiment.
  ///
  /// @param name of its folder
  /// @param data the data set
  /// @param planned how many runs were asked for
  /// @param ended how many of them finished or diverged
  /// @param best the run with the greatest validation accuracy after its last epoch, if one ended
  public record Item(String name, String data, int planned, int ended, Optional<Best> best) {}

  /// The best run of an experiment.
  ///
  /// @param label optimizer, learning rate and seed
  /// @param accuracy on the validation examples, 0 … 1
  public record Best(String label, double accuracy) {}

  /// Reads a folder; what in it is no experiment is passed over.
  ///
  /// @param folder that holds folders of experiments
  /// @return sorted by name
  /// @throws IOException if there is no such folder, or a file in it can't be read
  public static List<Item> of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " must be a folder that holds experiments, but is none");
    }
    List<Item> items = new ArrayList<>();
    for (Path experiment : folders(folder)) {
      items.add(item(experiment));
    }
    return items;
  }

  /// The names of the experiments in a folder.
  ///
  /// @param folder that holds folders of experiments
  /// @return sorted
  /// @throws IOException if it can't be read
  public static List<String> names(Path folder) throws IOException {
    return folders(folder).stream().map(path -> path.getFileName().toString()).toList();
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isRegularFile(path.resolve(Store.EXPERIMENT)))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  private static Item item(Path experiment) throws IOException {
    JsonNode written = Store.written(experiment);
    int ended = 0;
    Optional<Best> best = Optional.empty();
    List<Path> folders;
    try (Stream<Path> all = Files.list(experiment)) {
      folders = all.filter(path -> Files.exists(path.resolve(RunFiles.RUN))).toList();
    }
    for (Path folder : folders) {
      JsonNode run = read(folder.resolve(RunFiles.RUN));
      String outcome = run.path("outcome").asString("");
      ended += outcome.equals("finished") || outcome.equals("diverged") ? 1 : 0;
      JsonNode accuracies = run.path("validationAccuracy");
      if (outcome.equals("finished") && accuracies.size() > 1) {
        double accuracy = accuracies.get(accuracies.size() - 1).asDouble();
        if (best.isEmpty() || accuracy > best.get().accuracy()) {
          best = Optional.of(new Best(folder.getFileName().toString(), accuracy));
        }
      }
    }
    return new Item(
        experiment.getFileName().toString(),
        written.path("data").asString(""),
        written.path("runs").size(),
        ended,
        best);
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }
}
