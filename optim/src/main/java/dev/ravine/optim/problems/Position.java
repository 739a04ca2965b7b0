package dev.ravine.optim.problems;

/// A point of the plane, or a slope there.
///
/// @param x the first coordinate
/// @param y the second
public record Position(double x, double y) {}
