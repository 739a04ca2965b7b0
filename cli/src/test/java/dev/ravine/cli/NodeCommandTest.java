package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.cli.console.ClusterNode;
import dev.ravine.hazelcast.Address;
import dev.ravine.hazelcast.ClusterName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node | node needs --serve, --work or both",
        "node --work --listen 127.0.0.1:5999 | --listen must come with --serve",
        "node --serve --replicas 2 | --replicas and --data-dir must come with --work",
        "node --work --replicas 0 --members 127.0.0.1:1 --cluster a | --replicas must be 1 or more, was 0",
        "node --serve --members 10.0.0.5:5701 | --members and --secret-file must come with --cluster",
        "node --serve --cluster a/b | a cluster's name must be 1 … 64 letters, digits, - and _, was a/b",
        "node --serve --cluster a --members 10.0.0.5:5701 | members must have the address that this",
        "node --serve --listen nobody.invalid:5701 | no member can listen at nobody.invalid:5701",
        "node --work --cluster a --members 127.0.0.1:1 | nobody listens at [127.0.0.1:1]",
        "node --work --cluster a --members 127.0.0.1:x | an address must be HOST:PORT",
        "node --work --secret-file none --cluster a | --secret-file can't be read: none",
        "train --cluster a --members 127.0.0.1:1 | nobody listens at [127.0.0.1:1]",
        "train --method diloco --cluster a --members 127.0.0.1:1 | nobody listens at [127.0.0.1:1]",
        "train --method downpour --cluster a --members 127.0.0.1:1 | nobody listens at [127.0.0.1:1]",
        "train --method diloco --every auto | --every auto must come with --method downpour, was diloco"
      })
  void whatCannotBeIsRefused(String command, String message) {
    Said said = ravine(command.split(" ", -1));
    assertThat(said.err()).contains(message);
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void howOftenReplicasExchangeIsMeasured(@TempDir Path folder) {
    Said said =
        Said.small(folder, "train", "--method", "downpour", "--rule", "adagrad", "--every", "auto");
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern(
            "every \\d+ steps: a gradient takes .* ms, an exchange .* ms; replicas should compute"
                + " \\d+ % of their time")
        .containsPattern("replicas computed \\d+ % of their time: .* times the steps of one");
    Matcher share = Pattern.compile("replicas computed (\\d+) %").matcher(said.out());
    assertThat(share.find()).isTrue();
    assertThat(Integer.parseInt(share.group(1)))
        .as("more than all of their time: gradients were measured too slow")
        .isLessThanOrEqualTo(130);
  }

  /// What they print is the same, but for the times.
  @Test
  void runsAreSharedOutAmongWorkers(@TempDir Path folder) {
    String address = "127.0.0.1:5971";
    List<String> said = new CopyOnWriteArrayList<>();
    try (ClusterNode node = new ClusterNode(new ClusterName("shared", ""), said::add)) {
      node.serve(Address.list(address).getFirst(), Address.list(address));
      node.work(Address.list(address), 2, Optional.empty());
      String[] sweep = {"sweep", "--optimizer", "adam", "--learning-rates", "1e-3,1e-2,1e-1"};
      Said here = Said.small(folder.resolve("here"), sweep);
      String[] elsewhere = Arrays.copyOf(sweep, sweep.length + 4);
      elsewhere[sweep.length] = "--cluster";
      elsewhere[sweep.length + 1] = "shared";
      elsewhere[sweep.length + 2] = "--members";
      elsewhere[sweep.length + 3] = address;
      Said there = Said.small(folder.resolve("there"), elsewhere);
      assertThat(there.err().lines()).isNotEmpty().allMatch(line -> line.matches("[12] workers?"));
      assertThat(finished(there)).hasSize(3).isEqualTo(finished(here));
    }
    assertThat(said.stream().filter(line -> line.endsWith("begins here"))).hasSize(3);
  }

  private static List<String> finished(Said said) {
    return said.out().lines().filter(line -> line.contains("finished after")).sorted().toList();
  }
}
