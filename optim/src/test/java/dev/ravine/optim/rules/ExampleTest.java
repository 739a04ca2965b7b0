package dev.ravine.optim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.problems.Descent;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Documentation;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.UpdateRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule's documentation ends with an example and what it prints.
class ExampleTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\*\\*Example:\\*\\* `Descent\\.of\\(Surface\\.(\\w+), (\\w+)\\.of\\(([0-9.]+)\\),"
              + " (\\d+)\\)\\.endValue\\(\\)` is\\s+(\\S+)\\.\\n");

  static List<UpdateRule> rules() {
    return Catalogue.rules().stream()
        .<UpdateRule>map(Catalogue.Entry::defaults)
        .filter(rule -> !(rule instanceof Frozen))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theExampleGivesWhatItsDocumentationSays(UpdateRule rule) throws Exception {
    String page = Documentation.page(rule).orElseThrow();
    List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();
    assertThat(examples).as(page).hasSize(1);
    MatchResult example = examples.getFirst();
    assertThat(example.group(2)).isEqualTo(rule.getClass().getSimpleName());
    UpdateRule made =
        (UpdateRule)
            rule.getClass()
                .getMethod("of", double.class)
                .invoke(null, Double.parseDouble(example.group(3)));
    double value =
        Descent.of(Surface.valueOf(example.group(1)), made, Integer.parseInt(example.group(4)))
            .endValue();
    BigDecimal said = new BigDecimal(example.group(5));
    assertThat(new BigDecimal(value).round(new MathContext(3))).isEqualByComparingTo(said);
  }
}
