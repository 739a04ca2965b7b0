package dev.ravine.cli;

import static dev.ravine.cli.Said.ravine;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCommandTest {

  @TempDir private Path folder = Path.of(".");

  @Test
  void schedulesAreShownAndDrawn() {
    assertThat(ravine("schedule", "step(1,0.5,2)", "--steps", "3").out())
        .isEqualTo("k,value\n0,1\n1,1\n2,0.5\n");
    assertThat(ravine("schedule", "cosine(1)", "--steps", "4").out())
        .isEqualTo(ravine("schedule", "cosine(1,4)", "--steps", "4").out());
    assertThat(ravine("schedule", "step(1,0.1,3 epochs)", "--steps", "20", "--epochs", "5").out())
        .isEqualTo(ravine("schedule", "step(1,0.1,12)", "--steps", "20").out());
    Path picture = folder.resolve("picture.svg");
    assertThat(ravine("schedule", "cosine(1,9)", "--picture", picture.toString()).code()).isZero();
    assertThat(ravine("schedule", "cosine(1,9)", "--picture", picture.toString()).err())
        .isEqualTo("ravine: %s is there already: --overwrite replaces it%n".formatted(picture));
    assertThat(picture).content().contains("<path");
  }
}
