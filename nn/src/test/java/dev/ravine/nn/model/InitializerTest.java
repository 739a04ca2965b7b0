package dev.ravine.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.nn.graph.Network;
import dev.ravine.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitializerTest {

  private static double deviation(Initializer initializer) {
    Model model = (scope, x) -> new Dense(300, initializer).apply(scope, x);
    Network network = new Network(model, Losses.crossEntropy(), 1, 100);
    float[] theta = network.initial(new Seed(1).stream("init"));
    double squares = 0;
    for (int i = 0; i < 30_000; i++) {
      squares += theta[i] * theta[i];
    }
    for (int i = 30_000; i < 30_300; i++) {
      assertThat(theta[i]).isZero();
    }
    return StrictMath.sqrt(squares / 30_000);
  }

  @Test
  void deviationsAreThoseOfThePapers() {
    // Standard error of a deviation from 30,000 samples: 0.4 %.
    assertThat(deviation(Initializer.gaussian(0.05))).isCloseTo(0.05, within(0.001));
    assertThat(deviation(Initializer.glorot()))
        .isCloseTo(StrictMath.sqrt(2.0 / 400), within(0.0015));
    assertThat(deviation(Initializer.he())).isCloseTo(StrictMath.sqrt(2.0 / 100), within(0.003));
    assertThat(deviation(Initializer.zeros())).isZero();
    assertThatThrownBy(() -> Initializer.gaussian(0)).hasMessage("scale must be positive, was 0.0");
  }

  @Test
  void theNetworkOfTheExperimentHasTheParametersOfThePublishedOne() {
    Network network = new Network(Sequential.published(10), Losses.crossEntropy(), 100, 3072);
    assertThat(network.layout().size()).isEqualTo(348_710);
    assertThat(network.layout().tensors()).hasSize(12);
  }

  @Test
  void everyActivationCanBeTraced() {
    for (Activation activation : Activation.values()) {
      Sequential perceptron =
          Sequential.perceptron(List.of(3), 2, activation, Initializer.glorot());
      assertThat(new Network(perceptron, Losses.crossEntropy(), 2, 4).logits().shape().sizes())
          .containsExactly(2, 2);
    }
  }
}
