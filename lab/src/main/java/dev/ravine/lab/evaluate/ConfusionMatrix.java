package dev.ravine.lab.evaluate;

import dev.ravine.lab.page.WebPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How often each class was taken for each other.
///
/// @param classes their names
/// @param counts for each right class, how often each class was predicted
record ConfusionMatrix(List<String> classes, List<List<Integer>> counts) {

  private static final int SMALLEST = 480;
  private static final int MOST_DRAWN = 50;
  private static final int MOST_NUMBERS = 16;
  private static final int MOST_PRINTED = 10;

  /// How many examples are of a class.
  int support(int label) {
    return counts.get(label).stream().mapToInt(n -> n).sum();
  }

  /// For a terminal: a head and a row for each right class; empty if there are more than fit.
  List<List<String>> table() {
    if (classes.size() > MOST_PRINTED) {
      return List.of();
    }
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("actual \\ predicted"));
    classes.forEach(name -> head.add(shortened(name)));
    table.add(head);
    for (int c = 0; c < classes.size(); c++) {
      List<String> row = new ArrayList<>(List.of(shortened(classes.get(c))));
      counts.get(c).forEach(count -> row.add(Integer.toString(count)));
      table.add(row);
    }
    return table;
  }

  /// The confusion matrix: the darker, the larger the share of the row. SVG: the darker, the larger
  /// the share of the row; empty if there are more classes than can be told apart.
  Optional<String> picture() {
    if (classes.size() > MOST_DRAWN) {
      return Optional.empty();
    }
    int n = classes.size();
    int cell = Math.max(8, Math.min(90, 400 / n));
    int top = 60;
    int width = Math.max(SMALLEST, 120 + n * cell + 20);
    int left = Math.max(120, (width - n * cell) / 2);
    int height = Math.max(SMALLEST * 5 / 8, top + n * cell + 90);
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" font-family=\"sans-serif\""
                + " font-size=\"11\" role=\"img\" aria-label=\"Confusion matrix\">")
            .formatted(Integer.toString(width), Integer.toString(height)));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    text(svg, width / 2.0, 22, "middle", "14", "Confusion matrix", "#222222", "");
    text(svg, left + n * cell / 2.0, 44, "middle", "12", "predicted", "#555555", "");
    double middle = top + n * cell / 2.0;
    String upwards =
        String.format(Locale.ROOT, "transform=\"rotate(-90 %d %.1f)\"", left - 106, middle);
    text(svg, left - 106, middle, "middle", "12", "actual", "#555555", upwards);
    for (int r = 0; r < n; r++) {
      int support = Math.max(1, support(r));
      if (cell >= 11) {
        text(
            svg,
            left - 6,
            top + r * cell + cell / 2.0 + 4,
            "end",
            "11",
            shortened(classes.get(r)),
            "#222222",
            "");
      }
      for (int c = 0; c < n; c++) {
        int count = counts.get(r).get(c);
        double share = (double) count / support;
        String colour = colour(share, r == c);
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%s predicted as %s: %d</title></rect>",
                left + c * cell,
                top + r * cell,
                cell - 1,
                cell - 1,
                colour,
                WebPage.escaped(classes.get(r)),
                WebPage.escaped(classes.get(c)),
                count));
        if (n <= MOST_NUMBERS && count > 0) {
          text(
              svg,
              left + c * cell + cell / 2.0,
              top + r * cell + cell / 2.0 + 4,
              "middle",
              "11",
              Integer.toString(count),
              share > 0.5 ? "#ffffff" : "#222222",
              "");
        }
      }
    }
    for (int c = 0; c < n && cell >= 11; c++) {
      double x = left + c * cell + cell / 2.0 + 4;
      double y = top + n * cell + 8;
      text(
          svg,
          x,
          y,
          "end",
          "11",
          shortened(classes.get(c)),
          "#222222",
          String.format(Locale.ROOT, "transform=\"rotate(-50 %.1f %.1f)\"", x, y));
    }
    return Optional.of(svg.append("</svg>").toString());
  }

  private static String shortened(String name) {
    return name.length() <= 16 ? name : name.substring(0, 15) + "…";
  }

  private static String colour(double share, boolean right) {
    double strength = Math.sqrt(Math.min(1, share));
    int[] full = right ? new int[] {0, 114, 178} : new int[] {213, 94, 0};
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        (int) Math.round(247 + strength * (full[0] - 247)),
        (int) Math.round(247 + strength * (full[1] - 247)),
        (int) Math.round(247 + strength * (full[2] - 247)));
  }

  private static void text(
      StringBuilder svg,
      double x,
      double y,
      String anchor,
      String size,
      String text,
      String fill,
      String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\" %s>%s</text>",
            x,
            y,
            anchor,
            size,
            fill,
            more,
            WebPage.escaped(text)));
  }
}
