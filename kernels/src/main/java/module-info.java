/// SIMD primitives. The only module that sees the incubating Vector API, and it works without it.
module dev.ravine.kernels {
  requires static org.jspecify;
  requires static jdk.incubator.vector;
  requires jdk.management;

  exports dev.ravine.kernels;
  exports dev.ravine.kernels.function;
}
