package dev.ravine.optim.engine;

import dev.ravine.optim.stage.Block;
import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block as one thread sees it. One object serves all blocks of a stage.
final class StageBlock implements Block {

  private final List<float[]> slots;
  float[] theta = {};
  float[] update = {};
  int from;
  int to;
  double learningRate;
  double updateNorm;
  double thetaNorm;
  List<Integer> shape = List.of();
  private double[] scratch = {};
  private @Nullable RandomStream random;

  StageBlock(List<float[]> slots) {
    this.slots = slots;
  }

  @Override
  public float[] theta() {
    return theta;
  }

  @Override
  public float[] update() {
    return update;
  }

  @Override
  public float[] slot(int number) {
    if (number < 0 || number >= slots.size()) {
      throw new IllegalArgumentException(
          "a stage must use its own slots, %d of them, used slot(%d)"
              .formatted(slots.size(), number));
    }
    return slots.get(number);
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }

  @Override
  public double learningRate() {
    return learningRate;
  }

  @Override
  public double updateNorm() {
    return updateNorm;
  }

  @Override
  public double thetaNorm() {
    return thetaNorm;
  }

  @Override
  public List<Integer> shape() {
    return shape;
  }

  @Override
  public RandomStream random(long seed, String name) {
    if (random == null) {
      random = new Seed(seed).stream(name);
    }
    return random;
  }

  @Override
  public double[] scratch(int size) {
    if (scratch.length < size) {
      scratch = new double[size];
    }
    return scratch;
  }
}
