package dev.ravine.spark;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.random.Seed;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is learnt, and how: the same for all replicas.
///
/// @param network its layers, as a text
/// @param recipe the optimizer of each replica, as a text
/// @param batch examples of a step, if a replica has as many
/// @param stepsPerEpoch of each replica
/// @param epochs how often to go through all rows
/// @param seed what all randomness comes from
/// @param columns the names of the features, or none
/// @param classes the names of the classes; none if values are learnt
/// @param mean of each feature, to be subtracted
/// @param factor that each feature is multiplied by then
/// @param targetMean the mean of values; 0 if there are classes
/// @param targetFactor that values are multiplied by then; 1 if there are classes
@SuppressWarnings("ArrayRecordComponent")
record Learning(
    String network,
    String recipe,
    int batch,
    long stepsPerEpoch,
    int epochs,
    long seed,
    List<String> columns,
    List<String> classes,
    float[] mean,
    float[] factor,
    float targetMean,
    float targetFactor)
    implements Serializable {

  /// How many steps each replica makes.
  long steps() {
    return stepsPerEpoch * epochs;
  }

  Sequential model() {
    return Sequential.parse(network);
  }

  Optimizer optimizer() {
    return Optimizer.parse(recipe, new RunLength(steps(), stepsPerEpoch));
  }

  Preprocessing preprocessing() {
    return new Preprocessing(mean, factor, new float[] {targetMean}, new float[] {targetFactor});
  }

  /// A block's rows as examples.
  Dataset examples(ExampleBlock block) {
    Examples examples = Examples.of(block.width(), block.features()).named("DataFrame");
    if (!columns.isEmpty()) {
      examples = examples.columns(columns.toArray(String[]::new));
    }
    Dataset all;
    if (classes.isEmpty()) {
      float[] values = new float[block.rows()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) block.labels()[i];
      }
      all = examples.values(values);
    } else {
      all =
          examples.classes(classes, Arrays.stream(block.labels()).mapToInt(x -> (int) x).toArray());
    }
    Dataset weighted = block.weights().length == 0 ? all : all.weighted(relative(block));
    return weighted.preprocessed(preprocessing());
  }

  /// By how much more than the mean of the replica each weighs. How much the replica does, against
  /// others, is counted where they meet.
  private static float[] relative(ExampleBlock block) {
    double mean = block.total() / block.rows();
    float[] relative = new float[block.rows()];
    for (int i = 0; i < relative.length; i++) {
      relative[i] = (float) (block.weight(i) / mean);
    }
    return relative;
  }

  /// The batches of a replica.
  ///
  /// @param block its rows
  /// @param replica from 0
  /// @throws IllegalArgumentException if the network does not suit the rows
  BatchGradient batches(ExampleBlock block, int replica) {
    Dataset examples = examples(block);
    Seed all = new Seed(seed);
    Seed own = replica == 0 ? all : Seed.of(all.stream("replica" + replica).nextLong());
    return new BatchGradient(
        TrainingObjective.of(
            model(),
            new Split(examples, examples.range(0, 1)),
            Math.min(batch, examples.size()),
            own),
        new ThreadTeam(1));
  }

  /// Names for classes that have none: their numbers.
  static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
