package dev.ravine.optim;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.optim.recipe.Suggestion;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a recipe is that has a minimizer in place of a chain.
final class MinimizerRecipe {

  private static final Pattern NAME = Pattern.compile("\\s*([a-zA-Z][a-zA-Z0-9]*)");

  private MinimizerRecipe() {}

  /// Reads a minimizer.
  ///
  /// @param recipe a recipe
  /// @return empty if it does not begin with a minimizer's name
  /// @throws IllegalArgumentException if it can't be read, or something stands beside it
  static Optional<Minimizer> find(String recipe) {
    for (String part : recipe.split("\\|", -1)) {
      Matcher name = NAME.matcher(part);
      if (name.lookingAt() && isMinimizer(name.group(1))) {
        if (recipe.contains("|")) {
          throw standsAlone(name.group(1));
        }
        return Optional.of(new RecipeParser(recipe).minimizer());
      }
    }
    return Optional.empty();
  }

  private static boolean isMinimizer(String name) {
    return Catalogue.minimizers().stream().anyMatch(entry -> entry.name().equals(name));
  }

  static IllegalArgumentException standsAlone(String name) {
    return new IllegalArgumentException(
        name + " minimizes a whole objective: nothing can stand beside it in a recipe");
  }

  static Minimizer with(Minimizer minimizer, String name, Function<RecordComponent, Object> value) {
    List<String> names = HyperParameters.names(minimizer);
    String own = HyperParameters.name(minimizer) + ".";
    String plain = name.startsWith(own) ? name.substring(own.length()) : name;
    if (!names.contains(plain)) {
      throw new IllegalArgumentException(Suggestion.unknown("hyper-parameter", name, names));
    }
    return (Minimizer) HyperParameters.set((Record) minimizer, plain, value);
  }

  static IllegalArgumentException cannotStep(Minimizer minimizer) {
    return new IllegalArgumentException(
        "%s minimizes a whole objective, and can't step along gradients that it is given: call its begin(objective, start, rules)"
            .formatted(HyperParameters.name(minimizer)));
  }
}
