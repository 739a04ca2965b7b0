package dev.ravine.nn.model;

import dev.ravine.autodiff.Node;

/// A part of a [Sequential] model: one of Ravine's ([StandardLayer]), or anyone's. A layer of your
/// own is read back from files if a [LayerReader] knows its name. It may be a whole model, with
/// several inputs ([Node#columns]), outputs ([Node#concat]) and ways between them.
public interface Layer extends Model {

  /// Traces the layer.
  ///
  /// @param scope makes its parameters
  /// @param x batch × inputs
  /// @return batch × outputs
  @Override
  Node apply(Scope scope, Node x);

  /// The layer as text, which [#parse] understands: all but what its weights started from.
  ///
  /// @return such as `dense(100)`
  String text();

  /// Reads a layer.
  ///
  /// @param text such as `dense(100)` or `relu`
  /// @return the layer: `dense(units)`, `dropout(rate)`, `batchNorm`, `layerNorm`, an activation
  ///   ([Activation]), or one that a [LayerReader] reads; weights of a dense layer start as
  ///   [Initializer#he] says
  /// @throws IllegalArgumentException if it is none
  static Layer parse(String text) {
    return LayerText.parse(text);
  }
}
