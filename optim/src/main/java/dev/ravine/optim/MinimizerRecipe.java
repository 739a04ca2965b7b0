package dev.ravine.optim;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.transforms.L2;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a recipe is that has a minimizer in place of a rule: penalties of groups of parameters
/// before it, and groups that stay as they are after it.
final class MinimizerRecipe {

  private MinimizerRecipe() {}

  /// Puts penalties before frozen groups.
  ///
  /// @throws IllegalArgumentException if anything else stands beside the minimizer
  static List<Link> sorted(Minimizer minimizer, List<Link> links) {
    for (Link link : links) {
      boolean penalizes = link.stage() instanceof L2;
      boolean freezes = link.stage() instanceof Frozen;
      if (!penalizes && !freezes) {
        throw new IllegalArgumentException(
            "%s minimizes a whole objective: only l2 and frozen can stand beside it in a recipe, not %s"
                .formatted(HyperParameters.name(minimizer), link.text()));
      }
      if (freezes && link.selection().equals(Selection.ALL)) {
        throw new IllegalArgumentException(
            "frozen leaves %s nothing to move: say for which parameters, as in frozen on \"dense1.*\""
                .formatted(HyperParameters.name(minimizer)));
      }
      if (link.stage() instanceof L2(Schedule decay) && !(decay instanceof Schedule.Constant)) {
        throw new IllegalArgumentException(
            "l2 beside %s must have a constant weightDecay, since the objective must stay the same, was %s"
                .formatted(HyperParameters.name(minimizer), decay));
      }
    }
    return Stream.concat(
            links.stream().filter(link -> link.stage() instanceof L2),
            links.stream().filter(link -> link.stage() instanceof Frozen))
        .toList();
  }

  /// As it is written in a recipe.
  static String print(Minimizer minimizer, List<Link> links) {
    String method = HyperParameters.print((Record) minimizer);
    Stream<String> before =
        links.stream().filter(link -> link.stage() instanceof L2).map(Link::text);
    Stream<String> after =
        links.stream().filter(link -> link.stage() instanceof Frozen).map(Link::text);
    return Stream.concat(before, Stream.concat(Stream.of(method), after))
        .collect(Collectors.joining(" | "));
  }

  /// Whether a setting is that of what stands beside the minimizer.
  static boolean isBeside(Minimizer minimizer, List<Link> links, String name) {
    String own = name.substring(name.lastIndexOf('.') + 1);
    return !HyperParameters.names(minimizer).contains(plain(minimizer, name))
        && links.stream().anyMatch(link -> HyperParameters.names(link.stage()).contains(own));
  }

  static Minimizer with(Minimizer minimizer, String name, Function<RecordComponent, Object> value) {
    List<String> names = HyperParameters.names(minimizer);
    String plain = plain(minimizer, name);
    if (!names.contains(plain)) {
      throw new IllegalArgumentException(Suggestion.unknown("hyper-parameter", name, names));
    }
    return (Minimizer) HyperParameters.set((Record) minimizer, plain, value);
  }

  private static String plain(Minimizer minimizer, String name) {
    String own = HyperParameters.name(minimizer) + ".";
    return name.startsWith(own) ? name.substring(own.length()) : name;
  }

  static IllegalArgumentException cannotStep(Minimizer minimizer) {
    return new IllegalArgumentException(
        "%s minimizes a whole objective, and can't step along gradients that it is given: call its begin(objective, start, rules)"
            .formatted(HyperParameters.name(minimizer)));
  }
}
