package dev.ravine.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.Optimizer;
import org.junit.jupiter.api.Test;

class HyperparameterChangeTest {

  @Test
  void aKeyNamesTheHyperParameterAndTheEpoch() {
    HyperparameterChange revision = HyperparameterChange.parse("learningRate@3", "1e-4");
    assertThat(revision.epoch()).isEqualTo(3);
    assertThat(revision.name()).isEqualTo("learningRate");
    assertThat(revision).hasToString("learningRate@3=1e-4");
  }

  @Test
  void aMinimizerKeepsItsSettings() {
    HyperparameterChange revision = HyperparameterChange.parse("memory@3", "5");
    assertThatThrownBy(() -> revision.checkFits(Optimizer.parse("lbfgs")))
        .hasMessageStartingWith(
            "memory@3: settings of a minimizer can't be changed during a run, was given for lbfgs");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> HyperparameterChange.parse("learningRate@three", "1e-4"))
        .hasMessage("what follows the @ in learningRate@three must be an epoch, a whole number");
    assertThatThrownBy(() -> HyperparameterChange.parse("learningRate@0", "1e-4"))
        .hasMessage("the epoch in learningRate@0 must be 1 or more");
    assertThatThrownBy(() -> HyperparameterChange.parse("learningRate@3", "fast"))
        .hasMessageStartingWith("learningRate: schedule must be a number or a schedule, was fast");
  }
}
