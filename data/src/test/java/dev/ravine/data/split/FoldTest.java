package dev.ravine.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.Dataset;
import dev.ravine.data.source.CsvFile;
import dev.ravine.data.source.NamedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldTest {

  private static final Path NOWHERE = Path.of("nowhere");

  @Test
  void everyExampleIsValidatedOnByOneFoldAndTrainedOnByTheOthers() {
    int[] validated = new int[20];
    for (int number = 1; number <= 3; number++) {
      int[] order = new Fold(number, 3).order(20);
      assertThat(order).hasSize(20).doesNotHaveDuplicates();
      Arrays.stream(order).skip(14).forEach(i -> validated[i]++);
    }
    assertThat(validated).startsWith(IntStream.generate(() -> 1).limit(18).toArray());
    assertThat(validated).endsWith(0, 0);
  }

  @Test
  void foldsOfADataSetAreItsExamples() {
    Dataset all = NamedSource.STROKES.load(NOWHERE, 40, 10).train();
    Split second = NamedSource.STROKES.fold(NOWHERE, 50, new Fold(2, 5));
    assertThat(second.train().size()).isEqualTo(40);
    assertThat(second.validation().checksum()).isEqualTo(all.range(10, 20).checksum());
    assertThat(second.train().range(0, 10).checksum()).isEqualTo(all.range(0, 10).checksum());
    assertThat(second.train().range(10, 30).checksum()).isEqualTo(all.range(20, 40).checksum());
  }

  @Test
  void foldsOfATableHaveEachClassAlikeAndLearnTheirOwnMeans(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("t.csv");
    StringBuilder text = new StringBuilder("x,colour,label\n");
    for (int i = 0; i < 90; i++) {
      text.append(i == 7 ? 1e6 : i)
          .append(i == 7 ? ",unique," : ",red,")
          .append("abc".charAt(i % 3))
          .append('\n');
    }
    Files.writeString(file, text);
    CsvFile table = new CsvFile(file, Optional.empty());
    int withoutTheOutlier = 0;
    for (int number = 1; number <= 3; number++) {
      Split split = table.fold(NOWHERE, 90, new Fold(number, 3));
      Map<Integer, Integer> counts = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        counts.merge(split.validation().label(i), 1, Integer::sum);
      }
      assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of(0, 10, 1, 10, 2, 10));
      boolean here =
          IntStream.range(0, 30).anyMatch(i -> split.validation().feature(i, 0) > 1000)
              || split.train().preprocessing().mean()[0] < 1000;
      withoutTheOutlier += here ? 1 : 0;
    }
    assertThat(withoutTheOutlier).isEqualTo(1);
  }

  @Test
  void whatCannotBeFoldedIsRefused(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> new Fold(1, 1)).hasMessage("folds must be 2 or more, was 1");
    assertThatThrownBy(() -> Fold.validated(3, 5))
        .hasMessage("folds must be at most the number of examples, 3, was 5");
    Path file = Files.writeString(folder.resolve("t.csv"), "x,label\n1,a\n2,b\n3,a\n");
    assertThatThrownBy(() -> new CsvFile(file, Optional.empty()).fold(NOWHERE, 4, new Fold(1, 2)))
        .hasMessage("t.csv has 3 training examples here, too few for 4 to train and 0 to validate");
  }
}
