package dev.ravine.lab.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.Store;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Diagnosis;
import dev.ravine.nn.train.Outcome;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ExperimentSessionTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 300, 100);
  private static final Sequential SMALL =
      Sequential.perceptron(List.of(16), 10, Activation.RELU, Initializer.he());

  @TempDir private Path folder;

  private static Experiment experiment() {
    return new Experiment(
        "compare",
        STROKES,
        SMALL,
        "a <small> network",
        2,
        50,
        List.of(
            RunPlan.of("adam", Optimizer.of(Adam.of(1e-3)), 0),
            RunPlan.of("adam", Optimizer.of(Adam.of(1e-3)), 1),
            RunPlan.of("sgd", Optimizer.of(Sgd.of(1e9)), 0)));
  }

  /// All that was measured, but for times.
  private static List<Event> timeless(RunRecord record) {
    return record.events().stream()
        .<Event>map(event ->
            switch (event) {
              case Event.Step s ->
                  new Event.Step(s.step(), s.gradients(), 0, s.loss(), s.diagnosis());
              case Event.Epoch e ->
                  new Event.Epoch(e.epoch(), e.step(), e.gradients(), 0, e.train(), e.validation());
            })
        .toList();
  }

  private static List<RunRecord> run(int threads) {
    return new ExperimentRunner(threads).run(experiment(), new ExperimentListener() {});
  }

  @Test
  void threadsChangeNothingButTimes() {
    List<RunRecord> alone = run(1);
    List<RunRecord> together = run(3);
    assertThat(alone).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(together.get(i).plan()).isEqualTo(alone.get(i).plan());
      assertThat(timeless(together.get(i))).isEqualTo(timeless(alone.get(i)));
      assertThat(together.get(i).outcome()).isEqualTo(alone.get(i).outcome());
    }
    assertThat(alone.getLast().outcome()).isInstanceOf(Outcome.Diverged.class);
    assertThat(alone.getLast().finalTrainLoss()).isEmpty();
    assertThat(alone.getFirst().finalTrainLoss()).isPresent();
    assertThat(alone.getLast().trainLoss()).isEmpty();
    assertThat(alone.getFirst().trainLoss())
        .hasValue(alone.getFirst().epochs().getLast().train().loss());
  }

  private static ExperimentPlan experimentPlan() {
    return new ExperimentPlan(
        "compare",
        NamedSource.STROKES,
        Optional.empty(),
        300,
        100,
        ModelPlan.published(),
        2,
        50,
        KeptModels.LAST,
        experiment().runs());
  }

  private static List<RunRecord> continued(Path target, Experiment experiment, long stopAt)
      throws IOException {
    try (Store store = Store.open(target, experiment)) {
      ExperimentRunner runner = new ExperimentRunner(1, store);
      AtomicLong steps = new AtomicLong();
      Set<Event> known = earlier(target, experiment);
      ExperimentListener listener =
          new ExperimentListener() {
            @Override
            public void onEvent(RunPlan run, Event event) {
              if (event instanceof Event.Step && !known.contains(event)) {
                known.add(event);
                if (steps.incrementAndGet() == stopAt) {
                  runner.stop();
                }
              }
            }
          };
      List<RunRecord> records = runner.run(experiment, listener);
      Conclusion.of(store, experiment);
      return records;
    }
  }

  private static Set<Event> earlier(Path target, Experiment experiment) throws IOException {
    Set<Event> events = new HashSet<>();
    for (RunPlan run : experiment.runs()) {
      events.addAll(EventLog.read(target.resolve(run.folder()).resolve(EventLog.NAME)));
    }
    return events;
  }

  /// Runs of 12 steps, stopped in the middle of an epoch, at its end and in the next run.
  @Test
  void anExperimentInterruptedAgainAndAgainEndsLikeOneThatWasNot() throws IOException {
    Experiment experiment = experiment();
    List<RunRecord> whole = run(1);
    Path target = folder.resolve("interrupted");
    Provenance provenance = Provenance.of(experiment, List.of("ravine"), 1);
    Store.create(target, experimentPlan(), experiment, provenance).close();
    for (int stopAt : new int[] {1, 4, 1, 3, 8, 2}) {
      continued(target, experiment, stopAt);
    }
    List<RunRecord> records = continued(target, experiment, Long.MAX_VALUE);
    Results read = Results.read(target);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(timeless(records.get(i))).isEqualTo(timeless(whole.get(i)));
      assertThat(timeless(read.runs().get(i))).isEqualTo(timeless(whole.get(i)));
      assertThat(records.get(i).outcome()).isEqualTo(whole.get(i).outcome());
    }
    Store uninterrupted = stored(folder.resolve("whole"));
    for (RunPlan run : experiment.runs()) {
      Path model = Path.of(run.folder(), ModelFiles.MODEL);
      if (run.optimizer().equals("sgd")) {
        assertThat(target.resolve(model)).as("a run that diverged has no model").doesNotExist();
      } else {
        assertThat(target.resolve(model))
            .hasSameBinaryContentAs(uninterrupted.folder().resolve(model));
      }
      assertThat(Files.exists(target.resolve(run.folder()).resolve("checkpoint.safetensors")))
          .as("a run that finished can be gone on with for longer")
          .isEqualTo(!run.optimizer().equals("sgd"));
    }
    assertThat(Files.readString(target.resolve("summary.json"))).contains("\"resumed\"");
    assertThat(ExperimentFolder.plan(target)).isEqualTo(experimentPlan());
    assertThat(ExperimentFolder.plan(target.resolve(experiment.runs().getFirst().folder())))
        .isEqualTo(experimentPlan());
  }

  /// Twelve steps of which the last six have another learning rate.
  @Test
  void aRevisionChangesNothingBeforeItsEpochAndSurvivesInterruptions() throws IOException {
    RunPlan plain = RunPlan.of("momentum", Optimizer.parse("momentum(0.01)"), 0);
    RunPlan revised =
        plain.with(HyperparameterChange.parse("learningRate@1", "exponential(0.5,0.1)"));
    Experiment experiment =
        new Experiment("fork", STROKES, SMALL, "", 2, 50, List.of(plain, revised));
    List<RunRecord> whole = new ExperimentRunner(1).run(experiment, new ExperimentListener() {});
    List<Event> before = timeless(whole.getFirst());
    List<Event> after = timeless(whole.getLast());
    // Six steps and two evaluations, and the seventh step's loss, which its update comes after.
    assertThat(after.subList(0, 8)).isEqualTo(before.subList(0, 8));
    assertThat(whole.getLast().losses().get(6)).isEqualTo(whole.getFirst().losses().get(6));
    assertThat(whole.getLast().losses().get(7)).isNotEqualTo(whole.getFirst().losses().get(7));
    List<Double> rates =
        whole.getLast().steps().stream()
            .map(step -> step.diagnosis().map(Diagnosis::learningRate).orElse(0.0))
            .toList();
    assertThat(rates.get(5)).isEqualTo(0.01);
    assertThat(rates.get(6)).isEqualTo(revised.revisions().getFirst().value().at(6));
    Path target = folder.resolve("revised");
    ExperimentPlan written = experimentPlan().withRuns(experiment.runs());
    Provenance provenance = Provenance.of(experiment, List.of("ravine"), 1);
    Store.create(target, written, experiment, provenance).close();
    assertThat(ExperimentFolder.plan(target)).isEqualTo(written);
    for (int stopAt : new int[] {6, 6, 6, 1, 3}) {
      continued(target, experiment, stopAt);
    }
    List<RunRecord> records = continued(target, experiment, Long.MAX_VALUE);
    assertThat(timeless(records.getLast())).isEqualTo(after);
  }

  @Test
  void aRevisionThatCannotBeIsRefused() {
    RunPlan plan = RunPlan.of("sgd", Optimizer.parse("sgd(0.01)"), 0);
    assertThatThrownBy(() -> plan.with(HyperparameterChange.parse("momentum@1", "0.9")))
        .hasMessageContaining("unknown hyper-parameter momentum");
    assertThatThrownBy(() -> plan.with(HyperparameterChange.parse("learningRate@1", "-1")))
        .hasMessageContaining("learningRate");
    assertThatThrownBy(() -> HyperparameterChange.parse("learningRate@x", "1"))
        .hasMessage("what follows the @ in learningRate@x must be an epoch, a whole number");
    assertThatThrownBy(() -> HyperparameterChange.parse("learningRate@0", "1"))
        .hasMessage("the epoch in learningRate@0 must be 1 or more");
    RunPlan late = plan.with(HyperparameterChange.parse("learningRate@2", "1"));
    assertThatThrownBy(() -> new Experiment("x", STROKES, SMALL, "", 2, 50, List.of(late)))
        .hasMessage("the epoch in learningRate@2 must be below 2, the number of epochs");
  }

  @Test
  void whatIsNoExperimentOrNoLongerTheSameIsNotGoneOnWith() throws IOException {
    assertThatThrownBy(() -> ExperimentFolder.plan(folder))
        .hasMessage(folder + " must be the folder of an experiment, with experiment.json in it");
    Store store = stored(folder.resolve("other"));
    Experiment other =
        new Experiment(
            "compare",
            NamedSource.STROKES.load(Path.of("."), 200, 100),
            SMALL,
            "a network",
            2,
            50,
            experiment().runs());
    assertThatThrownBy(() -> Store.open(store.folder(), other))
        .hasMessageStartingWith("the training data is not what it was when the experiment began");
    assertThatThrownBy(() -> Store.open(store.folder(), experiment()))
        .hasMessage(
            store.folder()
                + " must not be in use, but another program is writing to it: wait until it ends");
    store.close();
    Store.open(store.folder(), experiment()).close();
    Files.writeString(store.folder().resolve("experiment.json"), "{");
    assertThatThrownBy(() -> ExperimentFolder.plan(store.folder())).isInstanceOf(IOException.class);
  }

  /// A program may be killed before it has written what it is about.
  @Test
  void aFolderThatWasBarelyBegunIsAsGoodAsNone() throws IOException {
    Path target = Files.createDirectory(folder.resolve("barely"));
    Files.createFile(target.resolve("lock"));
    Files.writeString(target.resolve("experiment.json.part"), "{");
    stored(target).close();
    assertThat(target.resolve("experiment.json.part")).doesNotExist();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("letter.txt"));
    assertThatThrownBy(() -> ExperimentFolder.checkWritable(other))
        .hasMessageContaining("holds something");
  }

  private Store stored(Path target) throws IOException {
    Experiment experiment = experiment();
    Provenance provenance = Provenance.of(experiment, List.of("ravine", "compare"), 1);
    Store store = Store.create(target, experimentPlan(), experiment, provenance);
    new ExperimentRunner(2, store).run(experiment, new ExperimentListener() {});
    Conclusion.of(store, experiment);
    return store;
  }

  @Test
  void theSummaryHasEveryRunAndWhereItComesFrom() throws IOException {
    Store store = stored(folder.resolve("new"));
    JsonNode summary =
        new ObjectMapper().readTree(folder.resolve("new").resolve("summary.json").toFile());
    assertThat(summary.path("runs").size()).isEqualTo(3);
    JsonNode adam = summary.path("runs").get(0);
    assertThat(adam.path("optimizer").asString()).isEqualTo("adam");
    assertThat(adam.path("learningRate").asDouble()).isEqualTo(1e-3);
    assertThat(adam.path("seed").asLong()).isZero();
    assertThat(adam.path("outcome").asString()).isEqualTo("finished");
    assertThat(adam.path("steps").asLong()).isEqualTo(12);
    List<Double> losses = store.records().getFirst().losses();
    assertThat(adam.path("finalTrainLoss").asDouble())
        .isEqualTo(
            losses.subList(6, 12).stream().mapToDouble(loss -> loss).average().orElseThrow());
    assertThat(adam.path("trainAccuracy").size()).isEqualTo(3);
    assertThat(adam.path("validationAccuracy").size()).isEqualTo(3);
    assertThat(adam.path("gradientMillis").asDouble()).isPositive();
    assertThat(adam.path("updateMillis").asDouble()).isPositive();
    JsonNode sgd = summary.path("runs").get(2);
    assertThat(sgd.path("outcome").asString()).isEqualTo("diverged");
    assertThat(sgd.path("divergedAtStep").asLong()).isEqualTo(sgd.path("steps").asLong());
    assertThat(sgd.path("finalTrainLoss").isNull()).isTrue();
    assertThat(summary.path("provenance").propertyNames())
        .contains("command", "trainSha256", "commit", "jdk", "processor", "kernels", "threads");
  }

  @Test
  void everyRunHasAFolderAndNothingIsLeftAside() throws IOException {
    Store store = stored(folder.resolve("new"));
    Path adam = store.folder().resolve("adam-1e-3-seed0");
    assertThat(Files.readAllLines(adam.resolve("events.jsonl"))).hasSize(12 + 3);
    assertThat(adam.resolve("model.safetensors")).exists();
    assertThat(adam.resolve("run.json")).content().contains("\"optimizer\" : \"adam\"");
    try (var files = Files.walk(store.folder())) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void theReportNeedsNothingButItself() throws IOException {
    Store store = stored(folder.resolve("new"));
    String html = Files.readString(store.folder().resolve("report.html"));
    assertThat(html)
        .contains("default-src 'none'", "script-src 'sha256-")
        .doesNotContain("{{", "src=\"", "<link", "unsafe-inline");
    assertThat(html).contains("\"label\":\"adam 1e-3\"", "uPlot", "a \\u003csmall> network");
    assertThat(html.length()).isLessThan(200_000);
  }

  @Test
  void stoppingKeepsWhatThereIs() {
    ExperimentRunner runner = new ExperimentRunner(1);
    AtomicReference<RunPlan> first = new AtomicReference<>();
    List<RunRecord> records =
        runner.run(
            experiment(),
            new ExperimentListener() {
              @Override
              public void onEvent(RunPlan run, Event event) {
                if (event.step() == 4) {
                  first.set(run);
                  runner.stop();
                }
              }
            });
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().outcome()).isEqualTo(new Outcome.Stopped(4));
    assertThat(records.getFirst().plan()).isEqualTo(first.get());
  }

  @Test
  void whatCannotWorkIsRefusedBeforehand() throws IOException {
    RunPlan adam = RunPlan.of("adam", Optimizer.of(Adam.of(1e-3)), 0);
    assertThatThrownBy(
            () -> new Experiment("compare", STROKES, SMALL, "", 1, 50, List.of(adam, adam)))
        .hasMessage("runs must differ, but adam-1e-3-seed0 was requested 2 times");
    assertThatThrownBy(() -> new Experiment("compare", STROKES, SMALL, "", 1, 50, List.of()))
        .hasMessage("an experiment needs at least one run");
    Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> ExperimentFolder.checkWritable(folder))
        .hasMessageContaining("holds something already");
    assertThatThrownBy(() -> ExperimentFolder.checkWritable(folder.resolve("file")))
        .hasMessageContaining("is a file, but must be a folder");
    assertThatThrownBy(
            () -> ExperimentFolder.checkWritable(folder.resolve("file").resolve("below")))
        .hasMessageContaining("can't be written");
    assertThatThrownBy(() -> new ExperimentRunner(0))
        .hasMessage("threads must be 1 or more, was 0");
  }
}
