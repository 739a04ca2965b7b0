package dev.ravine.cli.command;

import dev.ravine.cli.option.Overwrite;
import dev.ravine.lab.report.Report;
import dev.ravine.lab.store.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine report`.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes a page that compares any experiments and runs.")
public final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "Folders of experiments, or of single runs.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "Write the page here (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("report.html");

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException {
    List<Results> results = read(folders);
    overwrite.check(out);
    Report.write(out, results);
    spec.commandLine().getOut().println("report: " + out);
    spec.commandLine().getOut().flush();
    return 0;
  }

  /// What is in folders, which must hold at least one run.
  static List<Results> read(List<Path> folders) throws IOException {
    List<Results> results = Results.read(folders);
    for (Results read : results) {
      if (read.runs().isEmpty()) {
        throw new IOException(read.name() + " must hold a run that was begun, holds none");
      }
    }
    return results;
  }
}
