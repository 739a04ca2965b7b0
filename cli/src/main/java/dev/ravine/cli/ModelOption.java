package dev.ravine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which trained model.
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description =
          "The model: a file that Ravine wrote (model.safetensors, ensemble.safetensors), or the"
              + " folder of a run, of an ensemble, or of an experiment with one run.")
  private Path model = Path.of("");

  Path path() {
    return model;
  }
}
