package dev.ravine.nn.model;

/// Ravine's own layers, a closed set, so that a translation of models handles each of them.
public sealed interface StandardLayer extends Layer
    permits Dense, Activation, Dropout, BatchNorm, LayerNorm {}
