package dev.ravine.cluster;

import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.RecipeParser;
import java.util.List;

/// Methods of training by name.
public final class TrainingMethods {

  private static final List<Catalogue.Entry<TrainingMethod>> KNOWN =
      List.of(
          Catalogue.<TrainingMethod>entry(Downpour.of(2)),
          Catalogue.<TrainingMethod>entry(Sandblaster.of(2)),
          Catalogue.<TrainingMethod>entry(Synchronous.of(2)),
          Catalogue.<TrainingMethod>entry(LocalSgd.of(2)),
          Catalogue.<TrainingMethod>entry(DiLoCo.of(2)),
          Catalogue.<TrainingMethod>entry(ElasticAveraging.of(2)));

  private TrainingMethods() {}

  /// Reads a method.
  ///
  /// @param text `plain`, or such as `downpour(replicas=2,shards=4)`
  /// @throws IllegalArgumentException if it is none
  public static TrainingMethod parse(String text) {
    return text.strip().equals(TrainingMethod.PLAIN.toString())
        ? TrainingMethod.PLAIN
        : new RecipeParser(text).named(KNOWN, "method");
  }
}
