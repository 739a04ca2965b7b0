package dev.ravine.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// A folder of pictures of one's own: a folder for each class, in it pictures of one size. Features
/// are planes of red, green and blue, or one plane if all pictures are grey. Pictures are put in an
/// order of their own, always the same.
///
/// @param folder that holds the classes' folders
public record PictureFolder(Path folder) implements Source {

  private static final int VALIDATED = 5;
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  private record Picture(Path file, String label) {}

  @Override
  public String label() {
    return folder.toString();
  }

  @Override
  public int usualTrain() {
    int count = pictures().size();
    return Math.max(1, count - count / VALIDATED);
  }

  @Override
  public int usualValidation() {
    return Math.max(1, pictures().size() / VALIDATED);
  }

  @Override
  public Split load(Path unused, int train, int validation) {
    return Split.of(read(), train, validation);
  }

  /// All pictures.
  ///
  /// @return as many examples
  /// @throws DataException if there are none, or one can't be read or is of another size
  public Dataset read() {
    List<Picture> pictures = pictures();
    List<BufferedImage> images = pictures.stream().map(p -> image(p.file)).toList();
    int width = images.getFirst().getWidth();
    int height = images.getFirst().getHeight();
    for (int i = 1; i < images.size(); i++) {
      BufferedImage image = images.get(i);
      if (image.getWidth() != width || image.getHeight() != height) {
        throw new DataException(
            "all pictures must be of one size, but %s is %d × %d and %s is %d × %d"
                .formatted(
                    pictures.getFirst().file,
                    width,
                    height,
                    pictures.get(i).file,
                    image.getWidth(),
                    image.getHeight()));
      }
    }
    boolean grey = images.stream().allMatch(i -> i.getColorModel().getNumColorComponents() == 1);
    int planes = grey ? 1 : 3;
    int features = planes * width * height;
    byte[] pixels = new byte[Math.multiplyExact(features, images.size())];
    for (int i = 0; i < images.size(); i++) {
      write(images.get(i), planes, pixels, i * features);
    }
    return new Dataset(
            String.valueOf(folder.getFileName()),
            new Features.Bytes(features, pixels),
            Targets.Labels.named(folder, pictures.stream().map(Picture::label).toList()))
        .of(new PictureShape(planes, height, width));
  }

  /// One picture, without what it shows.
  ///
  /// @param file the picture
  /// @param shape that it must have; a grey picture may stand for a coloured one
  /// @return one example
  /// @throws DataException if it can't be read, or is of another shape
  public static Dataset picture(Path file, PictureShape shape) {
    BufferedImage image = image(file);
    int planes = image.getColorModel().getNumColorComponents() == 1 ? 1 : 3;
    PictureShape has = new PictureShape(planes, image.getHeight(), image.getWidth());
    PictureShape asColour = new PictureShape(3, has.height(), has.width());
    if (!shape.equals(has) && !shape.equals(asColour)) {
      throw new DataException("%s must be %s, is %s".formatted(file, shape, has));
    }
    byte[] bytes = new byte[shape.size()];
    write(image, shape.planes(), bytes, 0);
    return new Dataset(
            String.valueOf(file.getFileName()),
            new Features.Bytes(bytes.length, bytes),
            new Targets.None(1))
        .of(shape);
  }

  private static void write(BufferedImage image, int planes, byte[] pixels, int from) {
    int width = image.getWidth();
    int plane = width * image.getHeight();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        for (int p = 0; p < planes; p++) {
          pixels[from + p * plane + y * width + x] =
              (byte)
                  (planes == 1
                      ? image.getRaster().getSample(x, y, 0)
                      : image.getRGB(x, y) >> (16 - 8 * p));
        }
      }
    }
  }

  private static BufferedImage image(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return image;
      }
    } catch (IOException | RuntimeException e) {
      throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
    throw new DataException("%s is no picture".formatted(file));
  }

  private List<Picture> pictures() {
    List<Picture> pictures =
        list(folder, Files::isDirectory).stream()
            .flatMap(of ->
                list(of, PictureFolder::isPicture).stream()
                    .map(file -> new Picture(file, of.getFileName().toString())))
            .toList();
    if (pictures.isEmpty()) {
      throw new DataException(
          "%s must hold a folder for each class, with pictures (%s) in it"
              .formatted(folder, String.join(", ", ENDINGS)));
    }
    return Order.mixed(pictures);
  }

  /// Whether a file is a picture, by the end of its name.
  ///
  /// @param file any path
  /// @return false for folders, what is not there, and hidden files
  public static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new DataException("%s can't be read: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
