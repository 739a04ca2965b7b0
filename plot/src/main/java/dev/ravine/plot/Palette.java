package dev.ravine.plot;

import java.util.List;

/// The colours and dashes of lines, in the order in which they are given out: those of pictures and
/// pages alike. Okabe and Ito's colours, which people who confuse red and green can tell apart,
/// some of them darker so that they stand out from white; dashes help where colours repeat.
public final class Palette {

  /// On a light ground.
  public static final List<String> LIGHT =
      List.of("#0072b2", "#d55e00", "#009e73", "#b0468a", "#c98500", "#30363d", "#56b4e9");

  /// On a dark ground.
  public static final List<String> DARK =
      List.of("#56b4e9", "#ff7b39", "#2fc39a", "#e58fc0", "#e6b000", "#d5dae1", "#8f9bff");

  /// Lengths of strokes and gaps.
  public static final List<List<Integer>> DASHES =
      List.of(List.of(), List.of(7, 4), List.of(2, 3), List.of(9, 3, 2, 3));

  private Palette() {}

  /// The colour of a line on a light ground.
  static String colour(int number) {
    return LIGHT.get(number % LIGHT.size());
  }

  /// The dashes of a line, as SVG has them.
  static String dash(int number) {
    List<Integer> dash = DASHES.get(number / LIGHT.size() % DASHES.size());
    return String.join(" ", dash.stream().map(Object::toString).toList());
  }
}
