package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeParserTest {

  static List<Catalogue.Entry<Stage>> transforms() {
    return Catalogue.transforms();
  }

  static List<Catalogue.Entry<Schedule>> schedules() {
    return Catalogue.schedules();
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void whatATransformationPrintsIsParsed(Catalogue.Entry<Stage> entry) {
    Optimizer recipe =
        Optimizer.of(Catalogue.find("sgd").defaults()).with(entry.defaults().on(Selection.ALL));
    assertThat(Optimizer.parse(recipe.toString())).isEqualTo(recipe);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void whatASchedulePrintsIsParsed(Catalogue.Entry<Schedule> entry) {
    Optimizer recipe =
        Optimizer.of(Catalogue.find("sgd").defaults()).with("learningRate", entry.defaults());
    assertThat(Optimizer.parse(recipe.toString())).isEqualTo(recipe);
  }

  @Test
  void positionsNamesDefaultsAndNestingAreUnderstood() {
    Optimizer recipe =
        Optimizer.parse(
            " clipGlobalNorm( 1 ) | adamw(warmup(cosine(1e-3, 100), 10), weightDecay=0.1)"
                + " | scaleUpdate(0.5) on not \"head*\" ");
    assertThat(recipe)
        .hasToString(
            "clipGlobalNorm(maxNorm=1) | adamw(learningRate=warmup(after=cosine(initial=1e-3,"
                + "steps=100,last=0),steps=10,shape=linear,start=0),beta1=0.9,beta2=0.999,"
                + "epsilon=1e-8,weightDecay=0.1) | scaleUpdate(factor=0.5) on not \"head*\"");
    assertThat(Optimizer.parse("sgd(joined([1,step(1,0.5,2)],[10]))").rule().learningRate().at(13))
        .isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "adma; unknown stage adma, did you mean adam? Known are",
        "adam(beta3=1); unknown hyper-parameter of adam beta3, did you mean beta1? Known are"
            + " learningRate, beta1, beta2, epsilon (at position 6, before \"beta3=1)\")",
        "adam(beta1=1); adam: beta1 must be in [0, 1), was 1.0 (at position 1",
        "adam(beta1=x); beta1 must be a number or a schedule, was x (at position",
        "adam(beta1=x(1)); beta1 must be a number or a schedule, was x; there are constant, ",
        "adam(1e-3x); learningRate must be a number, was 1e-3x (at position 6",
        "adam(1d); learningRate must be a number, was 1d",
        "adam(cosin(1,2)); learningRate must be a number or a schedule, was cosin, did you mean cosine?",
        "adam(cosine(1)); cosine needs steps",
        "adam(cosine(1,1.5)); steps must be a whole number, was 1.5 (at position 15",
        "adam(cosine(1,0)); cosine: steps must be 1 or more, was 0 (at position 6",
        "adam(warmup(1,10,shape=square)); shape must be one of constant, linear, cosine, exponential, was square",
        "adam(beta1=0.9,0.5); after a named argument of adam all must be named",
        "adam(1,1,1,1,1); adam has only 4 hyper-parameters",
        "adam(1,learningRate=2); learningRate of adam is given twice",
        "adam(1; ',' or ')' must come here (at position 7, before the end)",
        "adam sgd; nothing can follow here: arguments stand in parentheses, as in adam(1e-3), and | between stages (at position 6, before \"sgd\")",
        "adam:1e-3; nothing can follow here: arguments stand in parentheses, as in adam(1e-3), and | between stages (at position 5",
        "cosine(1e-3); cosine is a schedule: it stands in place of a number, as in adam(cosine(1e-3)) (at position 1",
        "clip(1) | adam; unknown stage clip, did you mean clipGlobalNorm? Known are",
        "clipGlobalNorm | sgd; clipGlobalNorm needs maxNorm",
        "adam |; a stage must be named here (at position 7, before the end)",
        "##; a stage must be named here (at position 1, before the end)",
        "adam on wights; a selection must be all, weights, biases, normalizations or a name in double quotes",
        "accumulate(1e10) | sgd; batches must be a whole number",
      })
  void whatIsWrongIsSaidWithItsPosition(String recipe, String message) {
    assertThatThrownBy(() -> Optimizer.parse(recipe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void noTextMakesItFail() {
    String letters = "adam(1e-3,bet=.9)|[] on\"weights*";
    List<String> seeds = new ArrayList<>();
    Catalogue.rules().forEach(entry -> seeds.add(entry.defaults().text()));
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length() + 1);
        char letter = letters.charAt(random.nextInt(letters.length()));
        if (random.nextBoolean() || text.isEmpty()) {
          text.insert(at, letter);
        } else {
          text.deleteCharAt(Math.min(at, text.length() - 1));
        }
      }
      try {
        Optimizer recipe = Optimizer.parse(text.toString());
        assertThat(Optimizer.parse(recipe.toString())).as("seed %d", seed).isEqualTo(recipe);
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
      }
    }
  }
}
