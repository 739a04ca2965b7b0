package dev.ravine.cluster.shard;

import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterLayout.Tensor;
import dev.ravine.optim.stage.Demand;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.stage.NonFinitePolicy;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.transforms.GradientNoise;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How a parameter vector is cut into shards of about the same length.
///
/// @param layout of the whole vector
/// @param shards how many parts
public record Partition(ParameterLayout layout, int shards) {

  /// Checks that no part is empty.
  public Partition {
    if (shards < 1 || shards > layout.size()) {
      throw new IllegalArgumentException(
          "shards must be in 1 … %d, the number of parameters, was %d"
              .formatted(layout.size(), shards));
    }
  }

  /// Where a part begins.
  ///
  /// @param shard 0 … shards − 1, or `shards` for the end of the vector
  public int from(int shard) {
    return (int) ((long) layout.size() * shard / shards);
  }

  /// How many parameters a part has.
  ///
  /// @param shard 0 … shards − 1
  public int size(int shard) {
    return from(shard + 1) - from(shard);
  }

  /// The tensors of a part, or what of them lies in it.
  ///
  /// @param shard 0 … shards − 1
  public ParameterLayout layout(int shard) {
    ParameterLayout part = ParameterLayout.empty();
    for (Tensor tensor : layout.tensors()) {
      int from = Math.max(tensor.offset(), from(shard));
      int to = Math.min(tensor.offset() + tensor.size(), from(shard + 1));
      if (to - from == tensor.size()) {
        part = part.and(tensor.name(), tensor.role(), tensor.shape().toArray(Integer[]::new));
      } else if (from < to) {
        part = part.and(tensor.name(), tensor.role(), to - from);
      }
    }
    return part;
  }

  /// A part of a whole vector.
  ///
  /// @param shard 0 … shards − 1
  /// @param whole as long as the layout
  /// @return a copy
  public float[] part(int shard, float[] whole) {
    float[] part = new float[size(shard)];
    System.arraycopy(whole, from(shard), part, 0, part.length);
    return part;
  }

  /// Refuses recipes that do not work on parts of the vector alone.
  ///
  /// @param optimizer of each shard
  /// @throws IllegalArgumentException if it is a minimizer, needs a second gradient or validation
  ///   losses, goes on after gradients that are not finite, or, with several shards, looks at more
  ///   than single elements
  public void check(Optimizer optimizer) {
    if (optimizer.minimizer().isPresent()) {
      throw new IllegalArgumentException(
          "shards need an update rule: %s is a minimizer".formatted(optimizer));
    }
    if (optimizer.demands().contains(Demand.SECOND_GRADIENT)) {
      throw new IllegalArgumentException(
          "%s needs a second gradient in each step, which shards have no way to ask for"
              .formatted(optimizer));
    }
    for (Link link : optimizer.links()) {
      check(link);
    }
    if (shards > 1 && begin(optimizer, 0).passes() > 1) {
      throw needsOne(optimizer.toString());
    }
  }

  private void check(Link link) {
    Stage stage = link.stage();
    if (layout.tensors().stream().noneMatch(link.selection()::selects)) {
      throw new IllegalArgumentException(
          "%s on %s selects none of the tensors %s"
              .formatted(stage.text(), link.selection(), layout.names()));
    }
    if (stage instanceof NonFinitePolicy) {
      throw new IllegalArgumentException(
          stage.text() + " has no place on shards: a replica ends when a loss is not finite");
    }
    HyperParameters.schedules(stage)
        .forEach((name, schedule) -> {
          if (!schedule.memory().isEmpty()) {
            throw new IllegalArgumentException(
                "%s %s looks at validation losses, which shards do not know"
                    .formatted(name, schedule));
          }
        });
    if (shards > 1 && (stage.needs() != Reduction.NOTHING || stage instanceof GradientNoise)) {
      throw needsOne(stage.text());
    }
  }

  private IllegalArgumentException needsOne(String what) {
    return new IllegalArgumentException(
        "%s looks at more than single parameters, so that it needs 1 shard, not %d"
            .formatted(what, shards));
  }

  /// A recipe at work on a part: its stages that select something there.
  Stepper begin(Optimizer optimizer, int shard) {
    return begin(optimizer, layout(shard));
  }

  static Stepper begin(Optimizer optimizer, ParameterLayout part) {
    Link[] links =
        optimizer.links().stream()
            .filter(link -> part.tensors().stream().anyMatch(link.selection()::selects))
            .toArray(Link[]::new);
    return Optimizer.of(links).begin(part, new ThreadTeam(1), Set.of(Demand.EVALUATION_WEIGHTS));
  }

  /// All parts, one after the other.
  public IntStream stream() {
    return IntStream.range(0, shards);
  }

  /// The whole vector of its parts.
  ///
  /// @param parts in order
  public float[] whole(List<float[]> parts) {
    float[] whole = new float[layout.size()];
    for (int shard = 0; shard < shards; shard++) {
      System.arraycopy(parts.get(shard), 0, whole, from(shard), size(shard));
    }
    return whole;
  }
}
