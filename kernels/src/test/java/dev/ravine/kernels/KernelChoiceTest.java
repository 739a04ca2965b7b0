package dev.ravine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  @Test
  void choosesByNameAndTakesTheVectorModuleWherePresent() {
    assertThat(KernelChoice.choose("")).isEqualTo(KernelChoice.VECTOR);
    assertThat(KernelChoice.choose("plain")).isEqualTo(KernelChoice.PLAIN);
    assertThat(KernelChoice.choose("vector")).isEqualTo(KernelChoice.VECTOR);
    assertThatThrownBy(() -> KernelChoice.choose("simd"))
        .hasMessage("ravine.kernels must be vector or plain, was simd");
  }

  /// Run in a Java of its own.
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) {
      System.out.println(KernelChoice.current());
    }
  }

  private static String askedWith(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", "target/classes" + File.pathSeparator + "target/test-classes"));
    command.add(Asking.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    Process java = builder.start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void plainLoopsThatNobodyAskedForAreAWarningWithTheFlag() throws Exception {
    assertThat(askedWith())
        .contains("WARNING: kernels: plain, 2 to 4 times slower")
        .contains("--add-modules jdk.incubator.vector")
        .contains("PLAIN");
    assertThat(askedWith("-Dravine.kernels=plain")).isEqualTo("PLAIN" + System.lineSeparator());
    assertThat(askedWith("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1"))
        .contains("WARNING: kernels: plain, since the JIT compiler C2 is off");
    assertThat(askedWith("--add-modules", "jdk.incubator.vector"))
        .doesNotContain("kernels:")
        .contains("VECTOR");
  }
}
