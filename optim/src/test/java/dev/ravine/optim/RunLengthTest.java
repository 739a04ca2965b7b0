package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.optim.recipe.RunLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLengthTest {

  private static final RunLength RUN = new RunLength(1000, 50);

  /// Lengths in a run's terms become numbers of updates.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sgd(cosine(1e-3)); sgd(cosine(1e-3,1000))",
        "sgd(cosine(1e-3,50%)); sgd(cosine(1e-3,500))",
        "sgd(cosine(1e-3, 50 %)); sgd(cosine(1e-3,500))",
        "sgd(cosine(1e-3,3 epochs)); sgd(cosine(1e-3,150))",
        "sgd(cosine(1e-3,1 epoch)); sgd(cosine(1e-3,50))",
        "sgd(cosine(1e-3,0.5 epochs)); sgd(cosine(1e-3,25))",
        "sgd(cosine(1e-3,200)); sgd(cosine(1e-3,200))",
        "sgd(step(1e-3,0.5,10%)); sgd(step(1e-3,0.5,100))",
        "sgd(oneCycle(0.1)); sgd(oneCycle(0.1,1000))",
        "sgd(warmup(cosine(1e-3),10%)); sgd(warmup(cosine(1e-3,900),100))",
        "sgd(warmup(cosine(1e-3,400),10%)); sgd(warmup(cosine(1e-3,400),100))",
        "accumulate(4) | sgd(cosine(1e-3)); accumulate(4) | sgd(cosine(1e-3,250))",
        "sgd(multiStep(1e-3,0.1,[30%,60%])); sgd(multiStep(1e-3,0.1,[300,600]))"
      })
  void lengthsAreInTheRunsTerms(String written, String meant) {
    assertThat(Optimizer.parse(written, RUN)).isEqualTo(Optimizer.parse(meant));
  }

  @Test
  void withoutARunThereIsNothingToMeasureBy() {
    assertThatThrownBy(() -> Optimizer.parse("sgd(cosine(1e-3))"))
        .hasMessageContaining("cosine needs steps");
    assertThatThrownBy(() -> Optimizer.parse("sgd(cosine(1e-3,10%))"))
        .hasMessageContaining("steps must be a number of updates here, where no run has a length");
    assertThatThrownBy(() -> Optimizer.parse("sgd(warmup(1e-3))", RUN))
        .hasMessageContaining("warmup needs steps");
  }

  @Test
  void deepRecipesAreRefused() {
    String deep = "scaled(".repeat(10_000) + "1" + ",1)".repeat(10_000);
    assertThatThrownBy(() -> new RecipeParser(deep).schedule())
        .hasMessageContaining("nested more than 50 deep");
  }
}
