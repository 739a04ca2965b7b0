package dev.ravine.cluster.sandblaster;

import java.util.Arrays;

/// What a coordinator can ask a shard for. Questions and answers are numbers, so that they travel.
enum Action {

  /// Looks at x + t · direction, as evaluation n. Given n, t.
  LOOK {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      shard.look((long) numbers[0], numbers[1]);
      return NOTHING;
    }
  },

  /// Takes the gradient at the start. Gives the first index where it is not finite, or −1.
  BEGIN {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return new double[] {shard.begin()};
    }
  },

  /// The largest component of the gradient.
  FLATNESS {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return new double[] {shard.flatness()};
    }
  },

  /// The slope there, of each block.
  SLOPE {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return shard.slope();
    }
  },

  /// Inner products of the pairs in their places with the gradient, of each block.
  MULTIPLY {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return shard.multiply(places);
    }
  },

  /// Puts the next pair into its place. Given the place, or −1.
  KEEP {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      shard.keep((int) numbers[0]);
      return NOTHING;
    }
  },

  /// Puts the next pair into its place and writes the direction. Given what the gradient is
  /// multiplied by, then what each of the pairs' vectors is; and the next pair's place, or −1,
  /// before those of all. Gives the slope along it, of each block.
  DIRECT {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      shard.keep(places[0]);
      return shard.direct(numbers, Arrays.copyOfRange(places, 1, places.length));
    }
  },

  /// Goes there, and writes the next pair. Given t, and the next pair's place before those of
  /// others. Gives the largest component of the gradient, then the products of each block.
  MOVE {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return shard.move(numbers[0], places);
    }
  },

  /// The part of the point.
  POINT {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return shard.point();
    }
  },

  /// All vectors that have to last, one after the other.
  SAVE {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return shard.save();
    }
  },

  /// Goes to where vectors were saved. Given what was.
  RESTORE {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      shard.restore(numbers);
      return NOTHING;
    }
  },

  /// How many gradients of portions were added.
  APPLIED {
    @Override
    double[] of(VectorShard shard, double[] numbers, int[] places) {
      return new double[] {shard.applied()};
    }
  };

  private static final double[] NOTHING = {};

  abstract double[] of(VectorShard shard, double[] numbers, int[] places);
}
