package dev.ravine.data.source;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Features;
import dev.ravine.data.NoTargets;
import dev.ravine.data.picture.Picture;
import dev.ravine.data.schema.PictureShape;
import java.nio.file.Path;
import java.util.List;

/// Pictures to predict, which show nobody knows what.
public final class PictureExamples {

  private PictureExamples() {}

  /// Pictures, without what they show.
  ///
  /// @param files the pictures, one or more
  /// @param shape that they must have; a grey picture may stand for a coloured one
  /// @param stretched whether they are stretched to that shape
  /// @return an example for each, in their order
  /// @throws DataException if one can't be read, or is of another shape
  public static Dataset of(List<Path> files, PictureShape shape, boolean stretched) {
    byte[] bytes = new byte[Math.multiplyExact(shape.size(), files.size())];
    for (int i = 0; i < files.size(); i++) {
      Picture read = Picture.read(files.get(i));
      Picture picture = stretched ? read.resized(shape.width(), shape.height()) : read;
      PictureShape has =
          new PictureShape(picture.planes().size(), picture.height(), picture.width());
      PictureShape asColour = new PictureShape(3, has.height(), has.width());
      if (!shape.equals(has) && !shape.equals(asColour)) {
        throw new DataException("%s must be %s, is %s".formatted(files.get(i), shape, has));
      }
      picture.write(shape.planes(), bytes, i * shape.size());
    }
    return new Dataset(
            String.valueOf(files.getFirst().getFileName()),
            new Features.Bytes(shape.size(), bytes),
            List.of(),
            new NoTargets(files.size()))
        .withPicture(shape);
  }
}
