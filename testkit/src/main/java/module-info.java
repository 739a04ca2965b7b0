/// Contracts and golden trajectories for update rules.
module dev.ravine.testkit {
  requires static org.jspecify;
  requires transitive dev.ravine.optim;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires jdk.management;
  requires java.management;

  exports dev.ravine.testkit;
}
