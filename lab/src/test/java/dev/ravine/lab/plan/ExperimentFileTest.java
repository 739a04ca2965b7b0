package dev.ravine.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.source.NamedSource;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.TimeEstimate;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.lab.yaml.InvalidExperimentException;
import dev.ravine.nn.model.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFileTest {

  @TempDir private Path folder = Path.of(".");

  private ExperimentPlan read(String text, String... settings) throws IOException {
    Path file = folder.resolve("some.yaml");
    Files.writeString(file, text);
    return ExperimentFile.read(file, List.of(settings));
  }

  @Test
  void aHyperParameterCanBeSetAnewAtAnEpoch() throws IOException {
    Path file = folder.resolve("revised.yaml");
    Files.writeString(
        file,
        """
        optimizers:
          - optimizer: sgd
            learningRate: 0.1
            learningRate@3: [0.01, "cosine(0.1,100)"]
        """);
    assertThat(ExperimentFile.read(file, List.of()).runs())
        .extracting(RunPlan::label)
        .containsExactly(
            "sgd learningRate@3=0.01 learningRate=0.1",
            "sgd learningRate@3=cosine(initial=0.1,steps=100,last=0) learningRate=0.1");
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of("beta1@3=0.5")))
        .hasMessageContaining("unknown hyper-parameter beta1");
  }

  /// 40 updates are those of 80 steps by two replicas.
  @Test
  void schedulesEndWithTheRunWhateverTheMethod() throws IOException {
    ExperimentPlan plan =
        read(
            """
            train: 200
            validation: 100
            batch: 20
            epochs: 8
            method: localSgd(2)
            optimizers:
              - optimizer: sgd
                learningRate: cosine(0.1)
            """);
    assertThat(plan.runs().getFirst().recipe())
        .hasToString("sgd(learningRate=cosine(initial=0.1,steps=40,last=0))");
  }

  @Test
  void everythingThatCanBeSaidIsTakenOver() throws IOException {
    ExperimentPlan experimentPlan =
        read(
            """
            about: for nobody
            data: mnist
            dataFolder: /some/where
            train: 300
            validation: 200
            hidden: [30, 20]
            activation: leakyRelu
            weights: he
            epochs: 3
            batch: 10
            seeds: [4, 7]
            keepModels: true
            optimizers:
              - sgd
              - optimizer: clipGlobalNorm(1) | adam
                learningRate: [1e-4, "cosine(1e-3,30)"]
                adam.beta1: 0.8
            """);
    assertThat(experimentPlan.source()).isEqualTo(NamedSource.MNIST);
    assertThat(experimentPlan.dataFolder()).contains(Path.of("/some/where"));
    assertThat(experimentPlan.train()).isEqualTo(300);
    assertThat(experimentPlan.validation()).isEqualTo(200);
    assertThat(experimentPlan.model())
        .isEqualTo(new ModelPlan(List.of(30, 20), Activation.LEAKY_RELU, "he"));
    assertThat(experimentPlan.epochs()).isEqualTo(3);
    assertThat(experimentPlan.batch()).isEqualTo(10);
    assertThat(experimentPlan.keep()).isEqualTo(KeptModels.LAST);
    assertThat(experimentPlan.kind()).isEqualTo("compare");
    assertThat(experimentPlan.runs()).hasSize(6);
    assertThat(experimentPlan.runs().stream().map(RunPlan::seed))
        .containsExactly(4L, 7L, 4L, 7L, 4L, 7L);
    assertThat(experimentPlan.runs().get(2).recipe().toString())
        .contains("learningRate=1e-4", "beta1=0.8");
    assertThat(experimentPlan.runs().get(4).recipe().toString())
        .contains("learningRate=cosine(", "beta1=0.8");
    assertThat(experimentPlan.runs().stream().map(RunPlan::folder)).doesNotHaveDuplicates();
    assertThat(ExperimentPlanJson.read(ExperimentPlanJson.write(experimentPlan)))
        .isEqualTo(experimentPlan);
  }

  @Test
  void gridsAreAllCombinations() throws IOException {
    ExperimentPlan experimentPlan =
        read(
            """
            seeds: 2
            optimizers:
              optimizer: adam
              learningRate: log(1e-5, 1e2, 8)
              beta1: [0.8, 0.9]
            """);
    assertThat(experimentPlan.kind()).isEqualTo("sweep");
    assertThat(experimentPlan.runs()).hasSize(32);
    assertThat(experimentPlan.runs().stream().map(RunPlan::learningRate).distinct())
        .containsExactly(1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0);
  }

  @Test
  void settingsReplaceKeysAndHyperParametersOfAllOptimizers() throws IOException {
    String text = "epochs: 5\noptimizers: [sgd, {optimizer: adam, learningRate: [1e-3, 1e-2]}]\n";
    ExperimentPlan experimentPlan = read(text, "epochs=2", "learningRate=[0.1, 0.2]", "seeds=3");
    assertThat(experimentPlan.epochs()).isEqualTo(2);
    assertThat(experimentPlan.runs()).hasSize(12);
    assertThat(read(text, "optimizers=lion").runs()).hasSize(1);
    assertThatThrownBy(() -> read(text, "epochs"))
        .hasMessage("a setting must be NAME=VALUE, such as beta1=0.9, was \"epochs\"");
    assertThatThrownBy(() -> read(text, "learningRat=1"))
        .hasMessageContaining("learningRat")
        .hasMessageContaining("learningRate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs: 5;epoch: 3;optimizers: sgd      | 2 | unknown key epoch, did you mean epochs?
          optimizers: sgd;epochs: 0               | 2 | epochs must be a whole number from 1 to 1000000, was 0
          optimizers: sgd;train: 9999999          | 2 | train must be a whole number from 1 to 1000000, was 9999999
          optimizers:;  - optimizer: adam;    beta1: log(1e-4, 1) | 3 | log must be of the form log(first, last, count), was log(1e-4, 1)
          optimizers: [sgd                        | 1 | must be YAML: while parsing a flow sequence: expected
          optimizers: sgd;patience: [1]           | 2 | patience must be one value, was a list or a mapping
          optimizers: sgd;epochs: []              | 2 | epochs must be one value or more, was an empty list
          optimizers: sgd;dropout: []             | 2 | dropout must be one value or more, was an empty list
          optimizers: sgd;seeds: []               | 2 | seeds must be one value or more, was an empty list
          optimizers: [{optimizer: sgd, momentum: []}] | 1 | momentum must be one value or more, was an empty list
          optimizers: sgd;batch: [10, x]          | 2 | batch must be a whole number from 1 to 1000000, was x
          epochs: 5                               | 1 | optimizers must be there: which to train with
          optimizers: []                          | 1 | optimizers must not be empty
          optimizers:;  - sgdd                    | 2 | unknown update rule sgdd, did you mean sgd?
          optimizers:;  - learningRate: 1         | 2 | an optimizer must have the key optimizer
          optimizers:;  - optimizer: sgd;    lr: 1 | 3 | lr
          optimizers:;  - optimizer: sgd;    learningRate: x | 3 | x
          optimizers:;  - optimizer: adam;    beta1: 1 | 3 | beta1 must be in [0, 1), was 1
          optimizers:;  - optimizer: adam;    beta1: log(0, 1, 2) | 3 | must have positive ends
          optimizers:;  - optimizer: adam;    beta1: log(1, 2, 1) | 3 | must have a whole count from 2 to 10000
          optimizers: sgd;data: cifar             | 2 | unknown data set cifar, did you mean cifar10?
          optimizers: sgd;weights: -1             | 2 | weights must be he, glorot or a positive standard deviation, was -1
          optimizers: sgd;activation: rellu       | 2 | unknown activation rellu, did you mean relu?
          optimizers: sgd;hidden: [3, 0]          | 2 | hidden must be a whole number from 1 to 1000000, was 0
          optimizers: sgd;keepModels: yes         | 2 | keepModels must be none, last, best or all, was yes
          optimizers: sgd;seeds: [a]              | 2 | a seed must be a whole number, was a
          optimizers: sgd;optimizers: adam        | 2 | key optimizers must not be there twice
          optimizers: [sgd                        | 1 | must be YAML
          - sgd                                   | 1 | an experiment must be a mapping
          """)
  void whatIsWrongIsNamedWithItsLine(String text, int line, String message) {
    assertThatThrownBy(() -> read(text.replace(';', '\n')))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageContaining("some.yaml, line %d: ".formatted(line))
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ExperimentFile.read(folder.resolve("none.yaml"), List.of()))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../experiments"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereIsAnExperimentForEachOfTheFigures() throws IOException {
    assertThat(shipped().stream().map(file -> file.getFileName().toString()))
        .contains(
            "figure-2.yaml",
            "figure-3.yaml",
            "figure-4-sgd.yaml",
            "figure-5-momentum.yaml",
            "figure-6-rmsprop.yaml",
            "figure-7-adam.yaml",
            "rmsprop-small-rates.yaml");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shippedExperimentsCanBeBuilt(Path file) throws IOException {
    ExperimentPlan small =
        ExperimentFile.read(file, List.of("data=strokes", "train=200", "batch=50"));
    assertThat(ExperimentLoader.load(small).runs()).isNotEmpty();
  }

  @Test
  void aMinimizersLearningRateIsASettingLikeOthers() throws IOException {
    ExperimentPlan plan = read("optimizers:\n  - optimizer: svrg\n    learningRate: [0.1, 0.2]\n");
    assertThat(plan.runs().stream().map(RunPlan::label))
        .containsExactly("svrg learningRate=0.1", "svrg learningRate=0.2");
    assertThat(plan.runs().stream().map(RunPlan::folder).distinct()).hasSize(2);
  }

  /// A step of Hessian-free may be a hundred epochs long: it is not tried.
  @Test
  void minimizersAreEstimatedByTheirGradients() throws IOException {
    String text = "train: 200\nvalidation: 100\nhidden: 10\noptimizers: %s\nepochs: 2000\n";
    Experiment free = ExperimentLoader.load(read(text.formatted("hessianFree")));
    Experiment sgd = ExperimentLoader.load(read(text.formatted("sgd")));
    double ratio =
        (double) TimeEstimate.of(free, free.runs(), 1).toNanos()
            / TimeEstimate.of(sgd, sgd.runs(), 1).toNanos();
    assertThat(ratio).isBetween(0.1, 10.0);
  }

  @Test
  void anEstimateIsPositiveAndGrowsWithTheRuns() throws IOException {
    String text = "train: 200\nvalidation: 100\nhidden: 10\noptimizers: sgd\n";
    Experiment longer = ExperimentLoader.load(read(text, "epochs=2000"));
    Experiment shorter = ExperimentLoader.load(read(text, "epochs=1"));
    assertThat(TimeEstimate.of(longer, longer.runs(), 1))
        .isPositive()
        .isGreaterThan(TimeEstimate.of(shorter, shorter.runs(), 1));
  }

  @Test
  void trainingOptionsAreReadAndKept() throws IOException {
    ExperimentPlan plan =
        read("optimizers: sgd\n", "labelSmoothing=0.1", "patience=3", "classWeights=balanced");
    assertThat(plan.options().labelSmoothing()).isEqualTo(0.1);
    assertThat(ExperimentPlanJson.read(ExperimentPlanJson.write(plan)).options())
        .isEqualTo(plan.options());
    assertThatThrownBy(() -> read("train: 9\nlabelSmoothing: much\noptimizers: sgd\n"))
        .hasMessageEndingWith(", line 2: labelSmoothing must be a number, was much");
    assertThatThrownBy(() -> read("train: 9\nlabelSmoothing: 2\noptimizers: sgd\n"))
        .hasMessageEndingWith(", line 2: labelSmoothing must be in [0, 1), was 2");
    ExperimentPlan autoencoder = read("optimizers: sgd\n", "autoencoder=true");
    assertThat(autoencoder.learnsValues()).isTrue();
    assertThat(ExperimentPlanJson.read(ExperimentPlanJson.write(autoencoder)).options())
        .isEqualTo(autoencoder.options());
    assertThatThrownBy(() -> read("train: 9\nautoencoder: perhaps\noptimizers: sgd\n"))
        .hasMessageEndingWith(", line 2: autoencoder must be true or false, was perhaps");
    assertThatThrownBy(() -> read("optimizers: sgd\n", "autoencoder=true", "test=0.2"))
        .hasMessageContaining("autoencoder can't come with test");
    assertThatThrownBy(() -> read("optimizers: sgd\n", "autoencoder=true", "labelSmoothing=0.1"))
        .hasMessageContaining("autoencoder learns no classes");
  }

  @Test
  void networksMayBeSeveral() {
    ExperimentPlan experimentPlan =
        ExperimentFile.parse(
            """
            train: 60
            validation: 20
            hidden: [[100, 100], [50], 3x20]
            activation: [relu, tanh]
            dropout: [0, 0.2]
            weights: he
            optimizers: [adam, sgd]
            """,
            List.of());
    assertThat(experimentPlan.runs()).hasSize(2 * 3 * 2 * 2);
    assertThat(experimentPlan.runs().stream().map(RunPlan::folder).distinct()).hasSize(24);
    assertThat(experimentPlan.runs().stream().map(RunPlan::name))
        .contains(
            "adam hidden=2x100",
            "sgd hidden=50 tanh dropout=0.2 weights=he",
            "adam hidden=3x20 dropout=0.2");
    ExperimentPlan weights =
        ExperimentFile.parse(
            "train: 60\nvalidation: 20\nhidden: [20, 10]\nweights: [he, 0.05, glorot]\noptimizers: adam\n",
            List.of());
    assertThat(weights.runs().stream().map(RunPlan::name))
        .containsExactly(
            "adam hidden=20-10",
            "adam hidden=20-10 weights=0.05",
            "adam hidden=20-10 weights=glorot");
    assertThat(ExperimentPlanJson.read(ExperimentPlanJson.write(weights))).isEqualTo(weights);
  }
}
