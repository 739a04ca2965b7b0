package dev.ravine.cluster.jobs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who has not been heard of for a while. When looks were late, all may have been: then it counts
/// anew.
///
/// @param <K> what they are called
final class Silence<K extends Comparable<K>> {

  /// How long one may be silent before others do its work, usually.
  static final Duration USUAL = Duration.ofSeconds(5);

  private record Heard(long times, long at) {}

  private final Duration longest;
  private final Map<K, Heard> heard = new HashMap<>();
  private long lastLook = System.nanoTime();

  Silence(Duration longest) {
    this.longest = longest;
  }

  /// Looks at all of them.
  ///
  /// @param times how often each was heard of; others are forgotten
  /// @return those that are silent
  Set<K> look(Map<K, Long> times) {
    long now = System.nanoTime();
    boolean late = now - lastLook > longest.toNanos() / 2;
    lastLook = now;
    heard.keySet().retainAll(times.keySet());
    Set<K> silent = new TreeSet<>();
    times.forEach((who, count) -> {
      Heard last = heard.get(who);
      if (last == null || late || last.times != count) {
        heard.put(who, new Heard(count, now));
      } else if (now - last.at > longest.toNanos()) {
        silent.add(who);
      }
    });
    return silent;
  }
}
