package dev.ravine.cli.command;

import dev.ravine.cli.option.ModelOption;
import dev.ravine.cli.option.Overwrite;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine export-model`.
@Command(
    name = "export-model",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a trained model for other programs.",
      "The ONNX file takes numbers and pixels as they are in files and gives probabilities, or"
          + " values: their scaling is part of it. A table's categories and missing numbers are"
          + " columns of their own: docs/data.md."
    })
public final class ExportModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      required = true,
      description = "Write ONNX here (operator set 17).")
  private Path onnx = Path.of("");

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException {
    overwrite.check(onnx);
    SavedModel saved = model.read();
    OnnxFile.write(saved, onnx);
    spec.commandLine().getOut().printf("model: %s%n", onnx);
    return 0;
  }
}
