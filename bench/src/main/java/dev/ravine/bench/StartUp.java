package dev.ravine.bench;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import dev.ravine.nn.saved.SavedModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A small program, from the start of Java to the first prediction of a saved model: its time and
/// its memory, in processes of their own.
final class StartUp {

  private static final int RUNS = 7;

  private StartUp() {}

  /// A child: `ravine FILE` or `djl FOLDER`; prints a prediction and its peak memory in kilobytes.
  static void child(String library, Path saved) throws IOException {
    float[] row = new float[ProgramWork.FEATURES];
    float first;
    if (library.equals("ravine")) {
      try (var predictor = SavedModel.read(saved).predictor()) {
        first = predictor.predict(row)[0];
      }
    } else {
      first = djl(saved, row);
    }
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .map(line -> line.replaceAll("\\D", ""))
            .findFirst()
            .orElse("0");
    System.out.println(first + " " + peak);
  }

  private static float djl(Path saved, float[] row) throws IOException {
    try (Model model = DjlProgram.model()) {
      model.load(saved, "mlp");
      try (Predictor<float[], float[]> predictor = DjlProgram.predictor(model)) {
        return predictor.predict(row)[0];
      }
    } catch (ai.djl.MalformedModelException | TranslateException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Started(double seconds, double megabytes) {}

  /// Prints two rows: seconds and megabytes.
  static void rows() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("start-up");
    Path ours = folder.resolve("mlp.safetensors");
    ProgramWork.train(ProgramWork.Labelled.of(1000, 1), ProgramWork.Labelled.of(100, 2), 1, 1)
        .write(ours);
    try (Model model = DjlProgram.model()) {
      model
          .getBlock()
          .initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, ProgramWork.FEATURES));
      model.save(folder, "mlp");
    }
    Started ravine = start("ravine", ours);
    Started djl = start("djl", folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    Ratios.row(
        "from the start of Java to the first prediction of a saved model",
        Ratios.time(ravine.seconds),
        Ratios.time(djl.seconds),
        ravine.seconds / djl.seconds,
        "–");
    Ratios.row(
        "the same, peak memory",
        String.format(Locale.ROOT, "%.0f MB", ravine.megabytes),
        String.format(Locale.ROOT, "%.0f MB", djl.megabytes),
        ravine.megabytes / djl.megabytes,
        "–");
  }

  private static Started start(String library, Path saved)
      throws IOException, InterruptedException {
    double[] seconds = new double[RUNS];
    double[] megabytes = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(
          List.of(
              "--add-modules",
              "jdk.incubator.vector",
              "--enable-native-access=ALL-UNNAMED",
              "-Doffline=true",
              "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
              "--class-path",
              System.getProperty("java.class.path"),
              Ratios.class.getName(),
              "child-" + library,
              saved.toString()));
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader out = process.inputReader()) {
        String line = out.readLine();
        seconds[run] = (System.nanoTime() - start) * 1e-9;
        if (line == null || process.waitFor() != 0) {
          throw new IllegalStateException(library + " did not predict");
        }
        megabytes[run] = Double.parseDouble(line.split(" ", 2)[1]) / 1024;
      }
    }
    return new Started(Timing.median(seconds), Timing.median(megabytes));
  }
}
