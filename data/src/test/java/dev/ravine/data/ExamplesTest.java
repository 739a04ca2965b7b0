package dev.ravine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.random.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  private record House(float area, int rooms) {
    float[] features() {
      return new float[] {area, rooms};
    }
  }

  @Test
  void rowsHaveClassesByNumber() {
    float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
    Dataset data = Examples.of(rows).classes(0, 2, 2);
    rows[0][0] = 99;
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.feature(0, 0)).isEqualTo(1);
    assertThat(data.feature(2, 1)).isEqualTo(6);
    assertThat(data.label(1)).isEqualTo(2);
    assertThat(((Targets.Labels) data.targets()).names()).containsExactly("0", "1", "2");
  }

  @Test
  void classesByNameAreSorted() {
    Dataset data =
        Examples.of(1, new float[] {1, 2, 3}).named("wines").classes(List.of("red", "10", "9"));
    assertThat(data.name()).isEqualTo("wines");
    assertThat(((Targets.Labels) data.targets()).names()).containsExactly("9", "10", "red");
    assertThat(IntStream.range(0, 3).map(data::label)).containsExactly(2, 1, 0);
  }

  @Test
  void recordsHaveValuesAndColumns() {
    List<House> houses = List.of(new House(50, 2), new House(120, 5));
    Dataset data =
        Examples.of(houses, House::features).columns("area", "rooms").values(100_000, 250_000);
    assertThat(data.columns()).containsExactly("area", "rooms");
    assertThat(data.feature(1, 1)).isEqualTo(5);
    assertThat(((Targets.Values) data.targets()).value(1)).isEqualTo(250_000);
  }

  @Test
  void picturesHaveAShape() {
    PictureShape shape = new PictureShape(1, 2, 2);
    Dataset data = Examples.ofPictures(shape, new byte[] {0, 1, 2, (byte) 255}).reconstructed();
    assertThat(data.picture()).contains(shape);
    assertThat(data.feature(0, 3)).isEqualTo(255);
    assertThat(data.targets().outputs()).isEqualTo(4);
  }

  static List<Arguments> mistakes() {
    Examples two = Examples.of(2, new float[] {1, 2, 3, 4});
    return List.of(
        mistake(
            () -> Examples.of(new float[][] {{1, 2}, {3}}),
            "features of all examples must be as many, but example 0 has 2 and example 1 has 1"),
        mistake(
            () -> Examples.of(new float[0][]),
            "there must be an example with a feature, but there is none"),
        mistake(
            () -> Examples.of(2, new float[3]),
            "examples of 2 numbers must fill the array, which has 3"),
        mistake(
            () -> Examples.of(2, new float[] {1, 2, 3, Float.NaN}),
            "features must be finite, but number 1 of example 1 is NaN"),
        mistake(() -> two.classes(1), "labels must be as many as examples, 2, were 1"),
        mistake(() -> two.classes(0, -1), "the label of example 1 must be in 0 … 255, was -1"),
        mistake(
            () -> two.classes(List.of("a", "b"), 0, 2),
            "the label of example 1 must be in 0 … 1, was 2"),
        mistake(() -> two.classes(0, 256), "the label of example 1 must be in 0 … 255, was 256"),
        mistake(() -> two.classes(List.of("a", "a")), "memory must have 2 to 256 classes, has 1"),
        mistake(() -> two.values(1, 2, 3), "values must be as many as examples, 2, were 3"),
        mistake(
            () -> two.values(1, Float.POSITIVE_INFINITY),
            "values must be finite, but that of example 1 is Infinity"),
        mistake(() -> two.columns("a"), "columns must be as many as features, 2, were 1"));
  }

  private static Arguments mistake(ThrowingCallable call, String message) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void mistakesAreSaid(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }

  @Test
  void aSplitHasEachClassInBothParts() {
    int[] labels = IntStream.range(0, 100).map(i -> i < 90 ? 0 : 1).toArray();
    float[] features = new float[100];
    for (int i = 0; i < 100; i++) {
      features[i] = i;
    }
    Dataset sorted = Examples.of(1, features).classes(labels);
    Split split = Split.stratified(sorted, 0.2, new Seed(1));
    assertThat(((Targets.Labels) split.validation().targets()).counts()).containsExactly(18, 2);
    assertThat(split.train().size()).isEqualTo(80);
    assertThat(split.train().countIn(List.of(split.validation()))).isZero();
    assertThat(Split.stratified(sorted, 0.2, new Seed(2)).validation().feature(0, 0))
        .isNotEqualTo(split.validation().feature(0, 0));
    assertThat(Split.stratified(sorted.range(0, 10), 0.96, new Seed(1)).train().size()).isOne();
    assertThatThrownBy(() -> Split.stratified(sorted, 1, new Seed(1)))
        .hasMessage("the share to validate on must be above 0 and below 1, was 1.0");
    assertThatThrownBy(
            () -> Split.stratified(Examples.of(1, new float[1]).values(1), 0.5, new Seed(1)))
        .hasMessage(
            "memory has 1 training examples here, too few for 1 to train and 1 to validate");
  }
}
