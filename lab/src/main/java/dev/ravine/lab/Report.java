package dev.ravine.lab;

import dev.ravine.nn.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The report: one page that needs nothing but itself. The template's marks are replaced by the
/// chart library, the page's own script and style, and the data as JSON.
final class Report {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/";

  private Report() {}

  static String html(Experiment experiment, Provenance provenance, List<RunRecord> records) {
    return resource("report.html")
        .replace("{{uplot.css}}", resource(UPLOT + "dist/uPlot.min.css"))
        .replace("{{report.css}}", resource("report.css"))
        .replace("{{uplot.license}}", resource(UPLOT + "LICENSE").strip())
        .replace("{{uplot.js}}", resource(UPLOT + "dist/uPlot.iife.min.js"))
        .replace("{{report.js}}", resource("report.js"))
        .replace("{{title}}", title(experiment))
        .replace("{{data}}", data(experiment, provenance, records));
  }

  private static String title(Experiment experiment) {
    String kind = experiment.kind();
    return kind.substring(0, 1).toUpperCase(Locale.ROOT)
        + kind.substring(1)
        + " · "
        + experiment.split().train().name();
  }

  /// JSON that may stand inside a script element.
  private static String data(
      Experiment experiment, Provenance provenance, List<RunRecord> records) {
    ObjectNode data = JSON.createObjectNode();
    data.put("kind", experiment.kind());
    data.put("planned", experiment.runs().size());
    data.put("epochs", experiment.epochs());
    data.set("provenance", JSON.valueToTree(provenance.values()));
    ArrayNode runs = data.putArray("runs");
    for (RunRecord record : records) {
      ObjectNode run = runs.addObject();
      run.put("optimizer", record.plan().optimizer());
      run.put("recipe", record.plan().recipe().toString());
      run.put("learningRate", record.plan().learningRate());
      run.put("label", record.plan().label());
      run.put("seed", record.plan().seed());
      run.put("outcome", record.outcomeText());
      run.put("diverged", record.outcome() instanceof Outcome.Diverged);
      run.put("millisPerStep", rounded(record.millisPerStep(), 4));
      record.finalTrainLoss().ifPresent(loss -> run.put("finalTrainLoss", rounded(loss, 9)));
      ArrayNode losses = run.putArray("losses");
      for (double loss : record.losses()) {
        if (Double.isFinite(loss)) {
          losses.add(rounded(loss, 5));
        } else {
          losses.addNull();
        }
      }
      run.set("trainAccuracy", JSON.valueToTree(record.trainAccuracy()));
      run.set("validationAccuracy", JSON.valueToTree(record.validationAccuracy()));
    }
    return JSON.writeValueAsString(data).replace("<", "\\u003c");
  }

  /// To a number of significant digits: enough for a picture.
  private static double rounded(double value, int digits) {
    return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "g", value));
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + name + " can't be read", e);
    }
  }

  /// A resource of this package, or of a WebJar, which its own module does not hide.
  private static @Nullable InputStream open(String name) {
    return name.startsWith("META-INF")
        ? Report.class.getClassLoader().getResourceAsStream(name)
        : Report.class.getResourceAsStream(name);
  }
}
