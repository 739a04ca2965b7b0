package dev.ravine.lab;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Experiments as numbers for other programs, with all digits.
public final class Export {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Export() {}

  /// A row for each event: which run, when, and every [Measure], empty where it was not measured.
  ///
  /// @param experiments one or more
  /// @return CSV with a head
  public static String csv(List<Results> experiments) {
    StringBuilder csv =
        new StringBuilder(
            "experiment,optimizer,recipe,rate,seed,fold,step,epoch,gradients,seconds");
    for (Measure measure : Measure.values()) {
      csv.append(',').append(measure.label());
    }
    csv.append('\n');
    for (Results results : experiments) {
      for (RunRecord run : results.runs()) {
        String which =
            Stream.of(
                    results.name(),
                    run.plan().name(),
                    run.plan().recipe().toString(),
                    Double.toString(run.plan().learningRate()),
                    Long.toString(run.plan().seed()),
                    Integer.toString(run.plan().fold()))
                .map(Export::quoted)
                .collect(Collectors.joining(","));
        for (Event event : run.events()) {
          csv.append(which).append(',').append(event.step());
          csv.append(',').append(Clock.EPOCH.at(event, run.plan(), results.blueprint()));
          csv.append(',').append(event.gradients()).append(',').append(event.seconds());
          for (Measure measure : Measure.values()) {
            OptionalDouble value = measure.of(event);
            csv.append(',').append(value.isPresent() ? Double.toString(value.getAsDouble()) : "");
          }
          csv.append('\n');
        }
      }
    }
    return csv.toString();
  }

  /// A row for each number that was measured.
  ///
  /// @param experiments one or more
  /// @return CSV with a head
  public static String longCsv(List<Results> experiments) {
    StringBuilder csv =
        new StringBuilder("experiment,optimizer,rate,seed,fold,step,epoch,seconds,measure,value\n");
    for (Results results : experiments) {
      for (RunRecord run : results.runs()) {
        String which =
            Stream.of(
                    results.name(),
                    run.plan().name(),
                    Double.toString(run.plan().learningRate()),
                    Long.toString(run.plan().seed()),
                    Integer.toString(run.plan().fold()))
                .map(Export::quoted)
                .collect(Collectors.joining(","));
        for (Event event : run.events()) {
          for (Measure measure : Measure.values()) {
            OptionalDouble value = measure.of(event);
            if (value.isPresent()) {
              csv.append(which).append(',').append(event.step());
              csv.append(',').append(Clock.EPOCH.at(event, run.plan(), results.blueprint()));
              csv.append(',').append(event.seconds()).append(',').append(measure.label());
              csv.append(',').append(value.getAsDouble()).append('\n');
            }
          }
        }
      }
    }
    return csv.toString();
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe in front.
  private static String quoted(String cell) {
    String text = isFormula(cell) ? "'" + cell : cell;
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  static boolean isFormula(String cell) {
    return !cell.isEmpty()
        && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0
        && !cell.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
  }

  /// A list of experiments: what was asked for, where the numbers come from, and for each run what
  /// became of it and its events.
  ///
  /// @param experiments one or more
  /// @return JSON
  public static String json(List<Results> experiments) {
    ArrayNode list = JSON.createArrayNode();
    for (Results results : experiments) {
      ObjectNode experiment = list.addObject();
      experiment.put("name", results.name());
      experiment.set("experiment", BlueprintJson.write(results.blueprint()));
      experiment.set("provenance", JSON.valueToTree(results.provenance().values()));
      ArrayNode runs = experiment.putArray("runs");
      for (RunRecord record : results.runs()) {
        ObjectNode run = RunFiles.json(record);
        ArrayNode events = run.putArray("events");
        record.events().forEach(event -> events.add(EventLog.json(event)));
        runs.add(run);
      }
    }
    return list + "\n";
  }
}
