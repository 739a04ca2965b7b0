package dev.ravine.data.picture;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.ravine.data.DataException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// One picture as numbers: one plane if it is grey, else red, green and blue. Grey values are as
/// they are in the file, of 16 bits the upper eight; transparency is left out; a picture that its
/// camera turned is turned back.
///
/// @param width columns
/// @param height rows
/// @param planes 1 or 3, each of rows
public record Picture(int width, int height, List<float[]> planes) {

  private static final long MOST_PIXELS = 100_000_000;
  private static final int ADOBE = 0xffee;
  private static final int EXIF = 0xffe1;

  // ImageIO asks the class loader of the thread that uses it first, which may not know WebP.
  static {
    IIORegistry.getDefaultInstance().registerServiceProvider(new WebPImageReaderSpi());
  }

  /// Whether all planes are equal.
  ///
  /// @return whether one plane says it all
  public boolean isGrey() {
    return planes.size() == 1;
  }

  /// Reads a file.
  ///
  /// @throws DataException if it is none, is damaged or cut off, or is too large
  public static Picture read(Path file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers =
          in == null ? List.<ImageReader>of().iterator() : ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(file + " is no picture");
      }
      ImageReader reader = readers.next();
      try {
        return read(file, reader, in);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (e instanceof DataException said) {
        throw said;
      }
      String why = e.getMessage() == null ? "it is damaged or cut off" : e.getMessage();
      throw new DataException("%s can't be read: %s".formatted(file, why), e);
    }
  }

  private static Picture read(Path file, ImageReader reader, @Nullable ImageInputStream in)
      throws IOException {
    reader.setInput(in);
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new DataException(
          "%s must have at most %d pixels, has %d × %d"
              .formatted(file, MOST_PIXELS, reader.getWidth(0), reader.getHeight(0)));
    }
    String[] warned = {null};
    reader.addIIOReadWarningListener((source, warning) -> {
      boolean damage =
          warning.contains("Truncated")
              || warning.contains("Corrupt")
              || warning.contains("premature");
      warned[0] = damage ? warning : warned[0];
    });
    BufferedImage image = reader.read(0);
    if (warned[0] != null) {
      throw new DataException("%s is damaged or cut off: %s".formatted(file, warned[0]));
    }
    boolean jpeg = reader.getFormatName().equalsIgnoreCase("jpeg");
    Picture picture = of(image, jpeg && hasSegment(file, ADOBE));
    return jpeg ? picture.turned(orientation(file)) : picture;
  }

  private static Picture of(BufferedImage image, boolean inverted) {
    int width = image.getWidth();
    int height = image.getHeight();
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    boolean cmyk = !indexed && image.getColorModel().getNumColorComponents() == 4;
    boolean deep = !indexed && !cmyk && raster.getSampleModel().getSampleSize(0) > 8;
    boolean negative = cmyk && inverted && mostlyBlack(raster);
    boolean grey =
        indexed
            ? hasGreys((IndexColorModel) image.getColorModel())
            : image.getColorModel().getNumColorComponents() == 1;
    int bits = raster.getSampleModel().getSampleSize(0);
    List<float[]> planes =
        grey
            ? List.of(new float[width * height])
            : List.of(
                new float[width * height], new float[width * height], new float[width * height]);
    int[] samples = new int[bands];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (grey && !indexed) {
          int sample = raster.getSample(x, y, 0);
          planes.getFirst()[at] =
              bits > 8
                  ? sample >> (bits - 8)
                  : bits == 8 ? sample : sample * 255f / ((1 << bits) - 1);
        } else if (cmyk) {
          raster.getPixel(x, y, samples);
          for (int p = 0; p < 3; p++) {
            int ink = negative ? 255 - samples[p] : samples[p];
            int black = negative ? 255 - samples[3] : samples[3];
            planes.get(p)[at] = Math.round((255 - ink) * (255 - black) / 255f);
          }
        } else if (deep) {
          for (int p = 0; p < 3; p++) {
            planes.get(p)[at] = raster.getSample(x, y, p) >> (bits - 8);
          }
        } else {
          int rgb = image.getRGB(x, y);
          for (int p = 0; p < planes.size(); p++) {
            planes.get(p)[at] = rgb >> (16 - 8 * p) & 0xff;
          }
        }
      }
    }
    return new Picture(width, height, planes);
  }

  /// Adobe's programs write the inks of CMYK as negatives, others with the same marker do not.
  /// Taken the wrong way, nearly all of a picture is black.
  private static boolean mostlyBlack(Raster raster) {
    long sum = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        sum += raster.getSample(x, y, 3);
      }
    }
    return sum > 127L * raster.getWidth() * raster.getHeight();
  }

  private static boolean hasGreys(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasSegment(Path file, int marker) throws IOException {
    return !segments(file, marker, marker == ADOBE ? "Adobe" : "Exif").isEmpty();
  }

  private static List<JPEGSegment> segments(Path file, int marker, String name) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      return JPEGSegmentUtil.readSegments(in, marker, name);
    }
  }

  /// How the camera was held: 1 … 8, as EXIF numbers it.
  private static int orientation(Path file) throws IOException {
    List<JPEGSegment> exif = segments(file, EXIF, "Exif");
    if (exif.isEmpty()) {
      return 1;
    }
    try (InputStream data = exif.getFirst().data()) {
      data.skipNBytes(1);
      try (ImageInputStream in = ImageIO.createImageInputStream(data)) {
        Directory all = new TIFFReader().read(in);
        Directory first = all instanceof CompoundDirectory several ? several.getDirectory(0) : all;
        Optional<Entry> entry = Optional.ofNullable(first.getEntryById(TIFF.TAG_ORIENTATION));
        return entry
            .filter(e -> e.getValue() instanceof Number)
            .map(e -> ((Number) e.getValue()).intValue())
            .filter(o -> o >= 1 && o <= 8)
            .orElse(1);
      }
    } catch (IOException | RuntimeException damaged) {
      // What the camera wrote beside the picture is no reason to refuse it.
      return 1;
    }
  }

  /// Turned and mirrored as EXIF says.
  private Picture turned(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean swaps = orientation >= 5;
    int w = swaps ? height : width;
    int h = swaps ? width : height;
    List<float[]> turned =
        planes.stream()
            .map(from -> {
              float[] to = new float[from.length];
              for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                  to[y * w + x] = from[source(orientation, x, y)];
                }
              }
              return to;
            })
            .toList();
    return new Picture(w, h, turned);
  }

  /// Where a place of the turned picture comes from.
  private int source(int orientation, int x, int y) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> y * width + right - x;
      case 3 -> (bottom - y) * width + right - x;
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + right - y;
      case 8 -> x * width + right - y;
      default -> y * width + x;
    };
  }

  /// Stretched to another size: each new pixel is the mean of the old ones that it covers, weighed
  /// by a triangle (bilinear, with antialiasing).
  public Picture resized(int w, int h) {
    if (w == width && h == height) {
      return this;
    }
    List<float[]> resized =
        planes.stream().map(plane -> Resampling.bilinear(plane, width, height, w, h)).toList();
    return new Picture(w, h, resized);
  }

  /// Writes as many planes as are asked for; a grey picture has three equal ones.
  public void write(int wanted, byte[] out, int from) {
    int size = width * height;
    for (int p = 0; p < wanted; p++) {
      float[] plane = planes.get(Math.min(p, planes.size() - 1));
      for (int i = 0; i < size; i++) {
        out[from + p * size + i] = (byte) Math.clamp(Math.round(plane[i]), 0, 255);
      }
    }
  }
}
