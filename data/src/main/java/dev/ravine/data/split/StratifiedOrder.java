package dev.ravine.data.split;

import dev.ravine.random.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// An order that mixes what files have sorted, always in the same way.
public final class StratifiedOrder {

  private static final Seed SEED = new Seed(20141222);

  private StratifiedOrder() {}

  /// An order in which every stretch has each class about as often as the whole: example j of the n
  /// of a class goes to the share (j + ½) / n of the list.
  ///
  /// @param items in any order
  /// @param label of an item
  /// @param <T> the items' type
  /// @return the same items
  public static <T> List<T> stratified(List<T> items, Function<T, String> label) {
    Map<String, Integer> counts = new HashMap<>();
    items.forEach(item -> counts.merge(label.apply(item), 1, Integer::sum));
    Map<String, Integer> seen = new HashMap<>();
    record Placed<T>(T item, double at) {}
    return items.stream()
        .map(item -> {
          String of = label.apply(item);
          int j = seen.merge(of, 1, Integer::sum) - 1;
          return new Placed<>(item, (j + 0.5) / counts.getOrDefault(of, 1));
        })
        .sorted(Comparator.comparingDouble(Placed::at))
        .map(Placed::item)
        .toList();
  }

  /// A random order, always the same for as many items.
  ///
  /// @param items in any order
  /// @param <T> the items' type
  /// @return the same items
  public static <T> List<T> shuffled(List<T> items) {
    return shuffled(items, SEED);
  }

  /// A random order.
  ///
  /// @param items in any order
  /// @param seed what it comes from
  /// @param <T> the items' type
  /// @return the same items
  public static <T> List<T> shuffled(List<T> items, Seed seed) {
    int[] order = seed.stream("order").permutation(items.size());
    return Arrays.stream(order).mapToObj(items::get).toList();
  }
}
