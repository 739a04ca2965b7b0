package dev.ravine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private interface Example {
    void main(String[] arguments) throws IOException;
  }

  private static String printed(Example example) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static double value(String printed) {
    return Double.parseDouble(printed.substring(printed.indexOf("f = ") + 4).strip());
  }

  @Test
  void theyDoWhatTheySay() throws IOException {
    assertThat(value(printed(Example1Steps::main))).isLessThan(1e-3);
    assertThat(printed(Example2Schedule::main))
        .contains("adam.learningRate=")
        .satisfies(text -> assertThat(value(text)).isLessThan(1));
    assertThat(printed(Example3Groups::main)).contains("frozen on \"embedding\"", "[1.0, ");
    assertThat(printed(Example4SaveAndResume::main)).isEqualTo("the same bits: true\n");
    assertThat(value(printed(Example5OwnRule::main))).isLessThan(1e-2);
  }

  @Test
  void anOwnFunctionIsMinimized() throws IOException {
    String printed = printed(Example8Minimize::main);
    assertThat(printed)
        .contains("the gradient agrees", "free: ", "within -1 … 0.9: ")
        .contains("resumed, the same bits: true")
        .containsPattern("without a gradient: .*the gradient is small enough")
        .containsPattern("fitted: \\[4\\.9\\d+, 0\\.49\\d+\\], the gradient is small enough");
    assertThat(value(printed)).isLessThan(1e-12);
  }

  @Test
  void theEnsembleIsBetterThanItsMember() throws IOException {
    double[] losses =
        printed(Example6Ensemble::main)
            .lines()
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .toArray();
    assertThat(losses).hasSize(3);
    assertThat(losses[1]).isLessThan(losses[0]);
  }

  @Test
  void anOwnLayerIsTrainedSavedAndRead() throws IOException {
    String printed = printed(Example7OwnLayer::main);
    assertThat(printed).contains("dense(50) | relu | residual(50) | dense(10)");
    double accuracy =
        Double.parseDouble(printed.substring(printed.indexOf("accuracy ") + 9).strip());
    assertThat(accuracy).isGreaterThan(0.8);
  }

  @Test
  void aLoopOfOnesOwnTrains() throws IOException {
    List<String> lines = printed(Example10OwnLoop::main).lines().toList();
    assertThat(lines).hasSize(31);
    assertThat(number(lines.getLast(), "accuracy ")).isGreaterThan(0.97);
    assertThat(number(lines.getLast(), "AUC ")).isGreaterThan(0.99);
  }

  @Test
  void aModelOfOnesOwnIsTrainedSavedAndRead() throws IOException {
    List<String> lines = printed(Example11OwnModel::main).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("[twoTowers(2, 2)], 5 features, 2 values");
    assertThat(number(lines.get(1), "R² ")).isGreaterThan(0.98);
    assertThat(number(lines.get(2), "[")).isBetween(2.5, 3.5);
    assertThat(number(lines.get(2), ", ")).isBetween(130.0, 170.0);
  }

  @Test
  void otherTargetsThanClassesAreLearnt() throws IOException {
    List<String> lines = printed(Example12KindsOfData::main).lines().toList();
    assertThat(number(lines.getFirst(), "MAE ")).isLessThan(2);
    assertThat(number(lines.getFirst(), "RMSE ")).isLessThan(3);
    assertThat(number(lines.getLast(), "exact ")).isGreaterThan(0.95);
  }

  @Test
  void aRareClassIsFound() throws IOException {
    List<String> lines = printed(Example14RareClass::main).lines().toList();
    assertThat(lines.getFirst()).contains("F1 of fraud");
    assertThat(number(lines.get(lines.size() - 2), "AUC ")).isGreaterThan(0.9);
    assertThat(number(lines.get(lines.size() - 2), "F1 ")).isGreaterThan(0.4);
    assertThat(lines.getLast()).isEqualTo("fraud");
  }

  @Test
  void twoReplicasLearnTogether() throws IOException {
    List<String> lines = printed(Example15Downpour::main).lines().toList();
    assertThat(number(lines.get(lines.size() - 2), "accuracy ")).isGreaterThan(0.8);
    assertThat(number(lines.getLast(), "staleness: ")).isNotNegative();
  }

  @Test
  void theScriptOfPyTorchIsPorted() throws IOException {
    List<String> lines = printed(Example13FromPyTorch::main).lines().toList();
    assertThat(number(lines.getFirst(), "accuracy ")).isGreaterThan(0.95);
    assertThat(lines.get(1)).as("the recipe as text is the same").isEqualTo("true");
    assertThat(lines.getLast()).isEqualTo("0");
  }

  private static double number(String line, String after) {
    return Double.parseDouble(
        line.substring(line.indexOf(after) + after.length()).split("[],]", 2)[0].strip());
  }

  @Test
  void recordsBecomeAModelThatPredicts() throws IOException {
    List<String> lines = printed(Example9TrainAndPredict::main).lines().toList();
    assertThat(lines.getFirst()).startsWith("epoch 0: loss ");
    assertThat(lines.get(lines.size() - 3)).startsWith("[versicolor, virginica] [0.");
    assertThat(lines.get(lines.size() - 2)).isEqualTo("versicolor");
    assertThat(Integer.parseInt(lines.getLast())).isBetween(270, 300);
  }
}
