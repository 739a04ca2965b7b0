package dev.ravine.lab.store;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.FolderLock;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What stands in the folder of an experiment, for everyone who reads it: nothing here needs a
/// [Store] to be open.
public final class ExperimentFolder {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// The name of the file that makes a folder an experiment.
  public static final String EXPERIMENT = "experiment.json";

  private ExperimentFolder() {}

  /// The folder of an experiment.
  ///
  /// @param folder of the experiment, or of one of its runs
  /// @return the experiment's
  /// @throws IOException if it is neither
  public static Path of(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (Files.isRegularFile(absolute.resolve(EXPERIMENT))) {
      return folder;
    }
    if (parent != null && Files.isRegularFile(parent.resolve(EXPERIMENT))) {
      return parent;
    }
    throw new IOException(
        "%s must be the folder of an experiment, with %s in it".formatted(folder, EXPERIMENT));
  }

  /// Reads what an experiment was.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @return what is written down there
  /// @throws IOException if it is no such folder
  public static ExperimentPlan plan(Path folder) throws IOException {
    Path whole = of(folder);
    try {
      return ExperimentPlanJson.read(written(whole));
    } catch (JacksonException e) {
      throw new IOException(
          "%s is no experiment: %s".formatted(whole.resolve(EXPERIMENT), e.getMessage()), e);
    }
  }

  static JsonNode written(Path folder) throws IOException {
    if (Files.size(folder.resolve(EXPERIMENT)) == 0) {
      throw new IOException(
          "%s is empty: nothing is known of the experiment; begin it again with --out %s"
              .formatted(folder.resolve(EXPERIMENT), folder));
    }
    try {
      return JSON.readTree(Files.readString(folder.resolve(EXPERIMENT)));
    } catch (JacksonException e) {
      throw new IOException(
          "%s is no experiment: %s".formatted(folder.resolve(EXPERIMENT), e.getMessage()), e);
    }
  }

  /// Where the numbers of a folder come from.
  public static Provenance provenance(Path folder) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : written(folder).required("provenance").properties()) {
      values.put(value.getKey(), JSON.treeToValue(value.getValue(), Object.class));
    }
    return new Provenance(values);
  }

  /// Checks that an experiment has the data that it had when it was run.
  ///
  /// @param folder of the experiment
  /// @param experiment built from its [#plan(Path)]
  /// @throws IOException if files can't be read, or the data is another
  public static void checkSameData(Path folder, Experiment experiment) throws IOException {
    Map<String, Object> before = provenance(of(folder)).values();
    checkSame("training data", before.get("trainSha256"), experiment.split().train().checksum());
    checkSame(
        "validation data",
        before.get("validationSha256"),
        experiment.split().validation().checksum());
  }

  static void checkSame(String what, @Nullable Object then, String now) throws IOException {
    if (!now.equals(then)) {
      throw new IOException(
          "the %s is not what it was when the experiment began: its SHA-256 was %s, is %s"
              .formatted(what, then, now));
    }
  }

  /// Plans more epochs: runs that finished are under way again, from their last checkpoint if it
  /// was kept, else from their beginning, with the same bits. Runs that diverged or whose patience
  /// ran out stay as they are.
  ///
  /// @param folder of an experiment
  /// @param epochs how many more
  /// @throws IOException if it is no such folder, no run can be resumed, or another program writes
  ///   to it
  public static void extend(Path folder, int epochs) throws IOException {
    Path whole = of(folder);
    ExperimentPlan longer = plan(whole).longer(epochs);
    FolderLock lock = FolderLock.of(whole);
    try {
      List<Path> further = new ArrayList<>();
      for (RunPlan run : longer.runs()) {
        Path of = RunFiles.folder(whole, run);
        if (!RunFiles.hasEndedForGood(of)) {
          further.add(of);
        }
      }
      if (further.isEmpty()) {
        throw new IOException(
            "%s must have a run that can be resumed, but all of them diverged or ran out of patience (%d)"
                .formatted(folder, longer.options().patience()));
      }
      ObjectNode written = ExperimentPlanJson.write(longer);
      written.set("provenance", written(whole).required("provenance"));
      ObjectNode provenance = (ObjectNode) written.get("provenance");
      provenance.put("epochs", longer.epochs());
      if (Files.exists(whole.resolve(ReportSection.TEST))) {
        provenance.put(Provenance.TESTED_BEFORE, true);
      }
      AtomicFile.write(whole.resolve(EXPERIMENT), PrettyJson.of(written));
      Files.deleteIfExists(whole.resolve(ReportSection.TEST));
      for (Path of : further) {
        Files.deleteIfExists(of.resolve(RunFiles.RUN));
      }
    } finally {
      lock.close();
    }
  }

  /// Checks that a folder can be made and written to, before anything costly is done.
  ///
  /// @param folder must not hold anything yet but what a program left that was killed as it began
  /// @throws IOException with one sentence if not
  public static void checkWritable(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file, but must be a folder");
      }
      try (var content = Files.list(folder)) {
        if (!content.allMatch(ExperimentFolder::isLeft)) {
          throw new IOException(
              folder + " holds something already: name an empty folder, or one that is not there");
        }
      }
    }
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(
          "%s can't be written: %s does not allow it".formatted(folder, existing));
    }
  }

  /// What a program leaves that was killed as it began, or a disk that lost what was written.
  static boolean isLeft(Path file) {
    boolean empty = file.endsWith(EXPERIMENT) && file.toFile().length() == 0;
    return FolderLock.isLock(file) || AtomicFile.isPart(file) || empty;
  }
}
