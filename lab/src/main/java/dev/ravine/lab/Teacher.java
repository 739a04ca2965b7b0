package dev.ravine.lab;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Targets;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.Combination;
import dev.ravine.nn.Logits;
import dev.ravine.nn.Probabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A model, or all models of an experiment, that say what they know of examples. What they said is
/// kept beside them, so that they are asked once.
final class Teacher {

  private static final int ENOUGH_OF_A_CHECKSUM = 16;

  private Teacher() {}

  /// The logarithms of the mean of what the models say: logits whose softmax that mean is.
  ///
  /// @param folder of an experiment that kept its models, or of one of its runs
  /// @param data the examples
  /// @throws DataException if models are missing, or know other classes or features
  static Logits says(Path folder, Dataset data) {
    try {
      if (!(data.targets() instanceof Targets.Labels labels)) {
        throw new DataException("a teacher must teach classes, but values are learnt");
      }
      Path kept =
          folder.resolve(
              "logits-%s.safetensors"
                  .formatted(data.checksum().substring(0, ENOUGH_OF_A_CHECKSUM)));
      if (Files.exists(kept)) {
        return read(kept, data.size(), labels.classes());
      }
      Logits logits = ask(folder, data, labels.classes());
      logits.write(kept, Map.of("data", data.name(), "sha256", data.checksum()));
      return logits;
    } catch (IOException e) {
      throw new DataException("the teacher can't be asked: " + e.getMessage(), e);
    }
  }

  private static Logits read(Path kept, int size, int classes) throws IOException {
    Logits logits = Logits.read(kept);
    if (logits.size() != size || logits.classes() != classes) {
      throw new IOException(
          "%s must hold logits of %d classes for %d examples, holds %d for %d"
              .formatted(kept, classes, size, logits.classes(), logits.size()));
    }
    return logits;
  }

  private static Logits ask(Path folder, Dataset data, int classes) throws IOException {
    Path whole = Store.experimentFolder(folder);
    Blueprint blueprint = Store.blueprint(whole);
    Experiment taught = blueprint.build();
    Dataset known = taught.split().train();
    if (known.features() != data.features()
        || !(known.targets() instanceof Targets.Labels labels)
        || labels.classes() != classes) {
      throw new DataException(
          "the teacher must know %d classes of %d features, but knows %d of %d"
              .formatted(classes, data.features(), known.targets().outputs(), known.features()));
    }
    boolean all = Files.isSameFile(whole, folder);
    List<RunPlan> runs =
        taught.runs().stream()
            .filter(run -> all || isSame(whole.resolve(run.folder()), folder))
            .sorted(Comparator.comparing(RunPlan::folder))
            .toList();
    List<Probabilities> said = new ArrayList<>();
    try (ThreadTeam team = new ThreadTeam(1)) {
      for (RunPlan run : runs) {
        said.add(Ensemble.says(taught, whole, run, data, team));
      }
    }
    Probabilities mean = Combination.MEAN.of(said);
    float[] values = new float[data.size() * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) mean.logAt(i / classes, i % classes);
    }
    return new Logits(classes, values);
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return Files.exists(a) && Files.isSameFile(a, b);
    } catch (IOException e) {
      return false;
    }
  }
}
