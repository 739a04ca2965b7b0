package dev.ravine.examples;

import dev.ravine.data.Dataset;
import dev.ravine.data.split.Split;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.Predictor;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.schedules.CosineDecay;
import dev.ravine.optim.schedules.Warmup;
import dev.ravine.optim.transforms.ClipGlobalNorm;
import dev.ravine.optim.transforms.DecoupledDecay;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The script of `docs/from-pytorch.md`, ported: two layers, AdamW with weight decay for weights
/// alone, a warm-up and a cosine, clipping, label smoothing, and the weights of the best epoch.
public final class Example13FromPyTorch {

  private Example13FromPyTorch() {}

  /// Runs it.
  ///
  /// @param arguments none
  /// @throws IOException if the temporary folder can't be written
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("ported");
    Dataset moons = Example10OwnLoop.moons(600, 1);
    Split split = Split.stratified(moons, 0.2, new Seed(0));

    Sequential model = Sequential.parse("dense(64) | relu | dropout(0.1) | dense(2)");

    Optimizer optimizer =
        Optimizer.of(
            ClipGlobalNorm.of(1),
            Adam.of(Warmup.of(CosineDecay.of(1e-2, 29 * 15), 15)),
            DecoupledDecay.of(0.05).on(Selection.WEIGHTS));

    SavedModel best =
        Training.of(model, split)
            .optimizer(optimizer)
            .loss(Losses.crossEntropy(0.1))
            .batch(32)
            .epochs(30)
            .seed(new Seed(1))
            .keepBest()
            .run();

    best.write(folder.resolve("moons.safetensors"));
    SavedModel read = SavedModel.read(folder.resolve("moons.safetensors"));
    System.out.println("accuracy " + read.classificationMetrics(split.validation()).accuracy());

    String recipe =
        "clipGlobalNorm(1) | adam(warmup(cosine(1e-2),1 epochs)) | decoupledDecay(0.05) on weights";
    System.out.println(
        Training.of(model, split)
            .optimizer(recipe)
            .epochs(30)
            .build()
            .optimizer()
            .equals(optimizer));

    try (Predictor predictor = read.predictor()) {
      System.out.println(predictor.predictLabel(0, 1));
    }
  }
}
