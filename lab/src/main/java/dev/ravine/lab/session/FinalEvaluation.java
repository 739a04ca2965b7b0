package dev.ravine.lab.session;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Duplicates;
import dev.ravine.data.split.Split;
import dev.ravine.lab.ensemble.DistillationReport;
import dev.ravine.lab.ensemble.Ensemble;
import dev.ravine.lab.evaluate.EvaluationReport;
import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.stats.Ranking;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.ReportSection;
import dev.ravine.lab.store.RunFiles;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is found out about the models of an experiment when its runs ended.
///
/// @param folder of the experiment
/// @param experimentPlan what was asked for
/// @param experiment what was built from it
/// @param records of the runs that were begun
record FinalEvaluation(
    Path folder, ExperimentPlan experimentPlan, Experiment experiment, List<RunRecord> records) {

  /// Looks at the test data once, when all runs ended.
  Optional<ReportSection> tested() throws IOException {
    Optional<ReportSection> known = ReportSection.find(folder, ReportSection.TEST);
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
    ReportSection tested =
        report.study(
            "On the test data",
            "The best run, %s %s, as it was after epoch %d%s."
                    .formatted(
                        plan.label(),
                        plan.repetition(),
                        best.get().result().orElseThrow().epoch(),
                        newness(experiment.test().get()))
                + again());
    tested.write(folder, ReportSection.TEST);
    return Optional.of(tested);
  }

  /// The decision to train longer may have been made by the test.
  private String again() throws IOException {
    boolean before =
        Boolean.TRUE.equals(
            ExperimentFolder.provenance(folder)
                .values()
                .getOrDefault(Provenance.TESTED_BEFORE, false));
    return before ? " The experiment that this one continues has evaluated them before." : "";
  }

  /// Says if the model may remember examples it is tested on.
  private String newness(Dataset test) {
    Split split = experiment.split();
    int known = Duplicates.count(test, List.of(split.train(), split.validation()));
    return known == 0
        ? ", on examples that were not trained or validated on"
        : ". %d of %d test examples have the same features as a training or validation example, so the result is too good for new ones"
            .formatted(known, test.size());
  }

  private boolean ended() {
    return records.size() == experiment.runs().size()
        && records.stream().noneMatch(r -> r.outcome() instanceof Outcome.Stopped);
  }

  /// What models say together, when all of them are there.
  Optional<ReportSection> together() throws IOException {
    try {
      return studyOfAll();
    } catch (IOException | IllegalArgumentException | DataException e) {
      ReportSection nothing = ReportSection.nothing(String.valueOf(e.getMessage()));
      nothing.write(folder);
      return Optional.of(nothing);
    }
  }

  private Optional<ReportSection> studyOfAll() throws IOException {
    boolean ended = ended();
    if (ended && experimentPlan.ensemble().isPresent()) {
      EnsemblePlan ensemblePlan = experimentPlan.ensemble().get();
      return Optional.of(Ensemble.keep(experiment, ensemblePlan, folder, 1).section());
    }
    if (ended && experimentPlan.teacher().isPresent()) {
      DistillationReport students =
          DistillationReport.of(experiment, experimentPlan.teacher().get(), folder);
      students.write(folder);
      return Optional.of(students.study());
    }
    return Optional.empty();
  }
}
