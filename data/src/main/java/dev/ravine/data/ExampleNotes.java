package dev.ravine.data;

import java.util.Optional;
import java.util.stream.IntStream;

/// What is known of each example beside features and targets.
///
/// @param origins where it was read
/// @param weights how much it counts
record ExampleNotes(Optional<Origins> origins, Optional<float[]> weights) {

  static final ExampleNotes NONE = new ExampleNotes(Optional.empty(), Optional.empty());

  ExampleNotes origins(Origins places) {
    return new ExampleNotes(Optional.of(places), weights);
  }

  ExampleNotes weights(float[] given) {
    return new ExampleNotes(origins, Optional.of(given));
  }

  float weight(int example) {
    return weights.isPresent() ? weights.get()[example] : 1;
  }

  static double sum(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }

  ExampleNotes range(int from, int to) {
    return pick(IntStream.range(from, to).toArray());
  }

  ExampleNotes pick(int[] examples) {
    return new ExampleNotes(
        origins.map(places -> places.pick(examples)), weights.map(all -> picked(all, examples)));
  }

  private static float[] picked(float[] all, int[] examples) {
    float[] picked = new float[examples.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[examples[i]];
    }
    return picked;
  }

  static void checkWeights(float[] weights, int size) {
    if (weights.length != size) {
      throw new DataException(
          "weights must be as many as examples, %d, were %d".formatted(size, weights.length));
    }
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
        throw new DataException(
            "weights must be 0 or more, but that of example %d is %s".formatted(i, weights[i]));
      }
    }
    if (size > 0 && sum(weights) == 0) {
      throw new DataException("weights must not all be 0");
    }
  }
}
