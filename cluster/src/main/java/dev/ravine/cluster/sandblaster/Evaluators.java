package dev.ravine.cluster.sandblaster;

/// Those who evaluate the objective where shards look.
public interface Evaluators extends AutoCloseable {

  /// What they have done.
  ///
  /// @param completed how many portions, each once
  /// @param again how often one was given once more
  /// @param exchanged how many numbers were fetched and sent
  record Counts(long completed, long again, long exchanged) {}

  /// Has the objective evaluated, and waits. All shards are there.
  ///
  /// @param number of the evaluation, which all shards look at
  /// @return the value; shards have the gradient
  double evaluate(long number);

  /// What they have done so far.
  Counts counts();

  @Override
  void close();
}
