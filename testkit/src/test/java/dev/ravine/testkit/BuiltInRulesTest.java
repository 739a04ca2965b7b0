package dev.ravine.testkit;

import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Ravine's own rules keep the contract, each of them.
@ParameterizedClass(name = "{0}")
@MethodSource("rules")
record BuiltInRulesTest(UpdateRule rule) implements RuleContract {

  static List<UpdateRule> rules() {
    return Catalogue.rules().stream()
        .filter(entry -> !entry.name().equals("frozen"))
        .map(Catalogue.Entry::defaults)
        .toList();
  }
}
