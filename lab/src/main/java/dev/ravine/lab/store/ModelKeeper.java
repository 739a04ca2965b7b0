package dev.ravine.lab.store;

import dev.ravine.data.Dataset;
import dev.ravine.data.source.PictureFolder;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.nn.predict.Evaluation;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Keeps models of a run while it is under way: the last, the best, or that of every epoch.
final class ModelKeeper implements RunJournal.Listener {

  /// Takes what became of a run.
  interface End {
    void accept(RunRecord record) throws IOException;
  }

  private final RunPlan run;
  private final Path of;
  private final ExperimentPlan experimentPlan;
  private final Experiment experiment;
  private final End end;
  private double best = Double.NEGATIVE_INFINITY;

  /// @param of the run's folder
  /// @param record is told what became of the run
  ModelKeeper(
      Path of, RunPlan run, ExperimentPlan experimentPlan, Experiment experiment, End record) {
    this.of = of;
    this.run = run;
    this.experimentPlan = experimentPlan;
    this.experiment = experiment;
    this.end = record;
  }

  @Override
  public void onBegin(List<Event> events) {
    best =
        events.stream()
            .filter(event -> event instanceof Event.Epoch epoch && epoch.epoch() > 0)
            .mapToDouble(event -> ((Event.Epoch) event).validation().accuracy())
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
  }

  @Override
  public void onEpoch(int epoch, Trainer trainer, Evaluation validation) throws IOException {
    if (experimentPlan.keep() == KeptModels.ALL) {
      keep(trainer, ModelFiles.ofEpoch(epoch));
    }
    if (experimentPlan.keep() == KeptModels.BEST && validation.accuracy() > best) {
      best = validation.accuracy();
      keep(trainer, ModelFiles.MODEL);
    }
  }

  @Override
  public boolean keepsCheckpoint() {
    return experimentPlan.keep() != KeptModels.RESULTS;
  }

  @Override
  public void onEnd(RunRecord record, Trainer trainer) throws IOException {
    boolean last =
        experimentPlan.keep() == KeptModels.LAST || experimentPlan.keep() == KeptModels.ALL;
    if (last && record.outcome() instanceof Outcome.Finished) {
      keep(trainer, ModelFiles.MODEL);
    }
    end.accept(record);
  }

  private void keep(Trainer trainer, String name) throws IOException {
    Map<String, String> about = new TreeMap<>();
    about.put("data", experimentPlan.source().label());
    about.put("optimizer", run.recipe().toString());
    about.put("seed", Long.toString(run.seed()));
    Dataset train = experiment.split(run).train();
    about.put("dataSha256", train.checksum());
    about.put("ravine", Provenance.version());
    if (experimentPlan.source() instanceof PictureFolder folder && folder.size().isPresent()) {
      about.put(SavedModel.PICTURE_SIZE, "stretched");
    }
    SavedModel.of(List.of(trainer.trained()), train, about).write(of.resolve(name));
  }
}
