package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same run in processes that compute differently: the trained models are equal to the last
/// bit.
class SameBitsTest {

  @TempDir private Path folder;
  private byte[] expected = {};

  @BeforeEach
  void trainAsUsual() throws IOException, InterruptedException {
    expected = model("usual", "1", List.of());
    assertThat(expected.length).isGreaterThan(100_000);
  }

  private byte[] model(String name, String threads, List<String> options)
      throws IOException, InterruptedException {
    Path out = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-Xshare:auto"));
    all.addAll(options);
    Process process =
        Program.start(
            folder.resolve("log"),
            all,
            List.of(
                "train",
                "--train",
                "300",
                "--validation",
                "50",
                "--epochs",
                "2",
                "--threads",
                threads,
                "--out",
                out.toString()));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return Files.readAllBytes(out.resolve("adam-1e-3-seed0").resolve("model.safetensors"));
  }

  @Test
  void onTwoThreads() throws IOException, InterruptedException {
    assertThat(model("two", "2", List.of("--add-modules=jdk.incubator.vector")))
        .isEqualTo(expected);
  }

  @Test
  void withVectors() throws IOException, InterruptedException {
    assertThat(model("vector", "1", List.of("--add-modules=jdk.incubator.vector")))
        .isEqualTo(expected);
  }

  @Test
  void withNarrowerVectors() throws IOException, InterruptedException {
    assertThat(model("avx2", "1", List.of("--add-modules=jdk.incubator.vector", "-XX:UseAVX=2")))
        .isEqualTo(expected);
  }

  @Test
  void withPlainKernels() throws IOException, InterruptedException {
    assertThat(
            model(
                "plain",
                "1",
                List.of("--add-modules=jdk.incubator.vector", "-Dravine.kernels=plain")))
        .isEqualTo(expected);
  }
}
