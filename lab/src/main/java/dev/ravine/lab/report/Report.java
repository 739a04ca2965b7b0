package dev.ravine.lab.report;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.page.WebPage;
import dev.ravine.lab.store.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The report: one page that needs nothing but itself, and no network.
public final class Report {

  private static final String START =
      "Page.create(JSON.parse(document.getElementById(\"data\").textContent));\n";

  private Report() {}

  /// Writes the page.
  ///
  /// @param file where to
  /// @param results what to compare, one or more
  /// @throws IOException if it can't be written
  public static void write(Path file, List<Results> results) throws IOException {
    AtomicFile.write(file, html(results));
  }

  /// Makes the page.
  ///
  /// @param results of one or several experiments
  /// @return HTML that needs nothing but itself
  public static String html(List<Results> results) {
    if (results.stream().map(r -> r.experimentPlan().learnsValues()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "a report must be of experiments that all learn classes, or all values, but "
              + results.stream()
                  .map(r ->
                      r.name() + (r.experimentPlan().learnsValues() ? ": values" : ": classes"))
                  .collect(Collectors.joining(", ")));
    }
    String names = results.stream().map(Results::name).collect(Collectors.joining(", "));
    return charts(names, "report.html").starting(START).html(data(results));
  }

  private static WebPage charts(String title, String... bodies) {
    return WebPage.of(title, bodies).with("series.js").with("chart.js").with("page.js").charting();
  }

  /// The report's page, following what a server sends it.
  ///
  /// @param title of the page
  /// @return HTML
  public static String livePage(String title) {
    return charts(title, "live.html", "report.html")
        .with("token.js")
        .with("live.js")
        .asking()
        .html("");
  }

  /// The page as text.
  ///
  /// @param results what to compare, one or more
  /// @return HTML
  public static String page(List<Results> results) {
    return html(results);
  }

  /// A page that says why there is no other.
  ///
  /// @param message one sentence
  /// @return HTML
  public static String messagePage(String message) {
    String body =
        "<header><h1>Not possible</h1></header><main><p>%s</p><p><a href=\"/\">all experiments</a></p></main>"
            .formatted(WebPage.escaped(message));
    return new WebPage("Not possible", body, "", false, false).html("null");
  }

  /// A page that lists the experiments a server sends it.
  ///
  /// @return HTML
  public static String listPage() {
    return charts("Experiments", "list.html").with("token.js").with("list.js").asking().html("");
  }

  /// What a page shows.
  ///
  /// @param results one or more
  /// @return JSON that may stand inside a script element
  public static String data(List<Results> results) {
    return safe(ReportData.of(results));
  }

  /// As it may stand inside a script element.
  public static String safe(JsonNode json) {
    return json.toString().replace("<", "\\u003c");
  }
}
