package dev.ravine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.split.Split;
import dev.ravine.random.Seed;
import java.util.List;
import java.util.Set;
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
    Dataset data = Examples.of(rows).classes(List.of("0", "1", "2"), 0, 2, 2);
    rows[0][0] = 99;
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.feature(0, 0)).isEqualTo(1);
    assertThat(data.feature(2, 1)).isEqualTo(6);
    assertThat(data.label(1)).isEqualTo(2);
    assertThat(((Labels) data.targets()).names()).containsExactly("0", "1", "2");
  }

  @Test
  void classesByNameAreSorted() {
    Dataset data =
        Examples.of(1, new float[] {1, 2, 3}).named("wines").classes(List.of("red", "10", "9"));
    assertThat(data.name()).isEqualTo("wines");
    assertThat(((Labels) data.targets()).names()).containsExactly("9", "10", "red");
    assertThat(IntStream.range(0, 3).map(data::label)).containsExactly(2, 1, 0);
  }

  @Test
  void recordsHaveValuesAndColumns() {
    List<House> houses = List.of(new House(50, 2), new House(120, 5));
    Dataset data =
        Examples.of(houses, House::features).columns("area", "rooms").values(100_000, 250_000);
    assertThat(data.columns()).containsExactly("area", "rooms");
    assertThat(data.feature(1, 1)).isEqualTo(5);
    assertThat(((Values) data.targets()).value(1)).isEqualTo(250_000);
  }

  @Test
  void picturesHaveAShape() {
    PictureShape shape = new PictureShape(1, 2, 2);
    Dataset data = Examples.ofPictures(shape, new byte[] {0, 1, 2, (byte) 255}).reconstructed();
    assertThat(data.picture()).contains(shape);
    assertThat(data.feature(0, 3)).isEqualTo(255);
    assertThat(data.targets().outputs()).isEqualTo(4);
  }

  @Test
  void rowsHaveSeveralValues() {
    Dataset data =
        Examples.of(1, new float[] {1, 2, 3})
            .values(new float[] {1, 10}, new float[] {2, 20}, new float[] {6, 60});
    Values values = (Values) data.pick(new int[] {2, 0}).targets();
    assertThat(values.size()).isEqualTo(2);
    assertThat(values.value(0, 1)).isEqualTo(60);
    float[] row = new float[3];
    data.target(1, data.preprocessing(), row, 1);
    assertThat(row).containsExactly(0, (float) (-1 / Math.sqrt(14.0 / 3)), row[1]);
    assertThat(data.preprocessing().value(1, row[2])).isEqualTo(20, within(1e-5));
  }

  @Test
  void examplesHaveAnyOfSeveralLabels() {
    Dataset data =
        Examples.of(1, new float[] {1, 2, 3})
            .labelSets(List.of(Set.of("sweet", "red"), Set.of(), Set.of("red")));
    LabelSets labels = (LabelSets) data.range(1, 3).targets();
    assertThat(labels.names()).containsExactly("red", "sweet");
    assertThat(labels.size()).isEqualTo(2);
    assertThat(labels.has(0, 0)).isFalse();
    assertThat(labels.has(1, 0)).isTrue();
    float[] row = new float[2];
    data.target(0, data.preprocessing(), row, 0);
    assertThat(row).containsExactly(1, 1);
  }

  private static float[] seen(Dataset data, int example) {
    float[] row = new float[data.features()];
    data.read(example, data.preprocessing(), row);
    return row;
  }

  @Test
  void preprocessingIsChosen() {
    Dataset data = Examples.of(2, new float[] {1, 7, 3, 7, 5, 7}).values(10, 20, 30);
    assertThat(seen(data.scaled(Scaling.UNIT), 1)).containsExactly(0.5f, 0);
    assertThat(seen(data.scaled(Scaling.NONE), 1)).containsExactly(3, 7);
    assertThat(seen(data.scaled(Scaling.UNIT).range(1, 3), 0)).containsExactly(0, 0);
    Dataset pixels =
        Examples.ofPictures(new PictureShape(1, 1, 2), new byte[] {0, (byte) 255, 51, 1})
            .classes(0, 1);
    assertThat(seen(pixels.scaled(Scaling.UNIT), 1))
        .containsExactly(new float[] {0.2f, 1 / 255f}, within(1e-7f));
    Preprocessing own =
        new Preprocessing(
            new float[] {1, 0}, new float[] {2, 1}, new float[] {0}, new float[] {0.1f});
    Dataset prepared = data.preprocessed(own).range(1, 3);
    assertThat(seen(prepared, 0)).containsExactly(4, 7);
    float[] target = new float[1];
    prepared.target(1, prepared.preprocessing(), target, 0);
    assertThat(target[0]).isEqualTo(3);
    assertThatThrownBy(
            () -> pixels.range(0, 1).withTargets(new Values(2, new float[2])).preprocessed(own))
        .hasMessage("preprocessing must be for 2 values, was for 1");
    assertThatThrownBy(() -> Examples.of(1, new float[1]).values(1).preprocessed(own))
        .hasMessage("preprocessing must be for 1 features, was for 2");
  }

  @Test
  void weightsStayWithTheirExamples() {
    Dataset data = Examples.of(1, new float[] {1, 2, 3}).values(1, 2, 3).weighted(1, 0, 5);
    assertThat(data.pick(new int[] {2, 1}).weight(0)).isEqualTo(5);
    assertThat(data.range(1, 3).weight(0)).isZero();
    assertThat(data.checksum())
        .isNotEqualTo(Examples.of(1, new float[] {1, 2, 3}).values(1, 2, 3).checksum());
  }

  @Test
  void classesOfASplitAreMatchedByTheirNames() {
    Examples two = Examples.of(1, new float[] {1, 2});
    Split split =
        new Split(two.classes(List.of("a", "b"), 0, 1), two.classes(List.of("b", "a"), 0, 1));
    assertThat(split.validation().label(0)).isEqualTo(1);
    assertThat(split.validation().label(1)).isZero();
  }

  /// What an example of weight 0 has decides nothing, and one of weight 2 is as if it were there
  /// twice.
  @Test
  void weightsCountInPreprocessing() {
    float[] features = {1, 5, 3, 7, 1e6f, -1e6f, 8, 2};
    float[] twice = {1, 5, 3, 7, 8, 2, 8, 2};
    for (Scaling scaling : Scaling.values()) {
      Dataset weighted =
          Examples.of(2, features).values(1, 2, 1e9f, 4).weighted(1, 1, 0, 2).scaled(scaling);
      Dataset repeated = Examples.of(2, twice).values(1, 2, 4, 4).scaled(scaling);
      assertThat(weighted.preprocessing()).isEqualTo(repeated.preprocessing());
    }
    byte[] pixels = {1, 5, 3, 7, 100, 110, 8, 2};
    Dataset pictures =
        Examples.ofPictures(new PictureShape(2, 1, 1), pixels).unlabelled().weighted(1, 1, 0, 1);
    assertThat(pictures.preprocessing().mean()).containsExactly(4, 14 / 3f);
  }

  @Test
  void whatIsNotThereIsNotRead() {
    Dataset data = Examples.of(2, new float[] {1, 2, 3, 4}).values(1, 2);
    assertThatThrownBy(() -> data.feature(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    for (Targets targets :
        List.of(
            data.targets(),
            new LabelSets(List.of("a"), new boolean[2]),
            Labels.numbered("two", 2, new byte[2]))) {
      assertThatThrownBy(() -> targets.range(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void anArrayWrittenToLaterChangesNothing() {
    float[] values = {1, 2};
    Dataset data = Examples.of(new double[][] {{1}, {2}}).values(values);
    values[0] = 9;
    assertThat(((Values) data.targets()).value(0)).isEqualTo(1);
  }

  @Test
  void textsSayWhatIsThere() {
    assertThat(Examples.of(2, new float[4]).named("wines").classes(0, 1))
        .hasToString("wines: 2 examples of 2 features, classes [0, 1]");
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
        mistake(() -> two.classes(List.of("a", "a")), "data must have 2 to 256 classes, has 1: a"),
        mistake(
            () -> two.classes(List.of("a", "a"), 0, 1),
            "classes must have names of their own, but two are called a"),
        mistake(
            () -> two.classes(List.of("a", ""), 0, 1), "classes must have names, but one is empty"),
        mistake(
            () -> two.labelSets(List.of("x", "x"), List.of(Set.of(), Set.of())),
            "labels must have names of their own, but two are called x"),
        mistake(
            () -> two.columns("a", "a"),
            "columns must have names of their own, but two are called a"),
        mistake(
            () -> Examples.of(new double[][] {{1}, {1e39}}),
            "features must be finite, but number 0 of example 1 is Infinity"),
        mistake(
            () -> two.classes(0, 1).range(1, 3),
            "a range must be within 0 … 2, the number of examples, was 1 … 3"),
        mistake(
            () -> two.classes(0, 1).range(-1, 1),
            "a range must be within 0 … 2, the number of examples, was -1 … 1"),
        mistake(
            () -> two.classes(0, 1).range(2, 1),
            "a range must be within 0 … 2, the number of examples, was 2 … 1"),
        mistake(
            () -> two.classes(0, 1).pick(new int[] {0, 2}), "an example must be in 0 … 1, was 2"),
        mistake(() -> two.classes(0, 1).weighted(0, 0), "weights must not all be 0"),
        mistake(
            () ->
                new Split(
                    two.values(1, 2).weighted(1, 0), two.values(1, 2).weighted(0, 1).range(0, 1)),
            "validation examples must not all have weight 0, have: 1"),
        mistake(
            () -> new Split(two.columns("a", "b").values(1, 2), two.columns("b", "a").values(1, 2)),
            "data: column 1 must be a, was b"),
        mistake(() -> two.values(1, 2, 3), "values must be as many as examples, 2, were 3"),
        mistake(
            () -> two.values(1, Float.POSITIVE_INFINITY),
            "values must be finite, but number 0 of example 1 is Infinity"),
        mistake(
            () -> two.classes(1, 2),
            "classes are 0 … 2, but no example is of class 0: let labels count from 0, or name the classes"),
        mistake(
            () -> Examples.of(new float[][] {{1, 2}, null}),
            "features of example 1 must be an array, were null"),
        mistake(
            () -> two.values(new float[] {1, 2}, new float[] {1}),
            "values of all examples must be as many, but example 0 has 2 and example 1 has 1"),
        mistake(
            () -> two.values(new float[] {1, 2}, new float[] {1, Float.NaN}),
            "values must be finite, but number 1 of example 1 is NaN"),
        mistake(
            () -> two.labelSets(List.of("a"), List.of(Set.of("a"), Set.of("b"))),
            "labels must be among [a], but example 1 has b"),
        mistake(
            () -> two.labelSets(List.of(Set.of(), Set.of())),
            "there must be a label, but no example has one"),
        mistake(
            () -> two.classes(0, 1).weighted(1), "weights must be as many as examples, 2, were 1"),
        mistake(
            () -> two.classes(0, 1).weighted(1, -1),
            "weights must be 0 or more, but that of example 1 is -1.0"),
        mistake(
            () -> new Split(two.classes(0, 1), Examples.of(1, new float[1]).classes(0)),
            "data must have 2 features, as data has, has 1"),
        mistake(
            () -> new Split(two.classes(0, 1), two.classes(List.of("b", "a"), 0, 1)),
            "data: classes must be among [0, 1], but example 0 is of b"),
        mistake(
            () -> new Split(two.classes(0, 1), two.values(0, 1)),
            "data must have what data has to learn, classes [0, 1], has a value"),
        mistake(
            () -> Labels.numbered("test", 2, new byte[2]).renumbered(List.of("1", "2")),
            "test: classes must be among [1, 2], but example 0 is of 0"),
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
    assertThat(((Labels) split.validation().targets()).counts()).containsExactly(18, 2);
    assertThat(split.train().size()).isEqualTo(80);
    assertThat(Duplicates.count(split.train(), List.of(split.validation()))).isZero();
    assertThat(Split.stratified(sorted, 0.2, new Seed(2)).validation().feature(0, 0))
        .isNotEqualTo(split.validation().feature(0, 0));
    assertThat(Split.stratified(sorted.range(0, 10), 0.96, new Seed(1)).train().size()).isOne();
    assertThatThrownBy(() -> Split.stratified(sorted, 1, new Seed(1)))
        .hasMessage("the share to validate on must be above 0 and below 1, was 1.0");
    assertThatThrownBy(
            () -> Split.stratified(Examples.of(1, new float[1]).values(1), 0.5, new Seed(1)))
        .hasMessage("data has 1 training examples here, too few for 1 to train and 1 to validate");
  }
}
