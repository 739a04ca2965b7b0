package dev.ravine.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An experiment and what became of its runs.
///
/// @param name of its folder
/// @param blueprint what was asked for
/// @param provenance where the numbers come from
/// @param runs those that were begun, in the experiment's order
/// @param study what their models say together, if that was looked at
public record Results(
    String name,
    Blueprint blueprint,
    Provenance provenance,
    List<RunRecord> runs,
    Optional<Study> study) {

  /// Copies the runs.
  public Results {
    runs = List.copyOf(runs);
  }

  /// Reads what is there, while another program may be writing to it.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @return all of its runs, or that one
  /// @throws IOException if it is no such folder, or files in it are damaged
  public static Results read(Path folder) throws IOException {
    Path whole = Store.experimentFolder(folder);
    Blueprint blueprint = Store.blueprint(whole);
    boolean all = Files.isSameFile(whole, folder);
    List<RunRecord> runs = new ArrayList<>();
    for (RunPlan run : blueprint.runs()) {
      Path of = whole.resolve(run.folder());
      if (all || (Files.exists(of) && Files.isSameFile(of, folder))) {
        RunFiles.read(of, run, blueprint.stepsPerEpoch()).ifPresent(runs::add);
      }
    }
    String name = whole.toAbsolutePath().normalize().getFileName().toString();
    List<RunPlan> plans = all ? blueprint.runs() : runs.stream().map(RunRecord::plan).toList();
    return new Results(
        name, blueprint.withRuns(plans), Store.provenance(whole), runs, Study.find(whole));
  }
}
