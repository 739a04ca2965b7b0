package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.Dataset;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Scaling;
import dev.ravine.random.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokesTest {

  @Test
  void theSameSeedDrawsTheSameDigitsHoweverMany() {
    Dataset few = Strokes.draw(50, new Seed(1));
    Dataset many = Strokes.draw(200, new Seed(1));
    assertThat(many.range(0, 50).checksum()).isEqualTo(few.checksum());
    assertThat(Strokes.draw(50, new Seed(2)).checksum()).isNotEqualTo(few.checksum());
  }

  @Test
  void theDigitsOfTheDefaultRunStayTheSame() {
    // Every published figure on strokes depends on these bytes.
    assertThat(Strokes.draw(100, new Seed(20141222)).checksum())
        .isEqualTo("ba701b3aa1cfae6abd0fb20cfd2e6a0ecd4ed3e4f4acee6f7a1088b850bb0e7b");
  }

  @Test
  void everyClassIsDrawnEquallyOften() {
    Dataset data = Strokes.draw(5000, new Seed(3));
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      long count = IntStream.range(0, 5000).filter(i -> data.label(i) == wanted).count();
      // 500 expected, standard deviation 21.
      assertThat(count).isBetween(395L, 605L);
    }
  }

  @Test
  void meansAreSubtractedFeatureByFeature() {
    Dataset data = new Dataset("tiny", 2, 2, new byte[] {0, 10, 4, (byte) 200}, new byte[] {0, 1});
    Preprocessing preprocessing = data.scaled(Scaling.CENTERED).preprocessing();
    assertThat(preprocessing.mean()).containsExactly(2, 105);
    assertThat(preprocessing.factor()).containsExactly(1, 1);
  }
}
