package dev.ravine.cli;

import dev.ravine.lab.Blueprint;
import dev.ravine.lab.Results;
import dev.ravine.lab.Revision;
import dev.ravine.lab.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A run that ended, and the same run with something set anew at one of its epochs.
///
/// @param folder of the run that ended
/// @param blueprint with both runs
record Fork(Path folder, Blueprint blueprint) {

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
    if (results.runs().size() != 1 || results.blueprint().runs().size() != 1) {
      throw new IllegalArgumentException(
          "--from must name the folder of one run, but %s holds %d"
              .formatted(folder, results.runs().size()));
    }
    if (settings.isEmpty()) {
      throw new IllegalArgumentException("--from needs a --set: what is to be other than before");
    }
    RunPlan before = results.runs().getFirst().plan();
    RunPlan after = before;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--set must be of the form key=value, was \"%s\"".formatted(setting));
      }
      String key = setting.substring(0, equals).strip() + "@" + form.group(2);
      after = after.with(Revision.parse(key, setting.substring(equals + 1).strip()));
    }
    return new Fork(folder, results.blueprint().withRuns(List.of(before, after)).withoutEnsemble());
  }
}
