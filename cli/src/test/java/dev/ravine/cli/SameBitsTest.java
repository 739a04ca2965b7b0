package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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
    String path =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xshare:auto"));
    command.addAll(options);
    command.addAll(
        List.of(
            "--class-path",
            path,
            "dev.ravine.cli.Main",
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
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
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
