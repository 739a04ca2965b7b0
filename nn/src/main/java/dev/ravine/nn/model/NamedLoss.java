package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;
import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import java.util.function.BinaryOperator;

/// A loss with a name, and what it can be a loss of.
///
/// @param text such as `huber(1)`
/// @param suits what it is for
/// @param function of outputs and targets
record NamedLoss(String text, For suits, BinaryOperator<Node> function) implements Loss {

  /// What a loss is for.
  enum For {
    CLASSES("classes") {
      @Override
      boolean allows(Targets targets) {
        return targets instanceof Labels;
      }
    },
    ANY_LABELS("classes or labels") {
      @Override
      boolean allows(Targets targets) {
        return targets instanceof Labels || targets instanceof LabelSets;
      }
    },
    VALUES("values") {
      @Override
      boolean allows(Targets targets) {
        return targets instanceof Values || targets instanceof Reconstruction;
      }
    },
    SEVERAL_NUMBERS("classes or several values") {
      @Override
      boolean allows(Targets targets) {
        return targets.outputs() > 1;
      }
    },
    ANYTHING("classes or values") {
      @Override
      boolean allows(Targets targets) {
        return true;
      }
    };

    private final String name;

    For(String name) {
      this.name = name;
    }

    abstract boolean allows(Targets targets);
  }

  @Override
  public Node of(Node outputs, Node targets) {
    return function.apply(outputs, targets);
  }

  @Override
  public void check(Targets targets) {
    if (!suits.allows(targets)) {
      throw new IllegalArgumentException(
          "loss %s needs %s, but the examples have %s".formatted(text, suits.name, targets));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
