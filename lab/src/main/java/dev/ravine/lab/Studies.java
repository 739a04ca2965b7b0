package dev.ravine.lab;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Split;
import dev.ravine.nn.Outcome;
import dev.ravine.nn.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is found out about the models of an experiment when its runs ended.
///
/// @param folder of the experiment
/// @param blueprint what was asked for
/// @param experiment what was built from it
/// @param records of the runs that were begun
record Studies(Path folder, Blueprint blueprint, Experiment experiment, List<RunRecord> records) {

  /// Looks at the test data once, when all runs ended.
  Optional<Study> tested() throws IOException {
    Optional<Study> known = Study.find(folder, Study.TEST);
    if (known.isPresent() || experiment.test().isEmpty() || !ended()) {
      return known;
    }
    Optional<RunRecord> best =
        Ranking.runs(records).stream()
            .filter(run -> !run.diverged() && run.result().isPresent())
            .findFirst();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    RunPlan plan = best.get().plan();
    Path model = RunFiles.folder(folder, plan).resolve(ModelFiles.MODEL);
    EvaluationReport report =
        EvaluationReport.of(SavedModel.read(model), experiment.test().get(), 1);
    Study tested =
        report.study(
            "On the test data",
            "The best run, %s %s, as it was after epoch %d%s."
                    .formatted(
                        plan.label(),
                        plan.repetition(),
                        best.get().result().orElseThrow().epoch(),
                        newness(experiment.test().get()))
                + again());
    tested.write(folder, Study.TEST);
    return Optional.of(tested);
  }

  /// The decision to train longer may have been made by the test.
  private String again() throws IOException {
    boolean before =
        Boolean.TRUE.equals(
            Store.provenance(folder).values().getOrDefault(Provenance.TESTED_BEFORE, false));
    return before
        ? " They were looked at before, by the experiment that this one goes on with."
        : "";
  }

  /// Says if the model may remember examples it is tested on.
  private String newness(Dataset test) {
    Split split = experiment.split();
    int known = test.countIn(List.of(split.train(), split.validation()));
    return known == 0
        ? ", on examples that were not trained or validated on"
        : ". %d of %d test examples have the same features as a training or validation example, so this says less about new ones"
            .formatted(known, test.size());
  }

  private boolean ended() {
    return records.size() == experiment.runs().size()
        && records.stream().noneMatch(r -> r.outcome() instanceof Outcome.Stopped);
  }

  /// What models say together, when all of them are there.
  Optional<Study> together() throws IOException {
    try {
      return studyOfAll();
    } catch (IOException | IllegalArgumentException | DataException e) {
      Study nothing = Study.nothing(String.valueOf(e.getMessage()));
      nothing.write(folder);
      return Optional.of(nothing);
    }
  }

  private Optional<Study> studyOfAll() throws IOException {
    boolean ended = ended();
    if (ended && blueprint.ensemble().isPresent()) {
      Membership membership = blueprint.ensemble().get();
      return Optional.of(Ensemble.keep(experiment, membership, folder, 1).study());
    }
    if (ended && blueprint.teacher().isPresent()) {
      Students students = Students.of(experiment, blueprint.teacher().get(), folder);
      students.write(folder);
      return Optional.of(students.study());
    }
    return Optional.empty();
  }
}
