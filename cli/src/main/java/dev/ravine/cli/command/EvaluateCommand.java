package dev.ravine.cli.command;

import dev.ravine.cli.console.TextTable;
import dev.ravine.cli.option.CommandArguments;
import dev.ravine.cli.option.ModelOption;
import dev.ravine.cli.option.Overwrite;
import dev.ravine.cli.option.TableFormat;
import dev.ravine.data.Dataset;
import dev.ravine.data.source.Source;
import dev.ravine.lab.ensemble.Models;
import dev.ravine.lab.evaluate.EvaluationReport;
import dev.ravine.lab.evaluate.TestData;
import dev.ravine.lab.report.EvaluationPage;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine evaluate`.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluates a trained model on examples whose classes or values are known.",
      "Classes: accuracy, precision, recall and F1 of each, the confusion matrix, calibration, the"
          + " most confident mistakes. Values: R², RMSE, MAE."
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final int MISTAKES = 5;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private TableFormat table = new TableFormat();

  @Option(
      names = "--data",
      paramLabel = "NAME",
      required = true,
      description =
          "The examples: a table, a folder of pictures with a folder for each class, or a data set's"
              + " name: its own test files are read.")
  private String data = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder that holds the data sets' own folders, or such a folder itself.")
  private @Nullable Path dataFolder;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
  private @Nullable Path html;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; they change no bit (default: all processors).")
  private @Nullable Integer threads;

  @Override
  public Integer call() throws IOException {
    overwrite.check(html);
    int count = CommandArguments.threads(threads);
    Path found = model.find();
    SavedModel saved = Models.at(found);
    Source source = table.of(ExperimentFile.source(data));
    Path folder = dataFolder == null ? Source.cache() : dataFolder;
    List<String> notes = new ArrayList<>();
    Dataset examples = TestData.of(saved, source, folder, notes);
    EvaluationReport report = EvaluationReport.of(saved, examples, count);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(report.json());
    } else {
      notes.forEach(note -> out.printf("  %s%n", note));
      List<List<String>> rows = new ArrayList<>(List.of(report.head()));
      rows.addAll(report.rows());
      out.print(new TextTable(rows, 0));
      out.println();
      if (!report.confusionTable().isEmpty()) {
        out.print(new TextTable(report.confusionTable(), 0));
        out.println();
      }
      if (!report.mistakesTable().isEmpty()) {
        out.println("The most confident mistakes:");
        List<List<String>> mistakes = report.mistakesTable();
        out.print(new TextTable(mistakes.subList(0, Math.min(MISTAKES + 1, mistakes.size())), 0));
        out.println();
      }
      out.println(report.summary());
    }
    if (html != null) {
      EvaluationPage.write(html, "%s on %s".formatted(found, data), report, examples);
      if (!json) {
        out.printf("page: %s%n", html);
      }
    }
    out.flush();
    return 0;
  }
}
