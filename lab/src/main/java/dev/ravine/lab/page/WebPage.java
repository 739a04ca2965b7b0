package dev.ravine.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A page in one file, with a content security policy that runs its own scripts alone.
///
/// @param title of the page
/// @param body HTML
/// @param script what it runs
/// @param charts whether it has the chart library
/// @param asks whether it may ask the server it comes from
public record WebPage(String title, String body, String script, boolean charts, boolean asks) {

  private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/";

  /// A page without scripts.
  ///
  /// @param bodies resources that hold HTML, in order
  public static WebPage of(String title, String... bodies) {
    String body = List.of(bodies).stream().map(WebPage::resource).collect(Collectors.joining());
    return new WebPage(title, body, "", false, false);
  }

  /// The same with a resource's script behind the others.
  public WebPage with(String name) {
    return starting(resource(name));
  }

  /// The same with statements behind the others.
  public WebPage starting(String statements) {
    return new WebPage(title, body, script + statements + "\n", charts, asks);
  }

  /// The same page with the library that draws charts.
  ///
  /// @return a changed copy
  public WebPage charting() {
    return new WebPage(title, body, script, true, asks);
  }

  /// The same page, which may ask its own server.
  ///
  /// @return a changed copy
  public WebPage asking() {
    return new WebPage(title, body, script, charts, true);
  }

  /// The page.
  ///
  /// @param data JSON that may stand inside a script element
  public String html(String data) {
    List<String> styles = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    if (charts) {
      styles.add(resource(UPLOT + "dist/uPlot.min.css"));
      scripts.add(resource(UPLOT + "dist/uPlot.iife.min.js"));
    }
    styles.add(resource("page.css"));
    scripts.add(script);
    return resource("frame.html")
        .replace("{{policy}}", policy(scripts, styles))
        .replace("{{title}}", title.replace("&", "&amp;").replace("<", "&lt;"))
        .replace("{{styles}}", elements("style", styles))
        .replace(
            "{{license}}",
            charts ? "<!-- uPlot\n%s\n-->".formatted(resource(UPLOT + "LICENSE").strip()) : "")
        .replace("{{body}}", body)
        .replace("{{scripts}}", elements("script", scripts))
        .replace("{{data}}", data);
  }

  /// A text as HTML or SVG.
  ///
  /// @param text any
  /// @return without characters that mean something there
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String elements(String name, List<String> contents) {
    return contents.stream()
        .map(content -> "<%s>%s</%s>".formatted(name, content, name))
        .collect(Collectors.joining("\n"));
  }

  /// Nothing but these scripts and styles, and pictures made by them.
  private String policy(List<String> scripts, List<String> styles) {
    return "default-src 'none'; script-src %s; style-src %s; img-src data:%s; base-uri 'none'; form-action 'none'%s"
        .formatted(
            hashes(scripts),
            hashes(styles),
            asks ? " 'self'" : "",
            asks ? "; connect-src 'self'" : "");
  }

  private static String hashes(List<String> texts) {
    return texts.stream().map(WebPage::hash).collect(Collectors.joining(" "));
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
        ? WebPage.class.getClassLoader().getResourceAsStream(name)
        : WebPage.class.getResourceAsStream(name);
  }
}
