package dev.ravine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.random.RandomStream;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleStreamTest {

  private static final int SIZE = 500;
  private final float[][] rows = new float[SIZE][3];
  private final float[][] values = new float[SIZE][2];

  ExampleStreamTest() {
    RandomStream random = new Seed(1).stream("rows");
    for (int i = 0; i < SIZE; i++) {
      for (int k = 0; k < 3; k++) {
        rows[i][k] = (float) random.nextGaussian();
      }
      values[i] = new float[] {i, -rows[i][0]};
    }
  }

  /// After the stream is closed, too.
  @Test
  void aStreamIsTheSameDataSetAsArrays() throws IOException {
    Dataset streamed;
    try (ExampleStream stream = new ExampleStream(3)) {
      for (int i = 0; i < SIZE; i++) {
        stream.add(rows[i], values[i]);
      }
      streamed = stream.values();
    }
    Dataset expected = Examples.of(rows).values(values);
    assertThat(streamed.checksum()).isEqualTo(expected.checksum());
    assertThat(streamed.preprocessing()).isEqualTo(expected.preprocessing());
    int[] some = {400, 3, 77};
    assertThat(streamed.pick(some).checksum()).isEqualTo(expected.pick(some).checksum());
    Dataset part = streamed.pick(some).range(1, 3);
    assertThat(part.feature(1, 2)).isEqualTo(rows[77][2]);
    assertThat(Duplicates.count(part, List.of(expected))).isEqualTo(2);
    float[] one = new float[3];
    float[] other = new float[3];
    streamed.read(123, streamed.preprocessing(), one);
    expected.read(123, streamed.preprocessing(), other);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void classesAreNamed() throws IOException {
    try (ExampleStream stream = new ExampleStream(1)) {
      stream.add(new float[] {1}, "b");
      stream.add(new float[] {2}, "a");
      Dataset first = stream.classes();
      stream.add(new float[] {3}, "c");
      assertThat(((Labels) first.targets()).names()).containsExactly("a", "b");
      assertThat(stream.classes().size()).isEqualTo(3);
      assertThat(stream.classes().feature(2, 0)).isEqualTo(3);
    }
  }

  @Test
  void mistakesAreSaid() throws IOException {
    assertThatThrownBy(() -> new ExampleStream(0))
        .hasMessage("an example must have 1 feature or more, was 0");
    try (ExampleStream stream = new ExampleStream(2)) {
      assertThatThrownBy(stream::values)
          .hasMessage("there must be an example with a value, but there is none");
      stream.add(new float[] {1, 2}, 5);
      assertThatThrownBy(() -> stream.add(new float[1], 5))
          .hasMessage("example 1 must have 2 features, has 1");
      assertThatThrownBy(() -> stream.add(new float[] {1, Float.NaN}, 5))
          .hasMessage("features must be finite, but number 1 of example 1 is NaN");
      assertThatThrownBy(() -> stream.add(new float[2], 5, 6))
          .hasMessage(
              "values of all examples must be as many, but example 0 has 1 and example 1 has 2");
      assertThatThrownBy(() -> stream.add(new float[2], "a"))
          .hasMessage("all examples must have what example 0 has, but example 1 has a class");
      stream.add(new float[] {3, 4}, 6);
      assertThat(((Values) stream.values().targets()).value(1)).isEqualTo(6);
      assertThat(stream.values().feature(1, 0)).isEqualTo(3);
    }
  }
}
