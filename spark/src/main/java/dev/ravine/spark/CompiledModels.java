package dev.ravine.spark;

import dev.ravine.nn.predict.PredictorPool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;

/// The models that this process predicts with, compiled once whatever number of tasks asks: as many
/// predictors as it has cores. The few that were asked last are kept.
final class CompiledModels {

  private static final int MOST = 8;

  private static final Map<String, PredictorPool> POOLS =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PredictorPool> eldest) {
          return size() > MOST;
        }
      };

  private CompiledModels() {}

  /// Predicts a row.
  ///
  /// @return a probability for each class, or the value
  /// @throws IllegalArgumentException if it has more or fewer numbers than the model knows
  static float[] predict(ModelFile file, @Nullable Vector features) {
    if (features == null) {
      throw new IllegalArgumentException(
          "rows to predict must have features, but one has null: na().drop() leaves it out");
    }
    float[] numbers = new float[features.size()];
    features.foreachNonZero((i, x) -> {
      numbers[(Integer) i] = (float) (double) (Double) x;
      return scala.runtime.BoxedUnit.UNIT;
    });
    return pool(file).predict(numbers);
  }

  private static PredictorPool pool(ModelFile file) {
    synchronized (POOLS) {
      return POOLS.computeIfAbsent(
          file.checksum(),
          checksum -> file.model().predictors(Runtime.getRuntime().availableProcessors()));
    }
  }
}
