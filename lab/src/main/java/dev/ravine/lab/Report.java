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
    String chartStyle = resource(UPLOT + "dist/uPlot.min.css");
    String style = resource("page.css");
    String charts = resource(UPLOT + "dist/uPlot.iife.min.js");
    String page =
        String.join("\n", resource("series.js"), resource("chart.js"), resource("page.js"), START);
    return resource("report.html")
        .replace("{{policy}}", policy(List.of(charts, page), List.of(chartStyle, style)))
        .replace("{{uplot.css}}", chartStyle)
        .replace("{{page.css}}", style)
        .replace("{{uplot.license}}", resource(UPLOT + "LICENSE").strip())
        .replace("{{uplot.js}}", charts)
        .replace("{{page.js}}", page)
        .replace("{{title}}", title(results))
        .replace("{{data}}", data(results));
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

  private static String title(List<Results> results) {
    return results.stream()
        .map(Results::name)
        .collect(Collectors.joining(", "))
        .replace("&", "&amp;")
        .replace("<", "&lt;");
  }

  /// JSON that may stand inside a script element.
  private static String data(List<Results> results) {
    return ReportData.of(results).toString().replace("<", "\\u003c");
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
