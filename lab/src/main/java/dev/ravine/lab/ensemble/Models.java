package dev.ravine.lab.ensemble;

import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.stats.Ranking;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.RunFiles;
import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The models that experiments kept.
public final class Models {

  private Models() {}

  /// Reads the model of a run, or the ensemble of an experiment: its members as it says, or the
  /// models of all its runs.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @return what can be asked
  /// @throws IOException if it is no such folder, or a model is missing or damaged
  /// @throws IllegalArgumentException if models do not belong together
  public static SavedModel of(Path folder) throws IOException {
    Path whole = ExperimentFolder.of(folder);
    if (!Files.isSameFile(whole, folder)) {
      return read(folder.resolve(ModelFiles.MODEL));
    }
    ExperimentPlan experimentPlan = ExperimentFolder.plan(whole);
    List<SavedModel> members = new ArrayList<>();
    for (EnsemblePlan.RunEpoch place : usable(whole, experimentPlan.members())) {
      members.add(read(whole, place));
    }
    if (members.isEmpty()) {
      throw new IOException("%s has no model: all runs diverged".formatted(folder));
    }
    Combination combination =
        experimentPlan.ensemble().map(EnsemblePlan::combination).orElse(Combination.MEAN);
    return members.size() == 1 ? members.getFirst() : SavedModel.merge(members, combination);
  }

  /// Reads a file, or what [#of] finds in a folder.
  ///
  /// @param path that [#best] gave
  /// @return what can be asked
  /// @throws IOException if it is something else, or damaged
  public static SavedModel at(Path path) throws IOException {
    return Files.isDirectory(path) ? of(path) : SavedModel.read(path);
  }

  /// The model that a path stands for: of an experiment with several runs that are no ensemble, the
  /// best run by validation that kept its model; else the path itself.
  ///
  /// @param path of a model's file, a run or an experiment
  /// @return a file, a run or an experiment that is one model
  /// @throws IOException if it is something else, or no run has a model
  public static Path best(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path whole = ExperimentFolder.of(path);
    ExperimentPlan experimentPlan = ExperimentFolder.plan(whole);
    if (!Files.isSameFile(whole, path)
        || experimentPlan.ensemble().isPresent()
        || experimentPlan.runs().size() == 1) {
      return path;
    }
    return Ranking.runs(Results.read(whole).runs()).stream()
        .filter(run -> !run.diverged())
        .map(run -> path.resolve(run.plan().folder()))
        .filter(run -> Files.exists(run.resolve(ModelFiles.MODEL)))
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "%s has no model: its runs must keep theirs (--keep best or --keep last)"
                    .formatted(path)));
  }

  static SavedModel read(Path experiment, EnsemblePlan.RunEpoch place) throws IOException {
    return read(RunFiles.folder(experiment, place.run()).resolve(place.file()));
  }

  /// The places whose runs did not diverge.
  static List<EnsemblePlan.RunEpoch> usable(Path experiment, List<EnsemblePlan.RunEpoch> places)
      throws IOException {
    List<EnsemblePlan.RunEpoch> usable = new ArrayList<>();
    for (EnsemblePlan.RunEpoch place : places) {
      if (!RunFiles.diverged(RunFiles.folder(experiment, place.run()))) {
        usable.add(place);
      }
    }
    return usable;
  }

  private static SavedModel read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          "%s must be there: the run did not end, diverged, or was not to keep its model (--keep last)"
              .formatted(file));
    }
    return SavedModel.read(file);
  }
}
