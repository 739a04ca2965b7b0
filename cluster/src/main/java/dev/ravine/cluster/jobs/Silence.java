package dev.ravine.cluster.jobs;

import dev.ravine.cluster.ledger.Look;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which replicas nobody has heard of for a while. When looks were late, all may have been: then it
/// counts anew.
final class Silence {

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private record Heard(long replica, long beats, long at) {}

  private final Map<Integer, Heard> heard = new HashMap<>();
  private final Set<Integer> silent = new HashSet<>();
  private long lastLook = System.nanoTime();

  /// Looks at all seats.
  void look(List<Look.Status> seats) {
    long now = System.nanoTime();
    boolean late = now - lastLook > LONGEST.toNanos() / 2;
    lastLook = now;
    silent.clear();
    for (int number = 0; number < seats.size(); number++) {
      Look.Status seat = seats.get(number);
      Heard last = heard.get(number);
      if (last == null
          || late
          || seat.isFree()
          || last.replica() != seat.replica()
          || last.beats() != seat.beats()) {
        heard.put(number, new Heard(seat.replica(), seat.beats(), now));
      } else if (now - last.at() > LONGEST.toNanos()) {
        silent.add(number);
      }
    }
  }

  boolean isOf(int seat) {
    return silent.contains(seat);
  }
}
