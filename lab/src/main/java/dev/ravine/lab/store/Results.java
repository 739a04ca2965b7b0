package dev.ravine.lab.store;

import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An experiment and what became of its runs.
///
/// @param name of its folder
/// @param experimentPlan what was asked for
/// @param provenance where the numbers come from
/// @param asked all runs of the experiment, of which `experimentPlan` may have only some
/// @param runs those that were begun, in the experiment's order
/// @param study what their models say together, if that was looked at
/// @param test how good the best of them is on the test data, if that was looked at
public record Results(
    String name,
    ExperimentPlan experimentPlan,
    Provenance provenance,
    List<RunPlan> asked,
    List<RunRecord> runs,
    Optional<ReportSection> study,
    Optional<ReportSection> test) {

  public Results {
    asked = List.copyOf(asked);
    runs = List.copyOf(runs);
  }

  /// Reads what is there, while another program may be writing to it.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @return all of its runs, or that one
  /// @throws IOException if it is no such folder, or files in it are damaged
  public static Results read(Path folder) throws IOException {
    Path whole = ExperimentFolder.of(folder);
    ExperimentPlan experimentPlan = ExperimentFolder.plan(whole);
    boolean all = Files.isSameFile(whole, folder);
    List<RunRecord> runs = new ArrayList<>();
    for (RunPlan run : experimentPlan.runs()) {
      Path of = RunFiles.folder(whole, run);
      if (all || (Files.exists(of) && Files.isSameFile(of, folder))) {
        RunFiles.read(of, run, experimentPlan).ifPresent(runs::add);
      }
    }
    String name = whole.toAbsolutePath().normalize().getFileName().toString();
    List<RunPlan> plans = all ? experimentPlan.runs() : runs.stream().map(RunRecord::plan).toList();
    return new Results(
        name,
        experimentPlan.withRuns(plans),
        ExperimentFolder.provenance(whole),
        experimentPlan.runs(),
        runs,
        ReportSection.find(whole),
        ReportSection.find(whole, ReportSection.TEST));
  }

  /// Reads several folders. Runs of one experiment come together, and every experiment has a name
  /// of its own, with as much of its path as that takes.
  ///
  /// @param folders of experiments, or of their runs
  /// @return an experiment for each, in the order in which they are named first
  /// @throws IOException if one is no such folder, files in it are damaged, or one is named twice
  public static List<Results> read(List<Path> folders) throws IOException {
    Map<Path, List<Results>> byExperiment = new LinkedHashMap<>();
    List<Path> seen = new ArrayList<>();
    for (Path folder : folders) {
      Path real = ExperimentFolder.of(folder).toRealPath();
      Path itself = folder.toRealPath();
      if (seen.contains(itself) || (seen.contains(real) && !itself.equals(real))) {
        throw new IOException(folder + " must be named once, but is named twice");
      }
      seen.add(itself);
      byExperiment.computeIfAbsent(real, f -> new ArrayList<>()).add(read(folder));
    }
    List<Results> all = new ArrayList<>();
    List<Path> experiments = List.copyOf(byExperiment.keySet());
    byExperiment.forEach((folder, parts) -> {
      Results first = parts.getFirst();
      List<RunPlan> plans = parts.stream().flatMap(p -> p.experimentPlan.runs().stream()).toList();
      all.add(
          new Results(
              name(folder, experiments),
              first.experimentPlan.withRuns(plans),
              first.provenance,
              first.asked,
              parts.stream().flatMap(p -> p.runs.stream()).toList(),
              first.study,
              first.test));
    });
    return all;
  }

  /// The end of a path that tells it from others.
  private static String name(Path folder, List<Path> all) {
    int count = 1;
    while (count < folder.getNameCount() && !unique(folder, count, all)) {
      count++;
    }
    return end(folder, count);
  }

  private static boolean unique(Path folder, int count, List<Path> folders) {
    return folders.stream().filter(f -> end(f, count).equals(end(folder, count))).count() == 1;
  }

  private static String end(Path folder, int count) {
    int all = folder.getNameCount();
    return folder.subpath(Math.max(0, all - count), all).toString().replace('\\', '/');
  }

  /// What experiments must share for their results to be compared: the same examples to learn from
  /// and to be measured on.
  public String data() {
    return "%s/%s/%s"
        .formatted(
            provenance.values().get("trainSha256"),
            provenance.values().get("validationSha256"),
            experimentPlan.learnsValues());
  }

  /// What the runs try to solve: data and network, whatever folder they are in.
  public Set<String> problems() {
    return experimentPlan.runs().stream()
        .map(run -> data() + "/" + run.model().orElse(experimentPlan.model()).label())
        .collect(Collectors.toUnmodifiableSet());
  }
}
