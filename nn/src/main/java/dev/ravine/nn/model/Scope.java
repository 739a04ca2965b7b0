package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;

/// What a model asks for while it is traced: parameters, and what differs between training and
/// evaluation. A model does not know for which of them it is traced, so that it can't mix them up.
public interface Scope {

  /// The mean and the variance of every column.
  ///
  /// @param mean 1 × columns
  /// @param variance 1 × columns: the mean squared distance from the mean
  record Moments(Node mean, Node variance) {}

  /// A name for the next layer of a kind.
  ///
  /// @param kind such as `dense`
  /// @return `dense1` at the first call, `dense2` at the second
  String name(String kind);

  /// A matrix of weights.
  ///
  /// @param name unique in the model
  /// @param inputs its rows
  /// @param outputs its columns
  /// @param initializer what it starts from
  /// @return its node
  Node weights(String name, int inputs, int outputs, Initializer initializer);

  /// A row of biases, which start from zero.
  ///
  /// @param name unique in the model
  /// @param outputs its length
  /// @return its node, with one row
  Node biases(String name, int outputs);

  /// A row that scales or shifts what was normalized.
  ///
  /// @param name unique in the model
  /// @param outputs its length
  /// @param start what all of it starts from
  /// @return its node, with one row
  Node normalization(String name, int outputs, double start);

  /// Sets some elements to 0 in training, others in each step, and divides the rest by the
  /// probability with which they stay. In evaluation it does nothing.
  ///
  /// @param x any node
  /// @param rate the probability of being dropped, in [0, 1)
  /// @return of the same shape
  Node dropout(Node x, double rate);

  /// The moments of every column: of the batch itself in training, given ones in evaluation.
  ///
  /// @param name unique in the model
  /// @param x batch × columns
  /// @return a row each
  /// @throws IllegalArgumentException if a batch that is to be trained on has one row
  Moments moments(String name, Node x);
}
