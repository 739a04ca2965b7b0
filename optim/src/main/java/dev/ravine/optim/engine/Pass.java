package dev.ravine.optim.engine;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.stage.OnUpdate;
import dev.ravine.optim.stage.OnWeights;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Reduction;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/// One walk through memory.
final class Pass {

  /// Multiply by the learning rate.
  static final int SCALE = -1;

  /// Subtract from θ.
  static final int SUBTRACT = -2;

  /// Subtract from θ, times the learning rate.
  static final int SUBTRACT_SCALED = -3;

  /// Add to θ.
  static final int ADD = -4;

  private final int first;
  private final int end;
  private final int[][] programs;
  private final boolean[] counts;
  private final Blocks blocks;
  private final Pieces pieces;
  private final Reduction reduction;

  private Pass(
      List<StageState> stages,
      List<List<Integer>> chains,
      int first,
      int end,
      Blocks blocks,
      Pieces pieces,
      Reduction reduction) {
    this.first = first;
    this.end = end;
    this.blocks = blocks;
    this.pieces = pieces;
    this.reduction = reduction;
    programs = new int[chains.size()][];
    counts = new boolean[chains.size()];
    for (int c = 0; c < programs.length; c++) {
      programs[c] = program(stages, chains.get(c), first, end);
      counts[c] = chains.get(c).contains(end);
    }
  }

  /// The number of the first stage that is begun in it.
  int first() {
    return first;
  }

  /// The number after the last.
  int end() {
    return end;
  }

  /// What is done to a block of a chain: numbers of stages, or one of the negative codes.
  int[] program(int chain) {
    return programs[chain];
  }

  /// How the vector is cut.
  Blocks blocks() {
    return blocks;
  }

  /// How the blocks are cut where tensors end.
  Pieces pieces() {
    return pieces;
  }

  /// What is computed at the end of each block, for the stage `end`.
  Reduction reduction() {
    return reduction;
  }

  /// Whether the stage `end` works on a chain.
  boolean counts(int chain) {
    return counts[chain];
  }

  /// Cuts stages into passes.
  ///
  /// @param stages in execution order
  /// @param chains for each chain, the numbers of its stages
  /// @param chainOfTensor which chain each tensor belongs to
  static List<Pass> of(
      List<StageState> stages,
      List<List<Integer>> chains,
      int[] chainOfTensor,
      ParameterLayout layout) {
    Blocks blocks = Blocks.of(layout, chainOfTensor, Blocks.Cut.CHAINS);
    Blocks whole = Blocks.of(layout, chainOfTensor, Blocks.Cut.WHOLE_TENSORS);
    List<Pass> passes = new ArrayList<>();
    int first = 0;
    for (int i = 0; i <= stages.size(); i++) {
      Reduction needs = i < stages.size() ? stages.get(i).stage().needs() : Reduction.NOTHING;
      if (i == stages.size() || needs != Reduction.NOTHING) {
        boolean wholeTensors =
            first < stages.size() && stages.get(first).stage().needs() == Reduction.WHOLE_TENSORS;
        boolean nothingToDo = needs == Reduction.WHOLE_TENSORS && first == i;
        if (!nothingToDo) {
          Blocks cut = wholeTensors ? whole : blocks;
          passes.add(new Pass(stages, chains, first, i, cut, Pieces.of(layout, cut), needs));
        }
        first = i;
      }
    }
    return List.copyOf(passes);
  }

  /// The part of one chain that falls into one pass, with the engine's own work between.
  private static int[] program(List<StageState> stages, List<Integer> chain, int first, int end) {
    List<Integer> program = new ArrayList<>();
    boolean scaled = false;
    boolean done = false;
    for (int number : chain) {
      Stage stage = stages.get(number).stage();
      List<Integer> here = number >= first && number < end ? program : new ArrayList<>();
      if (stage instanceof OnUpdate && !scaled) {
        here.add(SCALE);
        scaled = true;
      }
      if (stage instanceof OnWeights && !done) {
        here.add(scaled ? SUBTRACT : SUBTRACT_SCALED);
        done = true;
      }
      here.add(number);
      if (stage instanceof Probe) {
        here.add(ADD);
        done = true;
      }
      if (stage instanceof UpdateRule rule) {
        scaled = rule.appliesLearningRate();
      }
    }
    if (!done && !chain.isEmpty() && end == stages.size()) {
      program.add(scaled ? SUBTRACT : SUBTRACT_SCALED);
    }
    return program.stream().mapToInt(Integer::intValue).toArray();
  }
}
