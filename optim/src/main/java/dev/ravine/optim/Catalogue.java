package dev.ravine.optim;

import dev.ravine.optim.rules.AdaGrad;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Momentum;
import dev.ravine.optim.rules.Nesterov;
import dev.ravine.optim.rules.RmsProp;
import dev.ravine.optim.rules.Sgd;
import java.util.List;

/// The update rules by name.
public final class Catalogue {

  /// One rule.
  ///
  /// @param name how it is called in recipes and on the command line
  /// @param summary one line for people
  /// @param defaults the rule with its default hyper-parameters
  public record Entry(String name, String summary, UpdateRule defaults) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("sgd", "a step against the gradient", Sgd.of(5e-3)),
          new Entry("momentum", "a velocity that gathers past steps", Momentum.of(5e-3)),
          new Entry("nesterov", "momentum that looks ahead", Nesterov.of(5e-3)),
          new Entry("adagrad", "steps divided by all past gradients' size", AdaGrad.of(5e-3)),
          new Entry("rmsprop", "steps divided by recent gradients' size", RmsProp.of(1e-4)),
          new Entry("adam", "momentum and RMSProp, both corrected for bias", Adam.of(1e-3)));

  private Catalogue() {}

  /// All rules.
  ///
  /// @return the entries, in the order of their appearance in history
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /// The names of all rules.
  ///
  /// @return the names, in the order of [#entries()]
  public static List<String> names() {
    return ENTRIES.stream().map(Entry::name).toList();
  }

  /// Finds a rule.
  ///
  /// @param name its name
  /// @return its entry
  /// @throws IllegalArgumentException if there is none, with the nearest name
  public static Entry find(String name) {
    return ENTRIES.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(Nearest.unknown("update rule", name, names())));
  }
}
