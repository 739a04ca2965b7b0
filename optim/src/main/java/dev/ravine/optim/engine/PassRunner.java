package dev.ravine.optim.engine;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.hyperparameter.Require;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.Gate;
import dev.ravine.optim.stage.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Runs chains of stages over the vectors in blocks that fit the cache: the whole chain on one
/// block before the next, so that memory is read and written once per pass.
///
/// A stage that needs a number over a whole vector or tensor ends a pass: the number is computed
/// block by block, the blocks' sums are added in order, and the rest of the chain runs in the next
/// pass. How blocks are shared among threads changes no bit.
final class PassRunner {

  /// Subnormal elements of decaying slots are set to zero once in so many steps.
  private static final int FLUSH_EVERY = 64;

  private final ParameterLayout layout;
  private final ThreadTeam team;
  private final ThreadTeam.Task task = this::runPart;
  private final List<StageState> stages;
  private final List<Pass> passes;
  private final boolean copies;
  private final List<Schedule> learningRates;
  private final double[] rates;
  private final Worker[] workers;
  private final double[] updateSums;
  private final double[] thetaSums;
  private final double[] updateNorms;
  private final double[] thetaNorms;
  private float[] copy = {};
  private float[] kept = {};

  private final Clock clock;
  private final Supplier<String> firstNonFiniteTensor = this::firstNonFiniteTensor;
  private float[] theta = {};
  private float[] gradient = {};
  private Engine.GradientUse use = Engine.GradientUse.CONSUMED;
  private Pass pass;
  private boolean last;
  private int gate;

  PassRunner(
      ParameterLayout layout,
      List<StageState> stages,
      Chains chains,
      ThreadTeam team,
      Clock clock) {
    this.layout = layout;
    this.stages = stages;
    this.team = team;
    this.clock = clock;
    passes = Pass.of(stages, chains.stages(), chains.ofTensor(), layout);
    pass = passes.getFirst();
    copies =
        passes.subList(0, passes.size() - 1).stream().anyMatch(p -> p.end() > p.first())
            || stages.stream().anyMatch(s -> s.stage().needs() == Reduction.WHOLE_TENSORS);
    learningRates = chains.learningRates();
    rates = new double[learningRates.size()];
    int most = passes.stream().mapToInt(p -> p.pieces().count()).max().orElseThrow();
    updateSums = new double[most];
    thetaSums = new double[most];
    updateNorms = new double[layout.tensors().size()];
    thetaNorms = new double[layout.tensors().size()];
    workers = new Worker[team.size()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker();
    }
  }

  /// A runner for a [dev.ravine.optim.stage.Probe] alone: it goes where the probe says and keeps
  /// where it came from.
  static PassRunner probing(
      ParameterLayout layout, StageState probe, Chains chains, ThreadTeam team, Clock clock) {
    PassRunner runner = new PassRunner(layout, List.of(probe), chains.forProbe(), team, clock);
    runner.kept = new float[layout.size()];
    return runner;
  }

  int passes() {
    return passes.size();
  }

  /// One step.
  ///
  /// @return whether it reached the end
  boolean run(float[] theta, float[] gradient, Engine.GradientUse use) {
    this.theta = theta;
    this.use = use;
    this.gradient = gradient;
    if (kept.length > 0) {
      System.arraycopy(theta, 0, kept, 0, kept.length);
    }
    if (use == Engine.GradientUse.RESTORED && copies) {
      // Blocks changed by an early pass are needed by the next, and whole tensors fit no small
      // buffer: only a whole copy will do.
      if (copy.length == 0) {
        copy = new float[layout.size()];
      }
      System.arraycopy(gradient, 0, copy, 0, copy.length);
      this.gradient = copy;
      this.use = Engine.GradientUse.CONSUMED;
    }
    clock.firstNonFiniteTensor = firstNonFiniteTensor;
    readLearningRates();
    gate = Integer.MAX_VALUE;
    for (int p = 0; p < passes.size() && gate == Integer.MAX_VALUE; p++) {
      pass = passes.get(p);
      last = p == passes.size() - 1;
      begin();
      if (pass.blocks().count() == 1) {
        runPart(0);
      } else {
        team.run(task);
      }
      if (gate == Integer.MAX_VALUE) {
        reduce();
      }
    }
    return gate == Integer.MAX_VALUE;
  }

  private void begin() {
    for (int i = pass.first(); i < pass.end(); i++) {
      StageState bound = stages.get(i);
      try {
        bound.step().begin();
      } catch (IllegalArgumentException refused) {
        throw inThisStep(refused);
      }
      if (bound.stage() instanceof Gate ends && !ends.proceeds(bound.step())) {
        gate = i;
        return;
      }
    }
  }

  private void readLearningRates() {
    try {
      for (int i = 0; i < rates.length; i++) {
        rates[i] = Require.notNegative("learningRate", clock.now(learningRates.get(i)));
      }
    } catch (IllegalArgumentException refused) {
      throw inThisStep(refused);
    }
  }

  /// Values of schedules are refused when their step comes.
  private IllegalArgumentException inThisStep(IllegalArgumentException refused) {
    return new IllegalArgumentException(
        "%s, in step %d".formatted(refused.getMessage(), clock.completed() + 1), refused);
  }

