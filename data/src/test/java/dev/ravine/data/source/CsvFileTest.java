package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.table.TargetColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir private Path folder = Path.of(".");

  private CsvFile file(String text) throws IOException {
    Path file = folder.resolve("flowers.csv");
    Files.writeString(file, text);
    return new CsvFile(file, Optional.empty());
  }

  private static TargetColumn target(String name) {
    return new TargetColumn(TargetColumn.Kind.TARGET, name);
  }

  @Test
  void everyRowIsThereOnceWithItsLabel() throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> "%d,\"kind %d\",%s%n".formatted(i, i % 3, -i / 2.0))
            .reduce("width,label,height\n", String::concat);
    Dataset data = file(rows).read();
    assertThat(data.size()).isEqualTo(40);
    assertThat(data.features()).isEqualTo(2);
    assertThat(data.targets().outputs()).isEqualTo(3);
    assertThat(IntStream.range(0, 40).mapToObj(i -> data.feature(i, 0)).distinct()).hasSize(40);
    assertThat(IntStream.range(0, 40).mapToObj(data::origin))
        .containsExactlyElementsOf(
            IntStream.range(0, 40)
                .mapToObj(i -> Optional.of("line " + ((int) data.feature(i, 0) + 2)))
                .toList());
    assertThat(data.range(7, 9).origin(1)).isEqualTo(data.origin(8));
    assertThat(data.pick(new int[] {5}).origin(0)).isEqualTo(data.origin(5));
    for (int i = 0; i < 40; i++) {
      assertThat(data.label(i)).isEqualTo((int) data.feature(i, 0) % 3);
      assertThat(data.feature(i, 1)).isEqualTo(-data.feature(i, 0) / 2);
    }
    assertThat(data.feature(0, 0)).as("rows are mixed").isNotEqualTo(0);
    assertThat(file(rows).usualTrain()).isEqualTo(32);
    assertThat(file(rows).usualValidation()).isEqualTo(8);
  }

  @Test
  void numbersGetMeanZeroAndDeviationOneOfTheTrainingExamples() throws IOException {
    Dataset data = file("a,b,y\n1,5,10\n3,5,30\n").learning(target("y")).read();
    Preprocessing preprocessing = data.preprocessing();
    float[] out = new float[2];
    for (int i = 0; i < 2; i++) {
      data.read(i, preprocessing, out);
      float sign = data.feature(i, 0) == 1 ? -1 : 1;
      assertThat(out).containsExactly(sign, 0);
      float[] learnt = {0, 0};
      data.target(i, preprocessing, learnt, 1);
      assertThat(learnt).containsExactly(0, sign);
    }
    assertThatThrownBy(() -> data.label(0)).hasMessageContaining("no labels");
  }

  @Test
  void labelsOfDigitsAreInTheOrderOfNumbers() throws IOException {
    Dataset data = file("x,label\n1,10\n2,9\n3,8\n").read();
    for (int i = 0; i < 3; i++) {
      assertThat(data.label(i) + data.feature(i, 0)).isCloseTo(3f, within(0f));
    }
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() throws IOException {
    assertThatThrownBy(() -> new CsvFile(folder.resolve("no.csv"), Optional.empty()).read())
        .hasMessageContaining("no.csv can't be read: it is not there");
    refused(
        "a,b\n1,2\n", "say with --label or --target which column is to be learnt; there are a, b");
    refused("a,label,target\n1,2,3\n", "has both a column label and a column target");
    refused("a,target\n1,5\n2,5\n", "there is nothing to learn: target is 5.0 in every row");
    assertThatThrownBy(() -> file("a,b\n1,2\n").learning(target("c")).read())
        .hasMessageContaining("has no column c; there are a, b");
    assertThatThrownBy(() -> NamedSource.MNIST.learning(target("c")))
        .hasMessage("target must come with a CSV file, but the data is mnist");
  }

  private void refused(String text, String why) {
    assertThatThrownBy(() -> file(text).read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(why);
  }
}
