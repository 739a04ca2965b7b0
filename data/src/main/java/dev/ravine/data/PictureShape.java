package dev.ravine.data;

/// How the numbers of an example make a picture: planes, one after the other, each of rows.
///
/// @param planes 1 for grey, 3 for red, green and blue
/// @param height how many rows
/// @param width how many columns
public record PictureShape(int planes, int height, int width) {

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
