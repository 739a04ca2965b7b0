package dev.ravine.data;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Names of classes, labels and columns, and the order of classes that are known by them.
final class ClassNames {

  private ClassNames() {}

  /// Each once: whole numbers first and in their order, so that 10 comes after 9; then all other
  /// texts.
  static List<String> sorted(Collection<String> texts) {
    TreeSet<String> sorted = new TreeSet<>(ClassNames::compare);
    sorted.addAll(texts);
    return List.copyOf(sorted);
  }

  /// Where each stands, from 0.
  static Map<String, Integer> numbered(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  /// Refuses names by which things can't be told apart.
  static List<String> checked(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || !seen.add(name)) {
        throw new DataException(
            name.isBlank()
                ? "%s must have names, but one is empty".formatted(what)
                : "%s must have names of their own, but two are called %s".formatted(what, name));
      }
    }
    return List.copyOf(names);
  }

  private static int compare(String a, String b) {
    boolean first = isWhole(a);
    boolean second = isWhole(b);
    if (first != second) {
      return first ? -1 : 1;
    }
    int byValue = first ? new BigInteger(a).compareTo(new BigInteger(b)) : 0;
    return byValue != 0 ? byValue : a.compareTo(b);
  }

  private static boolean isWhole(String text) {
    return text.matches("-?[0-9]+");
  }
}
