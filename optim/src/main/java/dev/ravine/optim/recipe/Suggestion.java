package dev.ravine.optim.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The known name that somebody probably meant.
public final class Suggestion {

  /// What other libraries call things.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("lr", "learningRate"),
          Map.entry("learning_rate", "learningRate"),
          Map.entry("rate", "learningRate"),
          Map.entry("eps", "epsilon"),
          Map.entry("wd", "weightDecay"),
          Map.entry("weight_decay", "weightDecay"),
          Map.entry("b1", "beta1"),
          Map.entry("b2", "beta2"),
          Map.entry("epoch", "epochs"),
          Map.entry("batch_size", "batch"),
          Map.entry("layers", "hidden"),
          Map.entry("clip", "clipGlobalNorm"),
          Map.entry("clip_grad_norm", "clipGlobalNorm"),
          Map.entry("clip_grad_norm_", "clipGlobalNorm"),
          Map.entry("clip_grad_value", "clipValue"),
          Map.entry("cg", "conjugateGradient"),
          Map.entry("lm", "levenbergMarquardt"),
          Map.entry("trust-ncg", "newtonCg"));

  private Suggestion() {}

  /// Finds the known name with the fewest changed, added, missing or swapped letters.
  ///
  /// @param name what was written
  /// @param known what could have been written
  /// @return the nearest, unless more than half of the letters differ
  public static Optional<String> of(String name, Collection<String> known) {
    String elsewhere = ELSEWHERE.get(name.toLowerCase(Locale.ROOT));
    if (elsewhere != null && known.contains(elsewhere)) {
      return Optional.of(elsewhere);
    }
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(best -> 2 * distance(name, best) <= Math.max(name.length(), best.length()));
  }

  /// What to say of an unknown name.
  ///
  /// @param kind what it should be the name of
  /// @param name what was written
  /// @param known what could have been written
  /// @return such as `unknown rule adm, did you mean adam? Known are adam, sgd`
  public static String unknown(String kind, String name, Collection<String> known) {
    String guess = of(name, known).map(", did you mean %s?"::formatted).orElse(".");
    return "unknown %s %s%s Known are %s".formatted(kind, name, guess, String.join(", ", known));
  }

  /// Damerau's distance (optimal string alignment), ignoring case.
  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
