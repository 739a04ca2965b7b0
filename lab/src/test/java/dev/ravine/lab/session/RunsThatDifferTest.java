package dev.ravine.lab.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.report.Report;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Setting;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.Store;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of one experiment whose data, epochs or batch sizes differ.
class RunsThatDifferTest {

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void table() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("x,y,label\n");
    for (int i = 0; i < 62; i++) {
      double shift = i % 2;
      text.append(random.nextGaussian() + shift)
          .append(',')
          .append(random.nextGaussian() - shift)
          .append(',')
          .append(i % 2 == 0 ? "no" : "yes")
          .append('\n');
    }
    Files.writeString(folder.resolve("table.csv"), text);
  }

  private ExperimentPlan experimentPlan(String more) {
    return ExperimentFile.parse(
        "data: %s\nhidden: [4]\n%s".formatted(folder.resolve("table.csv"), more), List.of());
  }

  private Results done(ExperimentPlan experimentPlan, String name) throws IOException {
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    Path target = folder.resolve(name);
    Provenance provenance = Provenance.of(experiment, List.of("ravine"), 1);
    try (Store store = Store.create(target, experimentPlan, experiment, provenance)) {
      ExperimentRunner runner = new ExperimentRunner(1, store);
      runner.run(
          experiment,
          new ExperimentListener() {
            @Override
            public void onEnd(RunRecord run) {
              runner.stop();
            }
          });
    }
    assertThat(Results.read(target).runs().size()).isLessThan(experimentPlan.runs().size());
    Experiment again = ExperimentLoader.load(ExperimentFolder.plan(target));
    try (Store store = Store.open(target, again)) {
      new ExperimentRunner(2, store).run(again, new ExperimentListener() {});
      Conclusion.of(store, again);
    }
    return Results.read(target);
  }

  @Test
  void everyFoldIsARunThatCanBeResumed() throws IOException {
    ExperimentPlan experimentPlan =
        experimentPlan("folds: 4\nepochs: 3\nbatch: 8\nkeepModels: last\noptimizers: [sgd, adam]");
    assertThat(experimentPlan.train()).isEqualTo(47);
    assertThat(experimentPlan.validation()).isEqualTo(15);
    Results results = done(experimentPlan, "folds");
    assertThat(results.runs())
        .extracting(run -> run.plan().label() + ", " + run.plan().repetition())
        .containsExactly(
            "sgd 5e-3, seed 0, fold 1",
            "sgd 5e-3, seed 0, fold 2",
            "sgd 5e-3, seed 0, fold 3",
            "sgd 5e-3, seed 0, fold 4",
            "adam 1e-3, seed 0, fold 1",
            "adam 1e-3, seed 0, fold 2",
            "adam 1e-3, seed 0, fold 3",
            "adam 1e-3, seed 0, fold 4");
    assertThat(Setting.of(results.runs())).extracting(group -> group.runs().size()).containsOnly(4);
    Set<String> learntFrom = new HashSet<>();
    for (RunRecord run : results.runs()) {
      Path model = folder.resolve("folds").resolve(run.plan().folder()).resolve(ModelFiles.MODEL);
      learntFrom.add(SavedModel.read(model).metadata().get("dataSha256"));
    }
    assertThat(learntFrom).hasSize(4).doesNotContainNull();
  }

  @Test
  void epochsAndBatchesMayBeSeveral() throws IOException {
    ExperimentPlan experimentPlan =
        experimentPlan("batch: [5, 10]\nepochs: [1, 2]\noptimizers: ['sgd(cosine(0.1))']");
    Results results = done(experimentPlan, "budgets");
    assertThat(results.runs())
        .extracting(run -> run.plan().budget().label() + ": " + run.steps().size())
        .containsExactly(
            "epochs=1 batch=5: 10",
            "epochs=2 batch=5: 20",
            "epochs=1 batch=10: 5",
            "epochs=2 batch=10: 10");
    assertThat(results.runs())
        .extracting(run -> run.plan().recipe().toString())
        .containsExactly(
            "sgd(learningRate=cosine(initial=0.1,steps=10,last=0))",
            "sgd(learningRate=cosine(initial=0.1,steps=20,last=0))",
            "sgd(learningRate=cosine(initial=0.1,steps=5,last=0))",
            "sgd(learningRate=cosine(initial=0.1,steps=10,last=0))");
    assertThat(results.provenance().values()).containsEntry("batch", "5, 10");
    assertThat(Report.data(List.of(results))).contains("\"stepsPerEpoch\":10", "\"batch\":5,");
    assertThatThrownBy(() -> ExperimentFolder.extend(folder.resolve("budgets"), 1))
        .hasMessage("more epochs can't be planned for runs that differ in their epochs");
  }

  @Test
  void anEpochsThatFollowsFromTheBatchIsTheRunsOwn() {
    assertThat(experimentPlan("batch: [8, 16]\noptimizers: [sgd]").runs())
        .extracting(RunPlan::label)
        .containsExactly(
            "sgd epochs=100 batch=8 learningRate=5e-3",
            "sgd epochs=200 batch=16 learningRate=5e-3");
    assertThat(experimentPlan("batch: [8, 16]\nepochs: 3\noptimizers: [sgd]").runs())
        .extracting(RunPlan::label)
        .containsExactly("sgd batch=8 learningRate=5e-3", "sgd batch=16 learningRate=5e-3");
  }

  @Test
  void whatFoldsCannotComeWithIsRefused() {
    assertThatThrownBy(() -> experimentPlan("folds: 1\noptimizers: [sgd]"))
        .hasMessage("line 3: folds must be 2 or more, was 1");
    assertThatThrownBy(() -> experimentPlan("folds: 3\nvalidation: 9\noptimizers: [sgd]"))
        .hasMessage("line 4: validation can't come with folds, which say how many it is");
    assertThatThrownBy(() -> experimentPlan("folds: 3\ntest: 0.2\noptimizers: [sgd]"))
        .hasMessageStartingWith("line 4: test can't come with folds");
    assertThatThrownBy(() -> experimentPlan("folds: 99\noptimizers: [sgd]"))
        .hasMessage("folds must be at most the number of examples, 62, was 99");
    assertThatThrownBy(
            () -> experimentPlan("folds: 100\nbatch: [1,2,3]\nseeds: 40\noptimizers: [sgd]"))
        .hasMessageContaining("must have at most 10000 runs, would have 12000");
  }
}
