package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.schedules.CosineDecay;
import dev.ravine.optim.schedules.ReduceOnPlateau;
import dev.ravine.optim.stage.Block;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.empty()
          .and("w", ParameterRole.WEIGHT, 30, 20)
          .and("b", ParameterRole.BIAS, 20);

  @TempDir private Path folder;

  static Stream<String> recipes() {
    return Stream.concat(
        Catalogue.rules().stream().map(entry -> entry.defaults().text()),
        Stream.of(
            "adam on weights | adam(0.1) on biases | ema(0.9)",
            "accumulate(3) | gradientNoise(0.1) | skipNonFinite(1) | adamw(cosine(0.1,9)) | swa(2,2)",
            "sam(0.1) | momentum(plateau(0.1,patience=0))"));
  }

  private static Stepper begin(String recipe) {
    return Optimizer.parse(recipe)
        .begin(
            LAYOUT, new ThreadTeam(1), Set.of(Demand.SECOND_GRADIENT, Demand.EVALUATION_WEIGHTS));
  }

  private static float[] random(int seed) {
    Random random = new Random(seed);
    float[] x = new float[LAYOUT.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static void step(Stepper stepper, float[] theta, int t) {
    stepper.stepConsuming(
        theta, random(t), (where, g) -> System.arraycopy(random(t + 100), 0, g, 0, g.length));
    if (t % 3 == 2) {
      stepper.observe(t);
    }
    if (t == 1 && !stepper.hyperParameters().isEmpty()) {
      String name = stepper.hyperParameters().keySet().iterator().next();
      stepper.change(name, new CosineDecay(0.5, 20, 0.1));
    }
  }

  @Test
  void parametersOfAnotherSizeAreRefused() {
    Stepper stepper = Optimizer.parse("adam").begin(3);
    for (int n : new int[] {2, 5}) {
      assertThatThrownBy(() -> Checkpoint.of(stepper, new float[n]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("theta must have 3 elements, had " + n);
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void goingOnFromAFileGivesTheBitsOfWhatWasNotInterrupted(String recipe) throws IOException {
    float[] whole = random(-1);
    Stepper uninterrupted = begin(recipe);
    for (int t = 0; t < 12; t++) {
      step(uninterrupted, whole, t);
    }
    for (int k : new int[] {0, 1, 5, 11}) {
      float[] theta = random(-1);
      Stepper first = begin(recipe);
      for (int t = 0; t < k; t++) {
        step(first, theta, t);
      }
      Path file = folder.resolve("k" + k);
      Checkpoint.of(first, theta)
          .withNote("k", "" + k)
          .withSeries("s", new float[] {k})
          .write(file);
      Checkpoint read = Checkpoint.read(file, LAYOUT);
      assertThat(read.note("k")).isEqualTo("" + k);
      assertThat(read.series("s")).containsExactly(k);
      assertThat(read.recipe()).isEqualTo(Optimizer.parse(recipe).toString());
      Stepper second = begin(recipe);
      float[] resumed = read.restore(second);
      for (int t = k; t < 12; t++) {
        step(second, resumed, t);
      }
      assertThat(resumed).as("interrupted at %d", k).containsExactly(whole);
      assertThat(second.state().scalars()).isEqualTo(uninterrupted.state().scalars());
      float[] a = new float[LAYOUT.size()];
      float[] b = new float[LAYOUT.size()];
      uninterrupted.evaluationWeights(whole, a);
      second.evaluationWeights(resumed, b);
      assertThat(b).containsExactly(a);
    }
  }

  @Test
  void changesByHandTakeEffectAreReadableAndSaved() throws IOException {
    Stepper stepper = begin("adam(0.1)");
    float[] theta = random(-1);
    stepper.step(theta, random(0));
    assertThat(stepper.hyperParameters()).containsEntry("adam.learningRate", 0.1);
    stepper.change("learningRate", Schedule.constant(0.5));
    stepper.change("adam.beta1", Schedule.constant(0.8));
    assertThat(stepper.hyperParameters())
        .containsEntry("adam.learningRate", 0.5)
        .containsEntry("adam.beta1", 0.8);
    Path file = folder.resolve("changed");
    Checkpoint.of(stepper, theta).write(file);
    Stepper resumed = begin("adam(0.1)");
    Checkpoint.read(file, LAYOUT).restore(resumed);
    assertThat(resumed.hyperParameters()).isEqualTo(stepper.hyperParameters());
    assertThat(resumed.state().changes())
        .containsExactly(
            new Change(1, "learningRate", Schedule.constant(0.5)),
            new Change(1, "adam.beta1", Schedule.constant(0.8)));
    assertThatThrownBy(() -> stepper.change("beta1", Schedule.constant(1)))
        .hasMessage("beta1 must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> stepper.change("learningRate", k -> 1))
        .hasMessageStartingWith(
            "learningRate must be changed to a schedule that a recipe can write");
    assertThatThrownBy(() -> stepper.change("gamma", Schedule.constant(1)))
        .hasMessageStartingWith("unknown hyper-parameter gamma");
    assertThat(stepper.hyperParameters()).containsEntry("adam.beta1", 0.8);
  }

  @Test
  void aPlateauChangedByHandBeginsAnewAndOthersGoOn() {
    Stepper stepper =
        begin(
            "sgd(plateau(1,0.5,patience=0)) on weights | sgd(plateau(1,0.5,patience=0)) on biases");
    stepper.observe(1);
    stepper.observe(2);
    assertThat(stepper.hyperParameters())
        .containsEntry("sgd.learningRate", 0.5)
        .containsEntry("sgd#2.learningRate", 0.5);
    stepper.change("sgd#2.learningRate", new ReduceOnPlateau(8, 0.5, 0, 0, 0, 0));
    assertThat(stepper.hyperParameters())
        .containsEntry("sgd.learningRate", 0.5)
        .containsEntry("sgd#2.learningRate", 8.0);
    stepper.observe(3);
    assertThat(stepper.hyperParameters())
        .containsEntry("sgd.learningRate", 0.25)
        .containsEntry("sgd#2.learningRate", 8.0);
    assertThatThrownBy(() -> Optimizer.parse("sgd(joined([plateau(1),0.1],[10]))"))
        .hasMessageContaining("schedules must depend on the step alone, was plateau(");
  }

  @Test
  void aPlateauBehindAWarmupRemembersThroughACheckpoint() {
    String recipe = "sgd(warmup(scaled(plateau(1,0.5,patience=0),0.1),4))";
    Stepper stepper = Optimizer.parse(recipe).begin(1);
    float[] theta = {1};
    stepper.step(theta, new float[] {1});
    assertThat(stepper.hyperParameters()).containsEntry("sgd.learningRate", 0.1 / 4);
    stepper.observe(3);
    stepper.observe(3);
    for (int i = 0; i < 3; i++) {
      stepper.step(theta, new float[] {1});
    }
    assertThat(stepper.hyperParameters()).containsEntry("sgd.learningRate", 0.05);
    stepper.observe(2);
    stepper.observe(2);
    Stepper other = Optimizer.parse(recipe).begin(1);
    other.restore(stepper.state());
    assertThat(other.hyperParameters()).containsEntry("sgd.learningRate", 0.025);
  }

  @Test
  void filesOfOtherLayoutsAndRecipesAreRefusedWithBothNamed() throws IOException {
    Path file = folder.resolve("adam");
    Checkpoint.of(begin("adam(0.1)"), random(0)).write(file);
    ParameterLayout other =
        ParameterLayout.empty()
            .and("w", ParameterRole.WEIGHT, 20, 30)
            .and("b", ParameterRole.BIAS, 20);
    assertThatThrownBy(() -> Checkpoint.read(file, other))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " must have tensor m/w of shape [20, 30], has [30, 20]");
    assertThatThrownBy(() -> Checkpoint.read(file, LAYOUT.and("c", ParameterRole.BIAS, 1)))
        .hasMessage(file + " must have tensor m/c of shape [1], has none");
    Stepper sgd = begin("sgd(0.1)");
    Checkpoint read = Checkpoint.read(file, LAYOUT);
    assertThatThrownBy(() -> read.restore(sgd))
        .hasMessage("the state has slots [m, v], but sgd(learningRate=0.1) needs []");
    Files.write(file, List.of("nothing"));
    assertThatThrownBy(() -> Checkpoint.read(file, LAYOUT)).isInstanceOf(IOException.class);
  }

  /// A rule of a program's own, without a name in the catalogue.
  private record OwnRule(Schedule learningRate) implements UpdateRule {
    @Override
    public void update(Step step, Block block) {}
  }

  /// Another lambda stands for that of another process: the text must not tell them apart.
  @Test
  void functionsAreNamedAlikeInEveryProcess(@TempDir Path folder) throws IOException {
    Optimizer first = Optimizer.of(Adam.of(k -> 0.1 / (k + 1)));
    Optimizer second = Optimizer.of(Adam.of(k -> 0.1 / (1 + k)));
    assertThat(first)
        .hasToString("adam(learningRate=function,beta1=0.9,beta2=0.999,epsilon=1e-8)")
        .hasToString(second.toString());
    assertThat(Optimizer.of(new OwnRule(k -> 1))).hasToString("OwnRule[learningRate=function]");
    float[] theta = {1, 2};
    Stepper before = first.begin(2);
    before.step(theta, new float[] {3, -1});
    Path file = folder.resolve("own.safetensors");
    Checkpoint.of(before, theta).write(file);
    Stepper after = second.begin(2);
    assertThat(Checkpoint.read(file, after.layout()).restore(after)).isEqualTo(theta);
    assertThatThrownBy(() -> Optimizer.parse(first.toString())).hasMessageContaining("function");
  }
}
