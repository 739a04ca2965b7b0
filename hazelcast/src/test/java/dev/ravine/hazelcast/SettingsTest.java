package dev.ravine.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.properties.HazelcastProperties;
import dev.ravine.cluster.host.ClusterException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What keeps acknowledged updates, read back from a member and a client at work.
class SettingsTest {

  private static final Members MEMBERS = new Members(1);

  @AfterAll
  static void close() {
    MEMBERS.close();
  }

  @ParameterizedTest
  @CsvSource({
    "hazelcast.operation.fail.on.indeterminate.state, true",
    "hazelcast.operation.backup.timeout.millis, 1000",
    "hazelcast.operation.call.timeout.millis, 15000",
    "hazelcast.max.no.heartbeat.seconds, 10",
    "hazelcast.heartbeat.interval.seconds, 1",
    "hazelcast.merge.first.run.delay.seconds, 10",
    "hazelcast.merge.next.run.delay.seconds, 10",
    "hazelcast.partition.count, 61",
    "hazelcast.phone.home.enabled, false",
    "hazelcast.socket.bind.any, false"
  })
  void aMemberHasTheProperty(String name, String value) {
    HazelcastProperties properties =
        ((HazelcastInstanceProxy) MEMBERS.member(0).instance()).getOriginal().node.getProperties();
    assertThat(properties.get(name)).isEqualTo(value);
  }

  @Test
  void aMemberListensWhereItWasToldAndOffersNothingElse() {
    Config config = MEMBERS.member(0).instance().getConfig();
    assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces())
        .containsExactly("127.0.0.1");
    assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().isAutoDetectionEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getMemcacheProtocolConfig().isEnabled()).isFalse();
    assertThat(config.getJetConfig().isEnabled()).isFalse();
    JavaSerializationFilterConfig filter =
        config.getSerializationConfig().getJavaSerializationFilterConfig();
    assertThat(filter.isDefaultsDisabled()).isTrue();
    assertThat(filter.getWhitelist().getPrefixes())
        .containsExactlyInAnyOrder("java.", "com.hazelcast.", "[");
    assertThat(filter.getWhitelist().getPackages()).isEmpty();
    assertThat(filter.getWhitelist().getClasses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /hazelcast/health/ready HTTP/1.1\r\n\r\n", "version\r\n"})
  void neitherHttpNorMemcacheIsAnswered(String request) throws IOException {
    Address member = MEMBERS.addresses().getFirst();
    try (Socket socket = new Socket(member.host(), member.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 1, 2", "3, 1, 2", "4, 1, 3", "5, 2, 3"})
  void shardsHaveBackupsAndAMajority(int members, int backups, int majority) {
    List<Address> addresses =
        IntStream.range(0, members).mapToObj(i -> new Address("127.0.0.1", 5701 + i)).toList();
    Config config = Settings.member(Members.NAME, addresses.getFirst(), addresses, Members.VERSION);
    MapConfig maps = config.findMapConfig(Settings.shards("LEDGER/some-run"));
    assertThat(maps.getInMemoryFormat()).isEqualTo(InMemoryFormat.OBJECT);
    assertThat(maps.getBackupCount()).isEqualTo(backups);
    assertThat(maps.getAsyncBackupCount()).isZero();
    assertThat(maps.getMergePolicyConfig().getPolicy()).endsWith("DiscardMergePolicy");
    SplitBrainProtectionConfig protection =
        config.findSplitBrainProtectionConfig(maps.getSplitBrainProtectionName());
    assertThat(protection.isEnabled()).isTrue();
    assertThat(protection.getMinimumClusterSize()).isEqualTo(majority);
    for (String board : List.of(Settings.JOBS, Settings.KEYS)) {
      assertThat(config.findMapConfig(board).getBackupCount()).isEqualTo(backups);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hazelcast.client.operation.fail.on.indeterminate.state, true",
    "hazelcast.client.operation.backup.timeout.millis, 1000",
    "hazelcast.client.invocation.timeout.seconds, 15",
    "hazelcast.client.heartbeat.interval, 1000",
    "hazelcast.client.heartbeat.timeout, 5000"
  })
  void aClientHasTheProperty(String name, String value) {
    HazelcastInstance client =
        HazelcastClient.newHazelcastClient(Settings.client(Members.NAME, MEMBERS.addresses()));
    try {
      assertThat(((HazelcastClientProxy) client).client.getProperties().get(name)).isEqualTo(value);
    } finally {
      client.shutdown();
    }
  }

  @Test
  void aWrongSecretIsRefused() {
    assertThatThrownBy(() ->
            HazelcastCluster.connect(
                new ClusterName("test", "another"), MEMBERS.addresses(), Members.VERSION, 2))
        .isInstanceOf(ClusterException.class)
        .hasMessage(
            "%s answered, but not as cluster test within 2 s: name and secret must be the same as there"
                .formatted(MEMBERS.addresses()));
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> HazelcastCluster.connect(Members.NAME, MEMBERS.addresses(), "2.0"))
        .hasMessageContaining("runs Ravine 1.0, but this is Ravine 2.0");
  }

  @Test
  void whereNobodyListensIsSaid() {
    List<Address> nobody = Members.free(1);
    assertThatThrownBy(() -> HazelcastCluster.connect(Members.NAME, nobody, Members.VERSION))
        .hasMessage(
            "nobody listens at %s: start members there with ravine node --serve".formatted(nobody));
  }

  @Test
  void aPortInUseIsSaid() {
    Address taken = MEMBERS.addresses().getFirst();
    assertThatThrownBy(
            () -> ClusterMember.start(Members.NAME, taken, List.of(taken), Members.VERSION))
        .hasMessageStartingWith("no member can listen at " + taken);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5:5702, 10.0.0.5:5702, false",
    "ravine-0.ravine, ravine-0.ravine:5701, false",
    ":5703, 127.0.0.1:5703, true",
    "localhost:1, localhost:1, true"
  })
  void addressesAreRead(String text, String read, boolean loopback) {
    assertThat(Address.parse(text)).hasToString(read);
    assertThat(Address.parse(text).isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @CsvSource({
    "a:b, 'an address must be HOST:PORT, as 10.0.0.5:5701, was a:b'",
    "a:0, 'the port of a must be in 1 … 65535, was 0'"
  })
  void whatIsNoAddressIsRefused(String text, String message) {
    assertThatThrownBy(() -> Address.parse(text)).hasMessage(message);
  }
}
