package dev.ravine.lab.ensemble;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.lab.plan.TeacherOutputs;
import dev.ravine.nn.predict.Logits;
import dev.ravine.nn.predict.Probabilities;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A model, an ensemble, or what one said, that says what it knows of examples. What models said is
/// kept beside them, so that they are asked once.
public final class Teacher {

  private static final int ENOUGH_OF_A_CHECKSUM = 16;

  private Teacher() {}

  /// Asks for training examples, and for examples without labels.
  ///
  /// @param from the folder of an experiment that kept its models, or of one of its runs; or a
  ///   file: a model, or logits of these very examples
  /// @param train the training examples
  /// @param transfer examples without labels
  /// @throws DataException if models are missing, or know other classes or features
  public static TeacherOutputs says(Path from, Dataset train, Optional<Dataset> transfer) {
    try {
      if (!(train.targets() instanceof Labels labels)) {
        throw new DataException("a teacher must teach classes, but values are learnt");
      }
      Logits logits = says(from, train, labels.names());
      if (transfer.isPresent() && Files.isRegularFile(from) && Logits.isIn(from)) {
        throw new DataException(
            from + " holds a teacher's outputs, so it can't predict examples without labels");
      }
      if (transfer.isPresent()) {
        logits = logits.and(says(from, transfer.get(), labels.names()));
      }
      return new TeacherOutputs(logits, transfer);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException("the teacher can't predict: " + e.getMessage(), e);
    }
  }

  /// Predicts with a teacher.
  ///
  /// @param from its experiment, its run or its file
  /// @param data examples
  /// @param classes that the teacher must know
  /// @return what it says of each example
  /// @throws IOException if it can't be read
  public static Logits says(Path from, Dataset data, List<String> classes) throws IOException {
    if (!Files.exists(from)) {
      throw new IOException(from + " is not there");
    }
    boolean isFolder = Files.isDirectory(from);
    if (!isFolder && Logits.isIn(from)) {
      return fitting(from, Logits.read(from, data.checksum()), data, classes);
    }
    SavedModel model = isFolder ? Models.of(from) : SavedModel.read(from);
    if (!model.classes().equals(classes)) {
      throw new IOException(
          "it must have the classes %s, but has %s".formatted(classes, model.classes()));
    }
    String checksum = data.checksum();
    String name = "logits-%s-%s.safetensors".formatted(brief(model.checksum()), brief(checksum));
    Path kept =
        isFolder ? from.resolve(name) : from.resolveSibling(from.getFileName() + "." + name);
    if (Files.exists(kept)) {
      return fitting(kept, Logits.read(kept, checksum), data, classes);
    }
    Logits logits;
    try (ThreadTeam team = new ThreadTeam(1)) {
      Probabilities said = model.probabilities(data, team);
      logits = said.logits();
    }
    try {
      logits.write(kept, Map.of("data", data.name(), Logits.CHECKSUM, checksum));
    } catch (IOException e) {
      System.getLogger(Teacher.class.getName())
          .log(
              System.Logger.Level.WARNING,
              kept + " can't be written: the teacher will predict again",
              e);
    }
    return logits;
  }

  private static String brief(String checksum) {
    return checksum.substring(0, ENOUGH_OF_A_CHECKSUM);
  }

  private static Logits fitting(Path file, Logits logits, Dataset data, List<String> classes)
      throws IOException {
    if (logits.size() != data.size() || logits.classes() != classes.size()) {
      throw new IOException(
          "%s must hold logits of %d classes for %d examples, holds %d for %d"
              .formatted(file, classes.size(), data.size(), logits.classes(), logits.size()));
    }
    return logits;
  }
}
