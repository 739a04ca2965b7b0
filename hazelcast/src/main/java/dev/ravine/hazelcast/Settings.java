package dev.ravine.hazelcast;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How members and clients are set. With the engine's own settings, an acknowledged update can get
/// lost when a member is killed, and a frozen one stops its shards for a minute.
final class Settings {

  /// The map of jobs.
  static final String JOBS = "ravine.jobs";

  /// The map of the keys of shards.
  static final String KEYS = "ravine.keys";

  private static final String ALL_MAPS = "ravine.*";
  private static final String MAJORITY = "majority";
  private static final int MEMBERS_FOR_TWO_BACKUPS = 5;
  private static final String VERSION = "ravine.version";
  private static final String MEMBERS = "ravine.members";
  private static final String SHARDS = "ravine.shards.";
  private static final long CONNECT_MILLIS = 30_000;

  /// Properties of members, by name.
  static final Map<String, String> OF_MEMBERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
              Map.entry("hazelcast.operation.backup.timeout.millis", "1000"),
              Map.entry("hazelcast.operation.call.timeout.millis", "15000"),
              Map.entry("hazelcast.max.no.heartbeat.seconds", "10"),
              Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
              Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
              Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
              Map.entry("hazelcast.partition.count", "61"),
              Map.entry("hazelcast.phone.home.enabled", "false"),
              Map.entry("hazelcast.socket.bind.any", "false"),
              Map.entry("hazelcast.shutdownhook.enabled", "false")));

  /// Properties of clients, by name.
  static final Map<String, String> OF_CLIENTS =
      new TreeMap<>(
          Map.of(
              "hazelcast.client.operation.fail.on.indeterminate.state", "true",
              "hazelcast.client.operation.backup.timeout.millis", "1000",
              "hazelcast.client.invocation.timeout.seconds", "15",
              "hazelcast.client.heartbeat.interval", "1000",
              "hazelcast.client.heartbeat.timeout", "5000",
              "hazelcast.client.shutdownhook.enabled", "false"));

  private Settings() {}

  /// Of a member.
  ///
  /// @param cluster its name
  /// @param listen where it listens, and nowhere else
  /// @param members where all listen
  /// @param version of this program
  static Config member(ClusterName cluster, Address listen, List<Address> members, String version) {
    Config config = new Config();
    config.setClusterName(cluster.full());
    OF_MEMBERS.forEach(config::setProperty);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(listen.port()).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(listen.resolved());
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    TcpIpConfig known = join.getTcpIpConfig().setEnabled(true);
    members.forEach(member -> known.addMember(member.toString()));
    config.getJetConfig().setEnabled(false);
    config.setSerializationConfig(Serialization.config());
    config.getMemberAttributeConfig().setAttribute(VERSION, version);
    config.getMemberAttributeConfig().setAttribute(MEMBERS, Integer.toString(members.size()));
    config.addSplitBrainProtectionConfig(
        new SplitBrainProtectionConfig(MAJORITY, true, members.size() / 2 + 1));
    config.addMapConfig(maps(members.size()));
    return config;
  }

  private static MapConfig maps(int members) {
    int backups = members >= MEMBERS_FOR_TWO_BACKUPS ? 2 : Math.min(1, members - 1);
    return new MapConfig(ALL_MAPS)
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setBackupCount(backups)
        .setAsyncBackupCount(0)
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false)
        .setSplitBrainProtectionName(MAJORITY)
        .setMergePolicyConfig(
            new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName()));
  }

  /// Of a client.
  ///
  /// @param cluster its name
  /// @param members where members listen
  static ClientConfig client(ClusterName cluster, List<Address> members) {
    ClientConfig config = new ClientConfig();
    config.setClusterName(cluster.full());
    OF_CLIENTS.forEach(config::setProperty);
    members.forEach(member -> config.getNetworkConfig().addAddress(member.toString()));
    config.getConnectionStrategyConfig().setAsyncStart(true);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setInitialBackoffMillis(100)
        .setMaxBackoffMillis(1000)
        .setClusterConnectTimeoutMillis(CONNECT_MILLIS);
    config.setSerializationConfig(Serialization.config());
    return config;
  }

  /// The map of the shards of a run.
  static String shards(String run) {
    return SHARDS + run;
  }

  /// What a member says it is.
  static String version(Map<String, String> attributes) {
    return attributes.getOrDefault(VERSION, "unknown");
  }

  /// How many members a member knows of.
  static String members(Map<String, String> attributes) {
    return attributes.getOrDefault(MEMBERS, "unknown");
  }
}
