package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.recipe.Catalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptimizersCommandTest {

  @Test
  void everythingInTheCatalogueIsListedAndExplained() {
    String list = ravine("optimizers").out();
    Stream.of(Catalogue.rules(), Catalogue.transforms(), Catalogue.schedules())
        .flatMap(List::stream)
        .map(Catalogue.Entry::name)
        .forEach(name -> {
          assertThat(list).contains("  " + name + " ");
          Said page = ravine("optimizers", name);
          assertThat(page.code()).isZero();
          assertThat(page.out().lines().count()).as(name).isGreaterThanOrEqualTo(4);
        });
    assertThat(ravine("optimizers", "adam").out())
        .contains("arXiv 1412.6980", "keeps m, v: 8 bytes")
        .contains("- beta1 (in [0, 1), 0.9): β₁, decay rate of the average gradient")
        .doesNotContain("|---", "**", "`beta1`");
  }
}
