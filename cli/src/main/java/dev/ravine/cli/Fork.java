package dev.ravine.cli;

import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Choices;
import dev.ravine.lab.Results;
import dev.ravine.lab.Revision;
import dev.ravine.lab.RunPlan;
import dev.ravine.lab.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs that ended, and the same runs with something set anew at one of their epochs.
///
/// @param folders of the runs that ended
/// @param blueprint with all runs
record Fork(List<Path> folders, Blueprint blueprint) {

  private static final Pattern FORM = Pattern.compile("(.+)@epoch=(\\d{1,7})");

  /// Reads the folder and the epoch.
  static Fork parse(String from, List<String> settings) throws IOException {
    Matcher form = FORM.matcher(from);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--from must be of the form RUN-FOLDER@epoch=N, was " + from);
    }
    Path folder = Path.of(form.group(1));
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
    for (RunRecord run : results.runs()) {
      all.add(run.plan());
      boolean whole = results.runs().size() > 1 || !folder.endsWith(run.plan().folder());
      known.add(whole ? folder.resolve(run.plan().folder()) : folder);
      all.addAll(changed(run.plan(), settings, form.group(2)));
    }
    return new Fork(known, results.blueprint().withRuns(all).withoutEnsemble());
  }

  /// All combinations of the values that are set.
  private static List<RunPlan> changed(RunPlan before, List<String> settings, String epoch) {
    List<RunPlan> plans = List.of(before);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--set must be of the form key=value, was \"%s\"".formatted(setting));
      }
      String key = setting.substring(0, equals).strip() + "@" + epoch;
      String written = setting.substring(equals + 1).strip();
      List<String> values =
          written.startsWith("[") && written.endsWith("]")
              ? Choices.split(written.substring(1, written.length() - 1))
              : List.of(written);
      plans =
          plans.stream()
              .flatMap(plan ->
                  values.stream().map(value -> plan.with(Revision.parse(key, value.strip()))))
              .toList();
    }
    return plans;
  }
}
