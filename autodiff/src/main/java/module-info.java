/// Computation graphs as data, their derivatives as graphs, and two executors.
module dev.ravine.autodiff {
  requires static org.jspecify;
  requires transitive dev.ravine.kernels;

  exports dev.ravine.autodiff;
}
