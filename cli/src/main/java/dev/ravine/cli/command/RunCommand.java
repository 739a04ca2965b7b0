package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.session.Fork;
import dev.ravine.lab.yaml.ExperimentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine run`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the experiment that a file describes.",
      "experiments/ holds one for each figure of the published comparison.",
      "With --from, forks a run that ended, with other values from one of its epochs on:",
      "  ravine run --from runs/NAME/adam-1e-3-seed0@epoch=3 --set 'learningRate=1e-4'"
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SessionOptions session = new SessionOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The experiment, in YAML.")
  private @Nullable Path file;

  @Option(
      names = "--from",
      paramLabel = "RUN@epoch=N",
      description =
          "The folder of a run, or of an experiment with all of its runs, and the epoch after which"
              + " --set holds; a list such as [1e-3,1e-4] makes a run for each value, --set epochs=30"
              + " makes it longer. New runs have the same bits up to there; all are in the report.")
  private @Nullable String from;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Take this value instead of the file's: a key of the file, or a hyper-parameter of all"
              + " optimizers. May be given several times.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The same as --set dataFolder=DIR.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the results here (default: runs/<time>-<file>).")
  private @Nullable Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs may go side by side (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws Exception {
    if ((file == null) == (from == null)) {
      throw new IllegalArgumentException("run needs an experiment's FILE or --from, and not both");
    }
    return file == null ? fork(String.valueOf(from)) : run(file);
  }

  private int run(Path experiment) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.addAll(CommandArguments.dataFolderSetting(dataFolder));
    String name = String.valueOf(experiment.getFileName()).replaceFirst("\\.ya?ml$", "");
    return begin(Fork.of(ExperimentFile.read(experiment, all)), name);
  }

  private int fork(String run) throws IOException {
    if (dataFolder != null) {
      throw new IllegalArgumentException(
          "--data-dir must not come with --from: the new run has the data of the one before");
    }
    return begin(Fork.parse(run, settings), "fork");
  }

  private int begin(Fork fork, String name) throws IOException {
    return new ConsoleSession(spec.commandLine(), session, CommandArguments.threads(threads))
        .on(cluster)
        .begin(fork, CommandArguments.folder(out, name));
  }
}
