package dev.ravine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.transforms.DecoupledDecay;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Chains of which each tensor has its own.
class GroupsTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.empty()
          .and("hidden1.weight", ParameterRole.WEIGHT, 70, 100)
          .and("hidden1.bias", ParameterRole.BIAS, 100)
          .and("head.weight", ParameterRole.WEIGHT, 100, 3)
          .and("head.bias", ParameterRole.BIAS, 3);

  private static float[] random(int seed) {
    Random random = new Random(seed);
    float[] x = new float[LAYOUT.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static float[] after(String recipe, int steps, int threads) {
    float[] theta = random(0);
    try (ThreadTeam team = new ThreadTeam(threads)) {
      Stepper stepper = Optimizer.parse(recipe).begin(LAYOUT, team, Set.of());
      for (int t = 1; t <= steps; t++) {
        stepper.step(theta, random(t));
      }
    }
    return theta;
  }

  private static void assertTensor(String name, float[] theta, float[] expected) {
    ParameterLayout.Tensor tensor =
        LAYOUT.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
      assertThat(theta[i]).as("%s, element %d", name, i).isEqualTo(expected[i]);
    }
  }

  @Test
  void eachGroupHasItsOwnRule() {
    float[] theta = after("adam(0.1) on weights | sgd(0.5) on biases", 3, 1);
    assertTensor("hidden1.weight", theta, after("adam(0.1)", 3, 1));
    assertTensor("head.weight", theta, after("adam(0.1)", 3, 1));
    assertTensor("hidden1.bias", theta, after("sgd(0.5)", 3, 1));
    assertTensor("head.bias", theta, after("sgd(0.5)", 3, 1));
  }

  @Test
  void twoRulesOfOneKindShareNeitherSlotsNorScalars() {
    float[] theta = after("adam(0.1,beta1=0.5) on weights | adam(0.2) on biases", 3, 1);
    assertTensor("head.weight", theta, after("adam(0.1,beta1=0.5)", 3, 1));
    assertTensor("head.bias", theta, after("adam(0.2)", 3, 1));
  }

  @Test
  void eachGroupHasItsOwnDecayAndItsOwnScale() {
    float[] theta =
        after("sgd(0.5) | decoupledDecay(0.1) on weights | scaleUpdate(0.25) on \"head.*\"", 1, 1);
    float[] start = random(0);
    float[] g = random(1);
    ParameterLayout.Tensor bias = LAYOUT.tensors().get(1);
    int i = bias.offset();
    assertThat(theta[i]).isEqualTo(start[i] - 0.5f * g[i]);
    assertThat(theta[0]).isEqualTo(start[0] - (0.5f * g[0] + 0.05f * start[0]));
    int j = LAYOUT.tensors().get(3).offset();
    assertThat(theta[j]).isEqualTo(start[j] - 0.25f * (0.5f * g[j]));
  }

  @Test
  void frozenTensorsStayWhateverElseIsInTheChain() {
    float[] theta =
        after(
            "l2(0.1) | frozen on \"hidden*\" | adam on not \"hidden*\" | decoupledDecay(0.1)",
            3,
            1);
    assertTensor("hidden1.weight", theta, random(0));
    assertTensor("hidden1.bias", theta, random(0));
    assertThat(theta[LAYOUT.tensors().get(2).offset()])
        .isNotEqualTo(random(0)[LAYOUT.tensors().get(2).offset()]);
  }

  @Test
  void theGlobalNormIsTakenOverTheSelectedTensors() {
    float[] theta = after("clipGlobalNorm(1) on biases | sgd(1)", 1, 1);
    double sum = 0;
    for (int t : new int[] {1, 3}) {
      ParameterLayout.Tensor bias = LAYOUT.tensors().get(t);
      for (int i = bias.offset(); i < bias.offset() + bias.size(); i++) {
        sum += Math.pow(theta[i] - random(0)[i], 2);
      }
    }
    assertThat(Math.sqrt(sum)).isBetween(0.99999, 1.00001);
    assertTensor("head.weight", theta, after("sgd(1)", 1, 1));
  }

  @Test
  void threadsChangeNoBit() {
    String recipe =
        "clipNorm(1) | adaptiveClip(0.01) on weights | gradientNoise(0.1) | lamb(0.1) on weights |"
            + " lars on biases | decoupledDecay(0.1) on weights";
    assertThat(after(recipe, 4, 3)).containsExactly(after(recipe, 4, 1));
  }

  @Test
  void selectionsSelectByRoleAndName() {
    ParameterLayout.Tensor bias = LAYOUT.tensors().get(1);
    assertThat(Selection.ALL.selects(bias)).isTrue();
    assertThat(Selection.BIASES.selects(bias)).isTrue();
    assertThat(Selection.WEIGHTS.selects(bias)).isFalse();
    assertThat(Selection.WEIGHTS.not().selects(bias)).isTrue();
    assertThat(Selection.WEIGHTS.not().not()).isEqualTo(Selection.WEIGHTS);
    assertThat(Selection.named("hidden?.b*").selects(bias)).isTrue();
    assertThat(Selection.named("hidden").selects(bias)).isFalse();
    assertThat(Selection.named("hidden1xbias").selects(bias)).isFalse();
    assertThat(Selection.of(ParameterRole.NORMALIZATION)).hasToString("normalizations");
  }

  @Test
  void whatFitsNoTensorIsExplained() {
    assertThatThrownBy(() -> after("adam on weights", 1, 1))
        .hasMessage("tensor hidden1.bias must have exactly one update rule, had none");
    assertThatThrownBy(() -> after("adam | decoupledDecay(0.1) on \"conv*\"", 1, 1))
        .hasMessage(
            "decoupledDecay(weightDecay=0.1) on \"conv*\" selects none of the tensors"
                + " [hidden1.weight, hidden1.bias, head.weight, head.bias]");
    assertThatThrownBy(() -> after("sgd on weights | adam on not \"head.bias\"", 1, 1))
        .hasMessageStartingWith(
            "tensor hidden1.weight must have exactly one update rule, had [sgd(");
    assertThatThrownBy(() -> after("momentum on weights | adam on biases | trustRatio", 1, 1))
        .hasMessageStartingWith("trustRatio cannot follow momentum(");
    assertThatThrownBy(() -> Optimizer.of(Adam.of(1), Sgd.of(1)))
        .hasMessage("an optimizer has exactly one update rule, was given 2");
    assertThatThrownBy(
            () -> Optimizer.of(Adam.of(1), DecoupledDecay.of(1), DecoupledDecay.of(1), Sgd.of(1)))
        .hasMessageStartingWith("sgd(learningRate=1) cannot follow decoupledDecay(weightDecay=1)");
  }
}
