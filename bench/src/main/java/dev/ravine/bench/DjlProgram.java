package dev.ravine.bench;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The work of [ProgramWork] by Deep Java Library on PyTorch.
final class DjlProgram {

  private static final int EVALUATED = 1000;

  private DjlProgram() {}

  static Model model() {
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(ProgramWork.HIDDEN).build())
            .add(Activation::relu)
            .add(Linear.builder().setUnits(ProgramWork.SECOND).build())
            .add(Activation::relu)
            .add(Linear.builder().setUnits(ProgramWork.CLASSES).build());
    Model model = Model.newInstance("mlp", "PyTorch");
    model.setBlock(block);
    return model;
  }

  private static final class Rows implements NoBatchifyTranslator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] row) {
      return new NDList(context.getNDManager().create(row, new Shape(1, row.length)));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList said) {
      return said.singletonOrThrow().softmax(1).toFloatArray();
    }
  }

  static Predictor<float[], float[]> predictor(Model model) {
    return model.newPredictor(new Rows());
  }

  static Work predicting(float[][] rows) {
    Model model = model();
    model
        .getBlock()
        .initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, ProgramWork.FEATURES));
    Predictor<float[], float[]> predictor = predictor(model);
    return () -> {
      try {
        for (int i = 0; i < ProgramWork.CALLS; i++) {
          predictor.predict(rows[i]);
        }
      } catch (TranslateException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  static Work training(ProgramWork.Labelled train, ProgramWork.Labelled validation) {
    return () -> {
      try (Model model = model();
          NDManager manager = model.getNDManager().newSubManager()) {
        ArrayDataset learnt = dataset(manager, train, ProgramWork.BATCH, true);
        ArrayDataset validated = dataset(manager, validation, EVALUATED, false);
        DefaultTrainingConfig config =
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(
                    Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build());
        try (Trainer trainer = model.newTrainer(config)) {
          trainer.initialize(new Shape(ProgramWork.BATCH, ProgramWork.FEATURES));
          for (int epoch = 0; epoch < ProgramWork.EPOCHS; epoch++) {
            for (Batch batch : trainer.iterateDataset(learnt)) {
              try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray loss =
                    trainer.getLoss().evaluate(batch.getLabels(), trainer.forward(batch.getData()));
                collector.backward(loss);
                loss.getFloat();
              }
              trainer.step();
              batch.close();
            }
            for (Batch batch : trainer.iterateDataset(validated)) {
              trainer
                  .getLoss()
                  .evaluate(batch.getLabels(), trainer.evaluate(batch.getData()))
                  .getFloat();
              batch.close();
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (TranslateException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static ArrayDataset dataset(
      NDManager manager, ProgramWork.Labelled data, int batch, boolean shuffle) {
    int size = data.labels().length;
    return new ArrayDataset.Builder()
        .setData(manager.create(data.features(), new Shape(size, ProgramWork.FEATURES)))
        .optLabels(manager.create(data.labels(), new Shape(size)))
        .setSampling(batch, shuffle)
        .build();
  }
}
