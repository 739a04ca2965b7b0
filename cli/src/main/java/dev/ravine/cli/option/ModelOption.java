package dev.ravine.cli.option;

import dev.ravine.lab.ensemble.Models;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which trained model.
public final class ModelOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description =
          "The model: a file that Ravine wrote (model.safetensors, ensemble.safetensors), or the"
              + " folder of a run, of an ensemble, or of an experiment, whose best run is taken.")
  private Path model = Path.of("");

  /// The model's own path, which is said if it is not the one that was given.
  public Path find() throws IOException {
    Path found = Models.best(model);
    if (!found.equals(model)) {
      spec.commandLine().getErr().printf("ravine: the best run is taken: %s%n", found);
    }
    return found;
  }

  /// Reads the model.
  ///
  /// @return the model that was named
  /// @throws IOException if it can't be read
  public SavedModel read() throws IOException {
    return Models.at(find());
  }
}
