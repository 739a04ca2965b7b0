package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {

  private static Said train(Path folder, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--train",
                "320",
                "--validation",
                "100",
                "--batch",
                "16",
                "--hidden",
                "16",
                "--out",
                folder.toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--optimizer") && !arguments.contains("--rule")) {
      arguments.addAll(List.of("--optimizer", "adam:1e-2"));
    }
    return ravine(arguments.toArray(String[]::new));
  }

  /// What `run.json` has under a key.
  private static String value(Path folder, String key) throws IOException {
    String json = Files.readString(folder.resolve("adam-0.01-seed0").resolve("run.json"));
    Matcher found = Pattern.compile("\"" + key + "\" : (\\[[^]]*]|[^,\n}]*)").matcher(json);
    return found.find() ? found.group(1).strip() : "";
  }

  @Test
  void oneReplicaIsPlainTrainingAndGoesOnAsSuch(@TempDir Path folder) throws IOException {
    Path plain = folder.resolve("plain");
    Path downpour = folder.resolve("downpour");
    assertThat(train(plain, "--epochs", "4").code()).isZero();
    String[] method = {"--method", "downpour", "--replicas", "1", "--shards", "3", "--epochs", "2"};
    assertThat(train(downpour, method).code()).isZero();
    assertThat(ravine("resume", downpour.toString(), "--more", "2").code()).isZero();
    for (String key : List.of("validationAccuracy", "trainAccuracy", "finalTrainLoss")) {
      assertThat(value(downpour, key)).isEqualTo(value(plain, key)).isNotEmpty();
    }
    assertThat(value(downpour, "applied")).isEqualTo("\"240\"");
    assertThat(value(plain, "applied")).isEmpty();
  }

  @Test
  void severalReplicasSayWhatTheyExchanged(@TempDir Path folder) throws IOException {
    Said said =
        train(folder.resolve("a"), "--method", "downpour(replicas=2,pushEvery=5)", "--epochs", "2");
    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .containsPattern(
            "adam 0.01, downpour: 2 replicas, 1 shard, (\\d+) gradients acknowledged, \\1 applied");
    assertThat(value(folder.resolve("a"), "replicas")).isEqualTo("\"2\"");
    assertThat(folder.resolve("a/report.html")).content().contains("\"staleness\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--method sandblaster --rule lbfgs --portions 5 | sandblaster: 2 replicas, 1 shard, (\\d+) gradients acknowledged, \\1 applied, 5 portions",
        "--method localSgd --every 5 --format bfloat16 | localSgd: 2 replicas, 8 rounds, ",
        "--method diloco --every 4 | diloco: 2 replicas, 12 rounds, ",
        "--method elastic --replicas 3 --every 5 | elastic: 3 replicas, 8 rounds, ",
        "--method synchronous --replicas 4 --send 0.1 | synchronous: 4 replicas, 20 rounds, ",
        "--method downpour --every 5 | downpour: 2 replicas, 1 shard, (\\d+) gradients acknowledged, \\1 applied"
      })
  void everyMethodIsResumed(String options, String pattern, @TempDir Path folder) {
    String[] method = (options + " --epochs 2").split(" ", -1);
    assertThat(train(folder.resolve("a"), method).code()).isZero();
    Said said = ravine("resume", folder.resolve("a").toString(), "--more", "2");
    assertThat(said.code()).isZero();
    assertThat(said.out()).containsPattern(pattern);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--replicas 2 | ravine: --replicas needs a method, such as --method downpour",
        "--method downpour --every 3 --push-every 2 | ravine: --every can't come with --push-every",
        "--method localSgd --portions 3 | unknown hyper-parameter of localSgd portions",
        "--method synchronous --send 0 | send must be in (0, 1], was 0",
        "--method sandblaster --optimizer adam | sandblaster needs the minimizer lbfgs, not adam",
        "--method downpour(2) --shards 2 | ravine: --shards can't come with --method downpour(2): write it in the parentheses",
        "--method downpour --replicas 0 | ravine: --method downpour: replicas must be 1 or more, was 0",
        "--method downpour --replicas two | ravine: --method replicas must be a number, was two",
        "--method downpour --replicas 21 | ravine: replicas must be at most 20, so that each has a batch of 16 of 320 examples, was 21",
        "--method downpuor | ravine: --method unknown method downpuor, did you mean downpour?",
        "--method downpour --shards 2 --optimizer lamb | looks at more than single parameters, so that it needs 1 shard, not 2",
        "--method downpour --optimizer lbfgs | is a minimizer",
      })
  void whatCannotBeDoneIsRefusedBeforeAnythingIsWritten(
      String options, String sentence, @TempDir Path folder) {
    Path out = folder.resolve("run");
    Said said = train(out, options.split(" ", -1));
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(sentence);
    assertThat(out).doesNotExist();
  }
}
