package dev.ravine.cluster.simulation;

import java.util.PriorityQueue;

/// Does what is planned in the order of its times, without waiting; of equal times, in the order in
/// which it was planned.
final class VirtualClock {

  private record Planned(double at, long order, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private double now;
  private long order;

  double now() {
    return now;
  }

  void after(double seconds, Runnable action) {
    planned.add(new Planned(now + seconds, order++, action));
  }

  /// Does what is next.
  ///
  /// @return whether anything was planned
  boolean step() {
    Planned next = planned.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    next.action.run();
    return true;
  }

  /// Until nothing is planned.
  void run() {
    while (step()) {
      // All of it is in the step.
    }
  }
}
