package dev.ravine.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.data.Labels;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {

  @TempDir private Path folder = Path.of(".");

  /// A table of 4 rows of class rare, and as many as are asked for of class common.
  private Split split(String head, String common, int count) throws IOException {
    Path file = folder.resolve("t.csv");
    StringBuilder text = new StringBuilder(head + "\n");
    for (int i = 0; i < count; i++) {
      text.append(i).append(',').append(common.replace("#", Integer.toString(i))).append('\n');
    }
    for (int i = 0; i < 4; i++) {
      text.append(i).append(',').append(common.equals("common") ? "rare" : "7").append('\n');
    }
    Files.writeString(file, text);
    Source source = new CsvFile(file, Optional.empty()).settled();
    return source.load(folder, source.usualTrain(), source.usualValidation());
  }

  @Test
  void fewExamplesAndRareClassesAreSaid() throws IOException {
    Split few = split("x,label", "common", 16);
    assertThat(few.validation().size()).isEqualTo(4);
    assertThat(few.shortages())
        .containsExactly(
            "only 4 examples to validate on: one right answer more changes the accuracy by 0.25",
            "fewer than 5 examples to train on of: rare (3)");
  }

  @Test
  void fewValuesAreSaid() throws IOException {
    assertThat(split("x,target", "#.5", 16).shortages())
        .containsExactly("only 4 examples to validate on: R² of so few says little");
  }

  @Test
  void enoughExamplesNeedNoWords() throws IOException {
    assertThat(split("x,target", "#.5", 200).shortages()).isEmpty();
  }

  @Test
  void labelsAreCounted() {
    Labels labels = new Labels("x", java.util.List.of("a", "b", "c"), new byte[] {2, 0, 2, 2});
    assertThat(labels.counts()).containsExactly(1, 0, 3);
  }

  @Test
  void valuesThatAreAllTheSameAreSaid() {
    Dataset same = Examples.of(1, new float[40]).values(new float[40]);
    assertThat(new Split(same, same).shortages())
        .containsExactly(
            "the values to train on are all the same",
            "the values to validate on are all the same: R² of them is not defined");
  }
}
