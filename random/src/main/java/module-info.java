/// Named, counter-based random streams from one seed.
module dev.ravine.random {
  requires static org.jspecify;

  exports dev.ravine.random;
}
