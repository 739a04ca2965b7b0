package dev.ravine.data.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the numbers of an example make a picture: planes, one after the other, each of rows.
///
/// @param planes 1 for grey, 3 for red, green and blue
/// @param height how many rows
/// @param width how many columns
public record PictureShape(int planes, int height, int width) {

  private static final Pattern TEXT = Pattern.compile("([13])x(\\d{1,5})x(\\d{1,5})");

  /// Reads what [#text] writes.
  ///
  /// @param text such as `3x32x32`
  /// @return empty if it is anything else
  public static Optional<PictureShape> parse(String text) {
    Matcher sizes = TEXT.matcher(text);
    return sizes.matches()
        ? Optional.of(
            new PictureShape(
                Integer.parseInt(sizes.group(1)),
                Integer.parseInt(sizes.group(2)),
                Integer.parseInt(sizes.group(3))))
        : Optional.empty();
  }

  /// For files.
  ///
  /// @return planes, height and width, such as `3x32x32`
  public String text() {
    return planes + "x" + height + "x" + width;
  }

  /// How many numbers there are.
  ///
  /// @return the product of the three
  public int size() {
    return Math.multiplyExact(planes, Math.multiplyExact(height, width));
  }

  /// For people.
  ///
  /// @return such as `28 × 28 in grey`
  @Override
  public String toString() {
    return "%d × %d in %s".formatted(width, height, planes == 1 ? "grey" : "colour");
  }
}
