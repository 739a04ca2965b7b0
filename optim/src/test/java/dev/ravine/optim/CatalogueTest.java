package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Named;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Slot;
import dev.ravine.optim.stage.State;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final Path RULES =
      Path.of("src", "main", "java", "dev", "ravine", "optim", "rules");
  private static final Path TESTS =
      Path.of("src", "test", "java", "dev", "ravine", "optim", "rules");

  private static final List<String> PARTS =
      List.of(
          "@In(", "@param learningRate", "**Deviations:**", "**When to use it:**", "**Example:**");

  @Test
  void everyRuleIsInTheCatalogueAndHasATestAndAPage() throws IOException {
    List<Path> files;
    try (var list = Files.list(RULES)) {
      files = list.filter(CatalogueTest::isRule).toList();
    }
    for (Path file : files) {
      String type = file.getFileName().toString().replace(".java", "");
      assertThat(Catalogue.rules())
          .withFailMessage("%s has no line in BuiltIn", type)
          .anyMatch(entry -> entry.defaults().getClass().getSimpleName().equals(type));
      assertThat(TESTS.resolve(type + "Test.java")).exists();
      String source = Files.readString(file);
      for (String part : PARTS) {
        assertThat(source.contains(part))
            .withFailMessage("the doc of %s has no %s", type, part)
            .isTrue();
      }
    }
    assertThat(files).as("one file for each rule but frozen").hasSize(Catalogue.rules().size() - 1);
  }

  @Test
  void theMedianRuleIsAPageOfSeventyLines() throws IOException {
    List<Long> lines;
    try (var list = Files.list(RULES)) {
      lines = list.filter(CatalogueTest::isRule).map(CatalogueTest::lines).sorted().toList();
    }
    assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(70);
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRule(Path file) {
    try {
      return Files.readString(file).contains("implements UpdateRule");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyRulePrintsUnderItsName() {
    for (Catalogue.Entry<UpdateRule> entry : Catalogue.rules()) {
      assertThat(entry.defaults().text())
          .startsWith(entry.name().equals("frozen") ? "frozen" : entry.name() + "(learningRate=");
    }
  }

  @Test
  void hyperParametersAreSetFromText() {
    Optimizer adam =
        Optimizer.of(Catalogue.find("adam").defaults())
            .with("beta1", "0.8")
            .with("learningRate", "1e-2");
    assertThat(adam).hasToString("adam(learningRate=0.01,beta1=0.8,beta2=0.999,epsilon=1e-8)");
  }

  @Test
  void numbersArePrintedShortAndReadBack() {
    double[] values = {0.005, 1e-3, 1e-4, 0.01, 0.9, 100, 1, -0.0025, 3.3e-7, 1e10, 0.1 + 0.2};
    String[] texts = {
      "5e-3",
      "1e-3",
      "1e-4",
      "0.01",
      "0.9",
      "100",
      "1",
      "-2.5e-3",
      "3.3e-7",
      "1e10",
      "0.30000000000000004"
    };
    for (int i = 0; i < values.length; i++) {
      assertThat(HyperParameters.print(values[i])).isEqualTo(texts[i]);
      assertThat(Double.parseDouble(texts[i])).isEqualTo(values[i]);
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Catalogue.find("adma"))
        .hasMessageStartingWith(
            "unknown update rule adma, did you mean adam? Known are sgd, momentum, nesterov");
    assertThatThrownBy(() -> Catalogue.find("xyzzy"))
        .hasMessageStartingWith("unknown update rule xyzzy. Known are sgd");
    Optimizer adam = Optimizer.of(Catalogue.find("adam").defaults());
    assertThatThrownBy(() -> adam.with("beta3", "1"))
        .hasMessage(
            "unknown hyper-parameter beta3, did you mean beta1?"
                + " Known are learningRate, beta1, beta2, epsilon");
    assertThatThrownBy(() -> adam.with("beta1", "much"))
        .hasMessage(
            "beta1 must be a number or a schedule, was much (at position 1, before \"much\")");
    assertThatThrownBy(() -> adam.with("beta1", "1"))
        .hasMessage("beta1 must be in [0, 1), was 1.0");
  }

  @Named(value = "two words", summary = "has a name that no recipe can hold")
  private record Unwritable() {}

  @Test
  void namesThatNoRecipeCanHoldAreRefused() {
    assertThatThrownBy(() -> Catalogue.entry(new Unwritable()))
        .hasMessageEndingWith("must be letters and digits, a letter first, was two words");
  }

  @Named(value = "greedy", summary = "uses a slot that it does not have")
  public record Greedy(Schedule learningRate) implements UpdateRule {
    @Override
    public List<State> state() {
      return List.of(Slot.decaying("m"));
    }

    @Override
    public void update(Step step, Block block) {
      block.slot(1)[0] = 0;
    }
  }

  @Test
  void aSlotThatARuleDoesNotHaveIsNamed() {
    Stepper stepper = Stepper.of(new Greedy(Schedule.constant(1)), 3);
    assertThatThrownBy(() -> stepper.step(new float[3], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must use its own slots, 1 of them, used slot(1)");
  }
}
