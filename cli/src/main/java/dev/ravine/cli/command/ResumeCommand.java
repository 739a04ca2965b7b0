package dev.ravine.cli.command;

import dev.ravine.cli.console.ConsoleSession;
import dev.ravine.cli.option.ClusterOptions;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.SessionOptions;
import dev.ravine.lab.store.ExperimentFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine resume`.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Resumes an interrupted training or comparison, whatever interrupted it.",
      "The results are those of one that was never interrupted, bit for bit."
    })
public final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SessionOptions session = new SessionOptions();
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      paramLabel = "RUN-FOLDER",
      description = "The folder that the interrupted command wrote to.")
  private Path folder = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; they change no bit (default: all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--more",
      paramLabel = "EPOCHS",
      description =
          "Train so many epochs more than were planned, also if all runs ended. Schedules stay"
              + " as they are.")
  private @Nullable Integer more;

  @Override
  public Integer call() throws Exception {
    if (more != null) {
      CommandArguments.atLeastOne("--more", more);
      ExperimentFolder.extend(folder, more);
    }
    return new ConsoleSession(spec.commandLine(), session, CommandArguments.threads(threads))
        .on(cluster)
        .resume(folder);
  }
}
