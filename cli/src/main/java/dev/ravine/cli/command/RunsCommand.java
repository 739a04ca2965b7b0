package dev.ravine.cli.command;

import dev.ravine.cli.console.TextTable;
import dev.ravine.lab.store.ExperimentIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ravine runs`.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists experiments: how many of their runs ended, and which was the best.")
public final class RunsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = "runs",
      description = "Where experiments are (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("runs");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("experiment", "data", "ended", "validation", "best so far"));
    for (ExperimentIndex.Item item : new ExperimentIndex(folder).items()) {
      if (item.damage().isPresent()) {
        rows.add(List.of(item.name(), "damaged", "-", "-", item.damage().get()));
        continue;
      }
      rows.add(
          List.of(
              item.name(),
              item.data(),
              item.ended() + " of " + item.planned(),
              item.best()
                  .map(best -> (item.values() ? "R² %.3f" : "%.3f").formatted(best.accuracy()))
                  .orElse("-"),
              item.best().map(ExperimentIndex.Best::text).orElse("")));
    }
    if (rows.size() == 1) {
      out.printf("no experiments in %s%n", folder);
    } else {
      out.print(new TextTable(rows, 0, 1, 4));
    }
    out.flush();
    return 0;
  }
}