  private void reduce() {
    if (pass.reduction() == Reduction.NORM) {
      double sum = 0;
      for (int b = 0; b < pass.blocks().count(); b++) {
        sum += updateSums[b];
      }
      stages.get(pass.end()).step().norm = Math.sqrt(sum);
    } else if (pass.reduction().perTensor()) {
      Arrays.fill(updateNorms, 0);
      Arrays.fill(thetaNorms, 0);
      for (int p = 0; p < pass.pieces().count(); p++) {
        int tensor = pass.pieces().tensor(p);
        updateNorms[tensor] += updateSums[p];
        thetaNorms[tensor] += thetaSums[p];
      }
      for (int i = 0; i < updateNorms.length; i++) {
        updateNorms[i] = Math.sqrt(updateNorms[i]);
        thetaNorms[i] = Math.sqrt(thetaNorms[i]);
      }
    }
  }

  private void runPart(int part) {
    int count = pass.blocks().count();
    int parts = count == 1 ? 1 : team.size();
    int first = (int) ((long) count * part / parts);
    int end = (int) ((long) count * (part + 1) / parts);
    for (int block = first; block < end; block++) {
      workers[part].run(block);
    }
  }

  /// Puts the parameters back to where they were before a [dev.ravine.optim.stage.Probe].
  void comeBack(float[] theta) {
    System.arraycopy(kept, 0, theta, 0, kept.length);
  }

  /// Overwrites a copy of θ by the weights to evaluate with.
  void evaluate(StageState bound, float[] theta, float[] weights) {
    int number = stages.indexOf(bound);
    EvaluationWeights evaluation = (EvaluationWeights) bound.stage();
    bound.step().read();
    this.theta = theta;
    gradient = weights;
    for (Pass each : passes) {
      pass = each;
      for (int block = 0; block < each.blocks().count(); block++) {
        for (int code : each.program(each.blocks().chain(block))) {
          if (code == number) {
            evaluation.evaluationWeights(bound.step(), workers[0].view(number, block));
          }
        }
      }
    }
  }

  private String firstNonFiniteTensor() {
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
        if (!Float.isFinite(gradient[i])) {
          return tensor.name();
        }
      }
    }
    return "no tensor";
  }

  /// What one thread needs for itself.
  private final class Worker {

    private final StageBlock[] views =
        stages.stream().map(bound -> new StageBlock(bound.slots())).toArray(StageBlock[]::new);
    private final float[] saved = new float[Blocks.SIZE];

    void run(int block) {
      int from = pass.blocks().from(block);
      int to = pass.blocks().to(block);
      boolean restores = last && use == Engine.GradientUse.RESTORED;
      if (restores) {
        System.arraycopy(gradient, from, saved, 0, to - from);
      }
      int chain = pass.blocks().chain(block);
      for (int code : pass.program(chain)) {
        if (code > gate || (code < 0 && gate != Integer.MAX_VALUE)) {
          break;
        }
        switch (code) {
          case Pass.SCALE -> ParameterUpdate.scale(gradient, from, to, (float) rates[chain]);
          case Pass.SUBTRACT -> ParameterUpdate.subtract(theta, gradient, from, to);
          case Pass.SUBTRACT_SCALED ->
              ParameterUpdate.subtractScaled(theta, gradient, from, to, (float) rates[chain]);
          case Pass.ADD -> ParameterUpdate.add(theta, gradient, from, to);
          default -> {
            runStage(code, block);
            flush(stages.get(code), from, to);
          }
        }
      }
      sums(block, chain, from, to);
      if (restores) {
        System.arraycopy(saved, 0, gradient, from, to - from);
      }
    }

    private void runStage(int number, int block) {
      StageState bound = stages.get(number);
      if (!bound.stage().needs().perTensor()) {
        bound.stage().update(bound.step(), view(number, block));
        return;
      }
      Pieces pieces = pass.pieces();
      StageBlock view = view(number, block);
      for (int p = pieces.first(block); p < pieces.first(block + 1); p++) {
        view.from = pieces.from(p);
        view.to = pieces.to(p);
        view.updateNorm = updateNorms[pieces.tensor(p)];
        view.thetaNorm = thetaNorms[pieces.tensor(p)];
        bound.stage().update(bound.step(), view);
      }
    }

    private void sums(int block, int chain, int from, int to) {
      boolean counts = pass.counts(chain);
      if (pass.reduction() == Reduction.NORM) {
        updateSums[block] = counts ? Kernels.floats().sumOfSquares(gradient, from, to - from) : 0;
      } else if (pass.reduction().perTensor()) {
        boolean both = pass.reduction() == Reduction.TENSOR_AND_THETA_NORMS;
        Pieces pieces = pass.pieces();
        for (int p = pieces.first(block); p < pieces.first(block + 1); p++) {
          int start = pieces.from(p);
          int size = pieces.to(p) - start;
          updateSums[p] = counts ? Kernels.floats().sumOfSquares(gradient, start, size) : 0;
          thetaSums[p] = counts && both ? Kernels.floats().sumOfSquares(theta, start, size) : 0;
        }
      }
    }

    private StageBlock view(int stage, int block) {
      Blocks blocks = pass.blocks();
      StageBlock view = views[stage];
      view.theta = theta;
      view.update = gradient;
      view.from = blocks.from(block);
      view.to = blocks.to(block);
      view.learningRate = rates[blocks.chain(block)];
      view.shape = layout.tensors().get(blocks.tensor(block)).shape();
      return view;
    }

    private void flush(StageState bound, int from, int to) {
      if ((clock.completed() + 1) % FLUSH_EVERY == 0) {
        for (int s = 0; s < bound.decaying().size(); s++) {
          float[] slot = bound.decaying().get(s);
          for (int i = from; i < to; i++) {
            slot[i] = Math.abs(slot[i]) < Float.MIN_NORMAL ? 0 : slot[i];
          }
        }
      }
    }
  }
}
