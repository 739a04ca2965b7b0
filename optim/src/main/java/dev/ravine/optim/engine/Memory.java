package dev.ravine.optim.engine;

import dev.ravine.optim.stage.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one stepper keeps from step to step, by name.
final class Memory {

  private final int size;
  private final Map<String, float[]> slots = new HashMap<>();
  private final Map<String, double[]> scalars = new TreeMap<>();
  private final Map<String, List<Scalar>> scalarNames = new HashMap<>();

  Memory(int size) {
    this.size = size;
  }

  /// Slots of the same name are one array: they belong to stages for different tensors.
  float[] slot(String name) {
    return slots.computeIfAbsent(name, n -> new float[size]);
  }

  /// The numbers of one owner, as they begin if it is new or has changed.
  double[] scalars(String owner, List<Scalar> names) {
    boolean others = !areAlike(names, scalarNames.put(owner, names));
    double[] kept = scalars.get(owner);
    if (kept == null || others) {
      kept = names.stream().mapToDouble(Scalar::initial).toArray();
      scalars.put(owner, kept);
    }
    return kept;
  }

  private static boolean areAlike(List<Scalar> names, @Nullable List<Scalar> before) {
    return before != null
        && names.size() == before.size()
        && IntStream.range(0, names.size()).allMatch(i -> names.get(i).isLike(before.get(i)));
  }

  Map<String, float[]> slots() {
    return slots;
  }

  Map<String, Double> scalars() {
    Map<String, Double> all = new TreeMap<>();
    scalars.forEach((owner, values) -> {
      for (int i = 0; i < values.length; i++) {
        all.put(name(owner, i), values[i]);
      }
    });
    return all;
  }

  private String name(String owner, int number) {
    List<Scalar> names = Objects.requireNonNull(scalarNames.get(owner));
    return owner + "." + names.get(number).name();
  }

  /// Takes over saved numbers, all of which were checked.
  void restore(Map<String, float[]> savedSlots, Map<String, Double> savedScalars) {
    savedSlots.forEach((name, array) -> System.arraycopy(array, 0, slot(name), 0, size));
    scalars.forEach((owner, values) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = Objects.requireNonNull(savedScalars.get(name(owner, i)));
      }
    });
  }
}
