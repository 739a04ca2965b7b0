package dev.ravine.nn.model;

import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.random.RandomStream;

/// The weights that training starts from.
@FunctionalInterface
public interface Initializer {

  /// Draws one weight of a layer.
  ///
  /// @param random where randomness comes from
  /// @param inputs how many values enter each unit of the layer
  /// @param outputs how many units the layer has
  /// @return a weight
  double draw(RandomStream random, int inputs, int outputs);

  /// Weights of a given size: N(0, scale²).
  ///
  /// @param scale their standard deviation, positive
  /// @return an initializer
  static Initializer gaussian(double scale) {
    Require.positive("scale", scale);
    return (random, inputs, outputs) -> scale * random.nextGaussian();
  }

  /// N(0, 2 / (inputs + outputs)), for activations that are the identity near 0. Glorot, Bengio:
  /// Understanding the difficulty of training deep feedforward neural networks (AISTATS 2010),
  /// equation 12.
  ///
  /// @return an initializer
  static Initializer glorot() {
    return (random, inputs, outputs) ->
        StrictMath.sqrt(2.0 / (inputs + outputs)) * random.nextGaussian();
  }

  /// N(0, 2 / inputs), for rectifiers. He, Zhang, Ren, Sun: Delving Deep into Rectifiers (arXiv
  /// 1502.01852), equation 10.
  ///
  /// @return an initializer
  static Initializer he() {
    return (random, inputs, outputs) -> StrictMath.sqrt(2.0 / inputs) * random.nextGaussian();
  }

  /// All zero: for biases.
  ///
  /// @return an initializer
  static Initializer zeros() {
    return (random, inputs, outputs) -> 0;
  }
}
