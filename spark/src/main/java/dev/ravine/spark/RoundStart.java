package dev.ravine.spark;

import java.io.Serializable;

/// What all replicas begin a round with.
///
/// @param parameters of all
/// @param rule what the optimizer keeps, as bytes; none before the first round
/// @param drawn how many batches each replica has drawn
/// @param steps how many to make
@SuppressWarnings("ArrayRecordComponent")
record RoundStart(float[] parameters, byte[] rule, long drawn, int steps) implements Serializable {}
