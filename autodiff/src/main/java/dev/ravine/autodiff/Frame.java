package dev.ravine.autodiff;

/// The arrays that a plan is given anew for every run.
final class Frame<A> {
  A theta;
  A gradient;

  Frame(A empty) {
    theta = empty;
    gradient = empty;
  }
}
