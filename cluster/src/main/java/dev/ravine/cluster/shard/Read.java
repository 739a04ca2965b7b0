package dev.ravine.cluster.shard;

/// Asks for a shard's parameters.
public final class Read implements ShardOperation<Shard, Content> {

  private final boolean forEvaluation;
  private final float[] into;

  /// A question.
  ///
  /// @param forEvaluation whether those to evaluate with, which some recipes keep apart
  /// @param into as long as the shard; takes the answer where the shard is in this process, and
  ///   belongs to the host until it answers
  public Read(boolean forEvaluation, float[] into) {
    this.forEvaluation = forEvaluation;
    this.into = into;
  }

  @Override
  public Content applyTo(Shard shard) {
    return shard.read(forEvaluation, into);
  }

  @Override
  public Read copy() {
    return new Read(forEvaluation, new float[into.length]);
  }
}
