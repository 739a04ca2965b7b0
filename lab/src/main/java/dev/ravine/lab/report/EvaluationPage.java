package dev.ravine.lab.report;

import dev.ravine.data.Dataset;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.lab.evaluate.ClassificationReport;
import dev.ravine.lab.evaluate.EvaluationReport;
import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.page.WebPage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// An evaluation as a page that needs nothing but itself.
public final class EvaluationPage {

  private EvaluationPage() {}

  /// Writes the page.
  ///
  /// @param file where to
  /// @param what which model, on which examples, for people
  /// @param report what came out
  /// @param examples the same examples: mistakes about pictures are shown
  /// @throws IOException if it can't be written
  public static void write(Path file, String what, EvaluationReport report, Dataset examples)
      throws IOException {
    StringBuilder body = new StringBuilder();
    body.append(
        "<header><h1>Evaluation of %s</h1><p id=\"subtitle\">%s</p></header><main>"
            .formatted(WebPage.escaped(what), WebPage.escaped(report.summary())));
    body.append("<div class=\"pictures\">");
    List<String> pictures = new ArrayList<>(report.pictures());
    if (report instanceof ClassificationReport classes) {
      pictures.add(classes.reliability().toSvg());
    }
    for (String svg : pictures) {
      body.append(
          "<img alt=\"chart\" src=\"data:image/svg+xml;base64,%s\">"
              .formatted(base64(svg.getBytes(StandardCharsets.UTF_8))));
    }
    body.append("</div><h2>Numbers</h2>").append(table(report.head(), report.rows()));
    if (report instanceof ClassificationReport classes && !classes.mistakes().isEmpty()) {
      body.append("<h2>The most confident mistakes</h2>").append(mistakes(classes, examples));
    }
    body.append("</main>");
    AtomicFile.write(
        file, new WebPage("Evaluation", body.toString(), "", false, false).html("null"));
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return "<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
        .formatted(
            cells("th", head),
            rows.stream()
                .map(row -> "<tr>" + cells("td", row) + "</tr>")
                .collect(Collectors.joining()));
  }

  private static String cells(String name, List<String> texts) {
    return texts.stream()
        .map(text -> "<%s>%s</%s>".formatted(name, WebPage.escaped(text), name))
        .collect(Collectors.joining());
  }

  private static String mistakes(ClassificationReport report, Dataset examples) throws IOException {
    if (examples.picture().isEmpty()) {
      List<List<String>> mistakes = report.mistakesTable();
      return table(mistakes.getFirst(), mistakes.subList(1, mistakes.size()));
    }
    StringBuilder figures = new StringBuilder("<div class=\"mistakes\">");
    for (ClassificationReport.Mistake mistake : report.mistakes()) {
      figures.append(
          "<figure><img alt=\"\" src=\"data:image/png;base64,%s\"><figcaption>%s, predicted %s (%.3f)<br>%s</figcaption></figure>"
              .formatted(
                  base64(png(examples, examples.picture().get(), mistake.example())),
                  WebPage.escaped(mistake.right()),
                  WebPage.escaped(mistake.predicted()),
                  mistake.probability(),
                  WebPage.escaped(mistake.place())));
    }
    return figures.append("</div>").toString();
  }

  private static byte[] png(Dataset examples, PictureShape shape, int example) throws IOException {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    int size = shape.width() * shape.height();
    for (int i = 0; i < size; i++) {
      int rgb = 0;
      for (int plane = 0; plane < 3; plane++) {
        int from = Math.min(plane, shape.planes() - 1) * size;
        rgb = rgb << 8 | (int) examples.feature(example, from + i);
      }
      image.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
