package dev.ravine.lab.store;

import dev.ravine.lab.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What a person wrote beside an experiment; it changes nothing.
///
/// @param note any text
/// @param tags words to find it by
public record ExperimentNotes(String note, List<String> tags) {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String FILE = "remarks.json";
  private static final int LONGEST = 10_000;

  public ExperimentNotes {
    tags = List.copyOf(tags);
    if (note.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a note must have at most %d characters, has %d".formatted(LONGEST, note.length()));
    }
  }

  /// Reads tags as they are typed.
  ///
  /// @param note any text
  /// @param tags separated by commas
  /// @return both
  public static ExperimentNotes of(String note, String tags) {
    return new ExperimentNotes(
        note.strip(),
        Stream.of(tags.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList());
  }

  /// Writes them into the folder of an experiment.
  ///
  /// @param folder of the experiment
  /// @throws IOException if the disk fails
  public void write(Path folder) throws IOException {
    AtomicFile.write(folder.resolve(FILE), JSON.writeValueAsString(this));
  }

  static ExperimentNotes read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readString(file), ExperimentNotes.class)
          : new ExperimentNotes("", List.of());
    } catch (IOException | JacksonException damaged) {
      return new ExperimentNotes("", List.of());
    }
  }
}
