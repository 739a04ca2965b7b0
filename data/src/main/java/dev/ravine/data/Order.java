package dev.ravine.data;

import dev.ravine.random.Seed;
import java.util.Arrays;
import java.util.List;

/// An order that mixes what files have sorted, always in the same way.
final class Order {

  private static final Seed SEED = new Seed(20141222);

  private Order() {}

  static <T> List<T> mixed(List<T> items) {
    int[] order = SEED.stream("order").permutation(items.size());
    return Arrays.stream(order).mapToObj(items::get).toList();
  }
}
