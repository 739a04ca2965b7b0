package dev.ravine.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The report: one page that needs nothing but itself, and no network. The template's marks are
/// replaced by the chart library, the page's own script and style, and the data as JSON.
public final class Report {

  private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/";

  private static final String START =
      "Page.create(JSON.parse(document.getElementById(\"data\").textContent));\n";

  private Report() {}

  /// Writes the page.
  ///
  /// @param file where to
  /// @param results what to compare, one or more
  /// @throws IOException if it can't be written
  public static void write(Path file, List<Results> results) throws IOException {
    Store.write(file, html(results));
  }

  static String html(List<Results> results) {
    String names = results.stream().map(Results::name).collect(Collectors.joining(", "));
    return page(names, resource("report.html"), START, "", data(results));
  }

  /// The report's page, following what a server sends it.
  ///
  /// @param title of the page
  /// @return HTML
  public static String livePage(String title) {
    return following(title, resource("live.html") + resource("report.html"), "live.js");
  }

  /// A page that lists the experiments a server sends it.
  ///
  /// @return HTML
  public static String listPage() {
    return following("Experiments", resource("list.html"), "list.js");
  }

  private static String following(String title, String body, String script) {
    String start = resource("token.js") + resource(script);
    return page(title, body, start, "; connect-src 'self'", "");
  }

  private static String page(
      String title, String body, String start, String morePolicy, String data) {
    String chartStyle = resource(UPLOT + "dist/uPlot.min.css");
    String style = resource("page.css");
    String charts = resource(UPLOT + "dist/uPlot.iife.min.js");
    String script =
        String.join("\n", resource("series.js"), resource("chart.js"), resource("page.js"), start);
    return resource("frame.html")
        .replace("{{body}}", body)
        .replace(
            "{{policy}}", policy(List.of(charts, script), List.of(chartStyle, style)) + morePolicy)
        .replace("{{uplot.css}}", chartStyle)
        .replace("{{page.css}}", style)
        .replace("{{uplot.license}}", resource(UPLOT + "LICENSE").strip())
        .replace("{{uplot.js}}", charts)
        .replace("{{script}}", script)
        .replace("{{title}}", title.replace("&", "&amp;").replace("<", "&lt;"))
        .replace("{{data}}", data);
  }

  /// Nothing but these scripts and styles, and pictures made by them.
  private static String policy(List<String> scripts, List<String> styles) {
    return "default-src 'none'; script-src %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(hashes(scripts), hashes(styles));
  }

  private static String hashes(List<String> texts) {
    return texts.stream().map(Report::hash).collect(Collectors.joining(" "));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// What a page shows.
  ///
  /// @param results one or more
  /// @return JSON that may stand inside a script element
  public static String data(List<Results> results) {
    return safe(ReportData.of(results));
  }

  /// As it may stand inside a script element.
  static String safe(JsonNode json) {
    return json.toString().replace("<", "\\u003c");
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
