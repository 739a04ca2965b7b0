package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void allDataSetsAreListed() {
    assertThat(ravine("data", "--data-dir", folder.toString()).out())
        .contains("strokes", "built in", "not in " + folder + "; ravine data --fetch mnist");
  }
}
