package dev.ravine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `./ravine` where the environment is poor. Runs after packaging: the launcher needs the modules.
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// A table whose name is no ASCII, trained on; then its model asked.
  private static final String SESSION =
      """
      cd "$1" && {
        echo "x,größe,label"
        for i in 1 2 3 4 5 6 7 8 9 10; do echo "$i,$((i * i)),ja"; echo "-$i,$((i * i)),nein"; done
      } > "$(printf 'gr\\303\\274n.csv')" &&
      "$2/ravine" train --data gr*.csv --epochs 2 --out runs/eins --quiet &&
      "$2/ravine" predict --model runs/eins --input gr*.csv > predictions.csv &&
      head -n 2 predictions.csv
      """;

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void wasBuilt() throws IOException {
    Path built = ROOT.resolve("cli/target/.built");
    Files.deleteIfExists(built);
    Files.createFile(built);
  }

  private String session(Map<String, String> environment) throws IOException, InterruptedException {
    return bash(SESSION, environment);
  }

  /// @param script is given the test's folder and the product's
  private String bash(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script, "bash", folder.toString(), ROOT.toString());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String text = new String(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void namesThatAreNoAsciiAreReadInThePosixLocale() throws IOException, InterruptedException {
    assertThat(session(Map.of("LC_ALL", "POSIX", "HOME", folder.toString())))
        .contains("report: runs/eins/report.html", "input,prediction,probability");
  }

  /// A copy of the launcher with a Maven that only writes down that it was called. Two at once: the
  /// second waits for the first one's build.
  @Test
  void twoFirstLaunchesAtOnceBuildOnce() throws IOException, InterruptedException {
    String script =
        """
        cd "$1" && mkdir -p bin launcher cli && cp "$2/ravine" . && cp "$2"/launcher/* launcher/ &&
        { echo '#!/bin/sh'; echo "echo built >> '$1/builds'; sleep 2;"
          echo "ln -s '$2/cli/target/modules' '$1/cli/target/modules'"; } > bin/mvn &&
        chmod +x bin/mvn && export PATH="$1/bin:$PATH" &&
        { ./ravine --version & ./ravine --version; wait $!; }
        """;
    assertThat(bash(script, Map.of("HOME", folder.toString())))
        .containsPattern("(?s)ravine.*ravine");
    assertThat(folder.resolve("builds")).hasContent("built\n");
  }

  @Test
  void nothingNeedsAHomeFolder() throws IOException, InterruptedException {
    assertThat(session(Map.of())).contains("report: runs/eins/report.html");
    assertThat(folder.resolve("?")).doesNotExist();
  }
}
