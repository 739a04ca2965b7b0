package dev.ravine.cluster.shard;

/// Asks for a shard's parameters.
///
/// @param forEvaluation whether those to evaluate with, which some recipes keep apart
public record Read(boolean forEvaluation) implements ShardOperation<Content> {

  @Override
  public Content applyTo(Shard shard) {
    return shard.read(forEvaluation);
  }

  @Override
  public Read copy() {
    return this;
  }
}
