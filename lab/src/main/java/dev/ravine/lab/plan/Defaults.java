package dev.ravine.lab.plan;

import dev.ravine.data.Scaling;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.data.source.Source;
import dev.ravine.nn.model.Activation;
import java.util.Collections;
import java.util.List;

/// What is done if nobody says it: network, weights, batch size and epochs, by the data and its
/// size.
///
/// @param source the data
/// @param train how many examples there are to train on
/// @param preset what is asked for as a whole
public record Defaults(Source source, int train, Preset preset) {

  private static final int BATCH = 100;
  private static final int PUBLISHED_EPOCHS = 5;
  private static final int STEPS = 600;
  private static final int SMALLEST_BATCH = 8;
  private static final int STEPS_OF_SMALL_DATA = 20;
  private static final int SMALL = 1000;
  private static final int MIDDLE = 10_000;

  /// The widths of the hidden layers.
  ///
  /// @return five of 100, as published, for data with a name; else two that suit the data's size
  public List<Integer> hidden() {
    if (preset == Preset.PUBLISHED || source instanceof NamedSource) {
      return ModelPlan.published().hidden();
    }
    if (source instanceof PictureFolder) {
      return List.of(128, 128);
    }
    int width = train < SMALL ? 32 : train < MIDDLE ? 64 : 128;
    return Collections.nCopies(2, width);
  }

  /// What weights start from.
  ///
  /// @param activation what follows hidden layers
  /// @return `he` for rectifiers, `glorot` for others; `0.05` in the published experiment
  public String weights(Activation activation) {
    boolean published = preset == Preset.PUBLISHED && activation == Activation.RELU;
    return published ? "0.05" : activation.defaultInitializer();
  }

  /// What is done to pictures.
  ///
  /// @return that they are standardized, unless in the published experiment
  public Scaling scaling() {
    return preset == Preset.PUBLISHED ? Scaling.CENTERED : Scaling.STANDARDIZED;
  }

  /// Examples per step.
  ///
  /// @return 100, or less where an epoch would have fewer than 20 steps
  public int batch() {
    if (preset == Preset.PUBLISHED || train >= BATCH * STEPS_OF_SMALL_DATA) {
      return Math.min(BATCH, train);
    }
    int power = Integer.highestOneBit(Math.max(1, train / STEPS_OF_SMALL_DATA));
    return Math.min(train, Math.max(SMALLEST_BATCH, power));
  }

  /// How often to go through the training data.
  ///
  /// @param batch examples per step
  /// @return 5 or more, as many as 600 steps take
  public int epochs(int batch) {
    if (preset == Preset.PUBLISHED) {
      return PUBLISHED_EPOCHS;
    }
    int perEpoch = Math.max(1, train / batch);
    return Math.max(PUBLISHED_EPOCHS, (STEPS + perEpoch - 1) / perEpoch);
  }
}
