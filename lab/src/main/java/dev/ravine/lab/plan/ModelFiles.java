package dev.ravine.lab.plan;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// The names of files that hold trained models.
public final class ModelFiles {

  /// The model of a run, in the run's folder.
  public static final String MODEL = "model.safetensors";

  /// The ensemble of an experiment, in the experiment's folder.
  public static final String ENSEMBLE = "ensemble.safetensors";

  private static final Pattern FORM = Pattern.compile("model(-epoch\\d+)?\\.safetensors");

  private ModelFiles() {}

  /// The model of a run as it was after an epoch.
  ///
  /// @param epoch 1 or more
  /// @return a name in the run's folder
  public static String ofEpoch(int epoch) {
    return "model-epoch%d.safetensors".formatted(epoch);
  }

  /// Whether a file in a run's folder is a model.
  ///
  /// @param file any path
  /// @return by its name
  public static boolean isModel(Path file) {
    return FORM.matcher(String.valueOf(file.getFileName())).matches();
  }
}
