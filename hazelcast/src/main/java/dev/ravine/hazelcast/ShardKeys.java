package dev.ravine.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Under which keys the shards of a run lie: chosen so that each member has as many as any other.
final class ShardKeys {

  private static final int MOST_TRIALS = 10_000;

  private final HazelcastInstance instance;
  private final String run;
  private final IMap<String, String> all;
  private final Map<Integer, String> known = new ConcurrentHashMap<>();

  /// @param instance to ask who has which key
  /// @param run of the shards
  ShardKeys(HazelcastInstance instance, String run) {
    this.instance = instance;
    this.run = run;
    all = instance.getMap(Settings.KEYS);
  }

  /// Chooses a key for a new shard.
  ///
  /// @param shard its number
  String choose(int shard) {
    List<Member> members = new ArrayList<>(instance.getCluster().getMembers());
    members.sort(Comparator.comparing(member -> member.getUuid().toString()));
    Member wanted = members.get(shard % members.size());
    int trial = 0;
    while (trial < MOST_TRIALS && !wanted.equals(owner(key(shard, trial)))) {
      trial++;
    }
    String chosen = key(shard, trial);
    all.set(run + "/" + shard, chosen);
    known.put(shard, chosen);
    return chosen;
  }

  private static String key(int shard, int trial) {
    return shard + "#" + trial;
  }

  private @Nullable Member owner(String key) {
    return instance.getPartitionService().getPartition(key).getOwner();
  }

  /// The key of a shard.
  ///
  /// @return empty if it was never installed
  Optional<String> of(int shard) {
    String key = known.get(shard);
    if (key == null) {
      key = Retry.until("members", () -> all.get(run + "/" + shard));
      if (key != null) {
        known.put(shard, key);
      }
    }
    return Optional.ofNullable(key);
  }

  /// Forgets those of a run.
  static void forget(HazelcastInstance instance, String run) {
    IMap<String, String> all = instance.getMap(Settings.KEYS);
    all.keySet().stream().filter(key -> key.startsWith(run + "/")).forEach(all::delete);
  }
}
