package dev.ravine.optim.minimize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves what a minimization keeps into a [MinimizationState], or back. The minimization names each
/// array and number once, so that what is saved is what is restored:
///
/// ```java
/// void exchange(StateExchange state) {
///   state.array("x", x);
///   value = state.number("value", value);
/// }
/// ```
public final class StateExchange {

  private final @Nullable MinimizationState from;
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, double[]> arrays = new HashMap<>();
  private final Set<String> read = new HashSet<>();

  private StateExchange(@Nullable MinimizationState from) {
    this.from = from;
  }

  /// Copies what is there.
  ///
  /// @param exchange names all that is kept
  /// @return a state that later changes do not reach
  public static MinimizationState saved(Consumer<StateExchange> exchange) {
    StateExchange state = new StateExchange(null);
    exchange.accept(state);
    return new MinimizationState(state.numbers, state.arrays);
  }

  /// Writes what was saved over what is there.
  ///
  /// @param state of a minimization by an equal minimizer, of an objective of equal dimension
  /// @param exchange names all that is kept
  /// @throws IllegalArgumentException if the state has less, or more
  public static void restore(MinimizationState state, Consumer<StateExchange> exchange) {
    StateExchange restoring = new StateExchange(state);
    exchange.accept(restoring);
    Set<String> rest = new TreeSet<>(state.names());
    rest.removeAll(restoring.read);
    if (!rest.isEmpty()) {
      throw ofAnother("the minimizer keeps no %s".formatted(String.join(", ", rest)));
    }
  }

  private static IllegalArgumentException ofAnother(String why) {
    return new IllegalArgumentException(
        "the state must be of an equal minimizer and dimension, but " + why);
  }

  /// Copies an array.
  ///
  /// @param name unique in the state
  /// @param live read, or overwritten
  /// @throws IllegalArgumentException if none of this name and length was saved
  public void array(String name, double[] live) {
    if (from == null) {
      arrays.put(name, live.clone());
      return;
    }
    double[] saved = from.arrays().get(name);
    if (saved == null || saved.length != live.length) {
      throw ofAnother(
          "its array %s must have %d numbers, has %s"
              .formatted(name, live.length, saved == null ? "none" : saved.length));
    }
    read.add(name);
    System.arraycopy(saved, 0, live, 0, live.length);
  }

  /// Copies an array in single precision.
  ///
  /// @param name unique in the state
  /// @param live read, or overwritten
  /// @throws IllegalArgumentException if none of this name and length was saved
  public void array(String name, float[] live) {
    double[] wide = new double[live.length];
    for (int i = 0; i < live.length; i++) {
      wide[i] = live[i];
    }
    array(name, wide);
    for (int i = 0; i < live.length; i++) {
      live[i] = (float) wide[i];
    }
  }

  /// Copies a number.
  ///
  /// @param name unique in the state
  /// @param live the number as it is
  /// @return what it is to be
  /// @throws IllegalArgumentException if none of this name was saved
  public double number(String name, double live) {
    if (from == null) {
      numbers.put(name, live);
      return live;
    }
    Double saved = from.numbers().get(name);
    if (saved == null) {
      throw ofAnother("it has no number " + name);
    }
    read.add(name);
    return saved;
  }

  /// Copies a whole number.
  ///
  /// @param name unique in the state
  /// @param live the number as it is, of at most 53 bits
  /// @return what it is to be
  /// @throws IllegalArgumentException if none of this name was saved
  public long count(String name, long live) {
    return (long) number(name, live);
  }

  /// Which way it goes.
  ///
  /// @return whether live arrays and numbers are overwritten
  public boolean isRestoring() {
    return from != null;
  }
}
