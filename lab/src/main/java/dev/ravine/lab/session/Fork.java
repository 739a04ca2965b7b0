package dev.ravine.lab.session;

import dev.ravine.lab.plan.Budget;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.HyperparameterChange;
import dev.ravine.lab.plan.OptimizerChoices;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.store.RunFiles;
import dev.ravine.optim.recipe.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs that ended, and the same runs with something set anew at one of their epochs.
///
/// @param folders of the runs that ended
/// @param experimentPlan with all runs
/// @param tested whether the test data was looked at already
public record Fork(List<Path> folders, ExperimentPlan experimentPlan, boolean tested) {

  private static final Pattern FORM = Pattern.compile("(.+)@epoch=(\\d{1,7})");

  private static final String EPOCHS = "epochs";

  public Fork {
    folders = List.copyOf(folders);
  }

  /// Reads the folder and the epoch.
  ///
  /// @param from a folder and an epoch, of the form `FOLDER@epoch=N`
  /// @param settings as in [#of]
  /// @return runs before and after
  /// @throws IOException if it is no such folder, or files in it are damaged
  public static Fork parse(String from, List<String> settings) throws IOException {
    Matcher form = FORM.matcher(from);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--from must be of the form RUN-FOLDER@epoch=N, was " + from);
    }
    return of(Path.of(form.group(1)), Integer.parseInt(form.group(2)), settings);
  }

  /// Forks a run, or all runs of an experiment.
  ///
  /// @param folder of the run or the experiment
  /// @param epoch from whose end on the settings hold
  /// @param settings each `key=value`, or `key=[value,…]` for a run with each: a hyper-parameter,
  ///   or `epochs`, how many there are in all
  /// @return runs before and after
  /// @throws IOException if it is no such folder, or files in it are damaged
  public static Fork of(Path folder, int epoch, List<String> settings) throws IOException {
    Results results = Results.read(folder);
    if (results.runs().isEmpty()) {
      throw new IllegalArgumentException(
          "--from must name a run that was begun, or an experiment, but %s holds none"
              .formatted(folder));
    }
    if (settings.isEmpty()) {
      throw new IllegalArgumentException("--from needs a --set: what is to be other than before");
    }
    List<RunPlan> all = new ArrayList<>();
    List<Path> known = new ArrayList<>();
    boolean whole = Files.isSameFile(ExperimentFolder.of(folder), folder);
    for (RunRecord run : results.runs()) {
      all.add(run.plan());
      known.add(whole ? RunFiles.folder(folder, run.plan()) : folder);
      all.addAll(changed(run.plan(), settings, epoch));
    }
    return new Fork(
        known,
        results.experimentPlan().withRuns(all).withoutEnsemble(),
        results.test().isPresent());
  }

  /// An experiment that begins anew.
  ///
  /// @param experimentPlan what is asked for
  /// @return a fork of nothing
  public static Fork of(ExperimentPlan experimentPlan) {
    return new Fork(List.of(), experimentPlan, false);
  }

  /// Says in what a number is traced back by that the test data was looked at.
  ///
  /// @param provenance of the new experiment
  /// @return perhaps with a note
  public Provenance marked(Provenance provenance) {
    return tested ? provenance.testedBefore() : provenance;
  }

  /// All combinations of the values that are set.
  private static List<RunPlan> changed(RunPlan before, List<String> settings, int epoch) {
    List<RunPlan> plans = List.of(before);
    for (String setting : settings) {
      Assignment assignment = Assignment.parse(setting);
      String key = assignment.name();
      String written = assignment.value();
      List<String> values =
          written.startsWith("[") && written.endsWith("]")
              ? OptimizerChoices.split(written.substring(1, written.length() - 1))
              : List.of(written);
      if (values.size() == 1 && OptimizerChoices.split(written.replace(';', ',')).size() > 1) {
        throw new IllegalArgumentException(
            "%s must have one value, or several in brackets, such as %s=[1e-3,1e-4], was %s"
                .formatted(key, key, written));
      }
      plans =
          plans.stream()
              .flatMap(
                  plan -> values.stream().map(value -> changed(plan, key, value.strip(), epoch)))
              .toList();
    }
    return plans;
  }

  private static RunPlan changed(RunPlan plan, String key, String value, int epoch) {
    if (!key.equals(EPOCHS)) {
      return plan.with(HyperparameterChange.parse(key + "@" + epoch, value));
    }
    if (!value.matches("[1-9]\\d{0,6}") || Integer.parseInt(value) <= epoch) {
      throw new IllegalArgumentException(
          "epochs must be a whole number above %d, was %s".formatted(epoch, value));
    }
    return plan.with(new Budget(Optional.of(Integer.parseInt(value)), plan.budget().batch()));
  }
}
