package dev.ravine.optim;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs a chain of stages over the vectors in blocks that fit the cache: the whole chain on one
/// block before the next, so that memory is read and written once per pass.
///
/// A stage that needs a number over the whole gradient ends a pass: the number is computed block by
/// block, the blocks' sums are added in order, and the rest of the chain runs in the next pass. How
/// blocks are shared among threads changes no bit.
final class Engine {

  /// What happens to the caller's gradient.
  enum GradientUse {
    CONSUMED,
    RESTORED
  }

  /// Elements of a block: with four arrays 64 KiB.
  private static final int BLOCK = 4096;

  /// Subnormal elements of decaying slots are set to zero once in so many steps.
  private static final int FLUSH_EVERY = 64;

  private final int size;
  private final int blocks;
  private final ThreadTeam team;
  private final ThreadTeam.Task task = this::runPart;
  private final List<Pass> passes;
  private final Worker[] workers;
  private final double[] partialSums;
  private final boolean earlyPassesWrite;
  private float[] copy = {};

  private Step step = new Step();
  private float[] theta = {};
  private float[] gradient = {};
  private GradientUse use = GradientUse.CONSUMED;
  private int pass;

  Engine(Optimizer optimizer, int size, Map<String, float[]> slots, ThreadTeam team) {
    this.size = size;
    this.team = team;
    blocks = (size + BLOCK - 1) / BLOCK;
    partialSums = new double[blocks];
    passes = passes(optimizer, slots);
    earlyPassesWrite = passes.subList(0, passes.size() - 1).stream().anyMatch(Pass::writes);
    workers = new Worker[team.size()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker();
    }
  }

  /// One walk through memory; `reduction` is computed from the gradient at the end of the walk.
  private record Pass(List<Link> links, Reduction reduction) {
    boolean writes() {
      return !links.isEmpty();
    }
  }

  /// A stage with its loop and the arrays it keeps.
  private record Link(Stage stage, BlockLoop loop, List<float[]> slots, List<float[]> decaying) {}

  private static List<Pass> passes(Optimizer optimizer, Map<String, float[]> slots) {
    List<Pass> passes = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (Stage stage : optimizer.stages()) {
      if (stage instanceof OnGradient g && g.needs() != Reduction.NOTHING) {
        passes.add(new Pass(List.copyOf(links), g.needs()));
        links.clear();
      }
      links.add(link(stage, slots));
    }
    passes.add(new Pass(List.copyOf(links), Reduction.NOTHING));
    return List.copyOf(passes);
  }

  private static Link link(Stage stage, Map<String, float[]> slots) {
    List<float[]> own = arrays(stage.slots(), slots);
    List<Slot> decaying =
        stage.slots().stream().filter(slot -> slot.decay() == Slot.Decay.DECAYS).toList();
    return new Link(stage, stage.begin(), own, arrays(decaying, slots));
  }

  private static List<float[]> arrays(List<Slot> names, Map<String, float[]> slots) {
    return names.stream().map(slot -> Objects.requireNonNull(slots.get(slot.name()))).toList();
  }

  int passes() {
    return passes.size();
  }

  void run(Step step, float[] theta, float[] gradient, GradientUse use) {
    this.step = step;
    this.theta = theta;
    this.use = use;
    this.gradient = gradient;
    if (use == GradientUse.RESTORED && earlyPassesWrite) {
      // Blocks changed by an early pass are needed by the next: only a whole copy will do.
      if (copy.length != size) {
        copy = new float[size];
      }
      System.arraycopy(gradient, 0, copy, 0, size);
      this.gradient = copy;
      this.use = GradientUse.CONSUMED;
    }
    for (pass = 0; pass < passes.size(); pass++) {
      Pass current = passes.get(pass);
      for (int i = 0; i < current.links().size(); i++) {
        current.links().get(i).loop().begin(step);
      }
      if (blocks == 1) {
        runPart(0);
      } else {
        team.run(task);
      }
      if (current.reduction() == Reduction.GRADIENT_NORM) {
        step.gradientNorm = Math.sqrt(sumOfBlocks());
      }
    }
  }

  private double sumOfBlocks() {
    double sum = 0;
    for (double partial : partialSums) {
      sum += partial;
    }
    return sum;
  }

  private void runPart(int part) {
    int parts = blocks == 1 ? 1 : team.size();
    int first = (int) ((long) blocks * part / parts);
    int last = (int) ((long) blocks * (part + 1) / parts);
    boolean finishes = pass == passes.size() - 1;
    for (int block = first; block < last; block++) {
      int from = block * BLOCK;
      int to = Math.min(size, from + BLOCK);
      if (finishes) {
        workers[part].finish(from, to);
      } else {
        workers[part].prepare(from, to);
        partialSums[block] = Kernels.floats().sumOfSquares(gradient, from, to - from);
      }
    }
  }

  /// What one thread needs for itself.
  private final class Worker {

    private final Block[][] views = new Block[passes.size()][];
    private final float[] saved = new float[BLOCK];

    Worker() {
      for (int p = 0; p < views.length; p++) {
        views[p] =
            passes.get(p).links().stream()
                .map(link -> new Block(link.slots()))
                .toArray(Block[]::new);
      }
    }

    /// A block of a pass before the last: stages on the gradient alone.
    void prepare(int from, int to) {
      List<Link> links = passes.get(pass).links();
      for (int i = 0; i < links.size(); i++) {
        links.get(i).loop().run(view(i, from, to));
      }
    }

    /// A block of the last pass, which ends with new parameters.
    void finish(int from, int to) {
      if (use == GradientUse.RESTORED) {
        System.arraycopy(gradient, from, saved, 0, to - from);
      }
      boolean scaled = false;
      List<Link> links = passes.get(pass).links();
      for (int i = 0; i < links.size(); i++) {
        Link link = links.get(i);
        if (link.stage() instanceof OnUpdate && !scaled) {
          scale(from, to);
          scaled = true;
        }
        link.loop().run(view(i, from, to));
        if (link.stage() instanceof UpdateRule rule) {
          scaled = rule.appliesLearningRate();
        }
        flush(link, from, to);
      }
      if (scaled) {
        subtract(from, to);
      } else {
        subtractScaled(from, to);
      }
      if (use == GradientUse.RESTORED) {
        System.arraycopy(saved, 0, gradient, from, to - from);
      }
    }

    private Block view(int link, int from, int to) {
      Block block = views[pass][link];
      block.theta = theta;
      block.update = gradient;
      block.from = from;
      block.to = to;
      return block;
    }

    private void flush(Link link, int from, int to) {
      if (step.t() % FLUSH_EVERY == 0) {
        for (int s = 0; s < link.decaying().size(); s++) {
          float[] slot = link.decaying().get(s);
          for (int i = from; i < to; i++) {
            slot[i] = Math.abs(slot[i]) < Float.MIN_NORMAL ? 0 : slot[i];
          }
        }
      }
    }
  }

  private void scale(int from, int to) {
    float[] u = gradient;
    float learningRate = (float) step.learningRate();
    for (int i = from; i < to; i++) {
      u[i] = learningRate * u[i];
    }
  }

  private void subtract(int from, int to) {
    float[] u = gradient;
    float[] x = theta;
    for (int i = from; i < to; i++) {
      x[i] -= u[i];
    }
  }

  private void subtractScaled(int from, int to) {
    float[] u = gradient;
    float[] x = theta;
    float learningRate = (float) step.learningRate();
    for (int i = from; i < to; i++) {
      x[i] -= learningRate * u[i];
    }
  }
}
