package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.picture.Picture;
import dev.ravine.data.schema.PictureShape;
import dev.ravine.data.split.Split;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Pictures as cameras and programs write them.
class PicturesOfAllKindsTest {

  @TempDir private Path folder = Path.of(".");

  /// How a picture of one colour, or of one grey, is written.
  enum Kind {
    GREY_8("png", true),
    GREY_16("png", true),
    GREY_4("png", true),
    GREY_1("png", true),
    GREY_JPEG("jpg", true),
    GREY_BMP("bmp", true),
    GREY_GIF("gif", true),
    PALETTE_OF_GREYS("png", true),
    COLOUR_24("png", false),
    COLOUR_32("png", false),
    COLOUR_48("png", false),
    COLOUR_JPEG("jpg", false),
    COLOUR_BMP("bmp", false),
    PALETTE("gif", false),
    GREY_WITH_ALPHA("png", true);

    private final String format;
    private final boolean grey;

    Kind(String format, boolean grey) {
      this.format = format;
      this.grey = grey;
    }

    /// A picture all of whose pixels have one value: of red, green and blue the same.
    BufferedImage image(int value) {
      return switch (this) {
        case GREY_8, GREY_JPEG, GREY_BMP -> filled(BufferedImage.TYPE_BYTE_GRAY, value);
        case GREY_16 -> filled(BufferedImage.TYPE_USHORT_GRAY, value << 8 | 0x11);
        case GREY_4 -> indexed(4, value / 17);
        case GREY_1 -> indexed(1, value / 255);
        case PALETTE_OF_GREYS, GREY_GIF -> indexed(8, value);
        case COLOUR_24, COLOUR_JPEG, COLOUR_BMP -> coloured(BufferedImage.TYPE_INT_RGB, value);
        case COLOUR_32 -> coloured(BufferedImage.TYPE_INT_ARGB, value);
        case PALETTE -> palette(value);
        case COLOUR_48 -> deep(3, value);
        case GREY_WITH_ALPHA -> deep(2, value);
      };
    }

    private static BufferedImage filled(int type, int sample) {
      BufferedImage image = new BufferedImage(6, 4, type);
      for (int i = 0; i < 24; i++) {
        image.getRaster().setSample(i % 6, i / 6, 0, sample);
      }
      return image;
    }

    private static BufferedImage coloured(int type, int value) {
      BufferedImage image = new BufferedImage(6, 4, type);
      for (int i = 0; i < 24; i++) {
        image.setRGB(i % 6, i / 6, new Color(value, value, value).getRGB());
      }
      return image;
    }

    private static BufferedImage indexed(int bits, int index) {
      int size = 1 << bits;
      byte[] greys = new byte[size];
      for (int i = 0; i < size; i++) {
        greys[i] = (byte) (i * 255 / (size - 1));
      }
      return indexed(new IndexColorModel(bits, size, greys, greys, greys), index);
    }

    private static BufferedImage palette(int value) {
      byte[] red = {(byte) value, (byte) 255};
      byte[] others = {(byte) value, 0};
      return indexed(new IndexColorModel(8, 2, red, others, others), 0);
    }

    private static BufferedImage indexed(IndexColorModel colours, int index) {
      WritableRaster raster = colours.createCompatibleWritableRaster(6, 4);
      for (int i = 0; i < 24; i++) {
        raster.setSample(i % 6, i / 6, 0, index);
      }
      return new BufferedImage(colours, raster, false, null);
    }

    private static BufferedImage deep(int bands, int value) {
      java.awt.color.ColorSpace space =
          java.awt.color.ColorSpace.getInstance(
              bands == 2 ? java.awt.color.ColorSpace.CS_GRAY : java.awt.color.ColorSpace.CS_sRGB);
      java.awt.image.ColorModel model =
          new java.awt.image.ComponentColorModel(
              space,
              bands == 2,
              false,
              bands == 2 ? BufferedImage.TRANSLUCENT : BufferedImage.OPAQUE,
              bands == 2
                  ? java.awt.image.DataBuffer.TYPE_BYTE
                  : java.awt.image.DataBuffer.TYPE_USHORT);
      WritableRaster raster = model.createCompatibleWritableRaster(6, 4);
      for (int i = 0; i < 24; i++) {
        for (int band = 0; band < bands; band++) {
          int sample = bands == 2 ? (band == 1 ? 128 : value) : value << 8 | 0x11;
          raster.setSample(i % 6, i / 6, band, sample);
        }
      }
      return new BufferedImage(model, raster, false, null);
    }
  }

  private Path write(String name, BufferedImage image, String format) throws IOException {
    Path file = folder.resolve(name + "." + format);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void aPictureHasTheValuesThatItsFileHas(Kind kind) throws IOException {
    for (int value : new int[] {0, 68, 204, 255}) {
      int written = kind == Kind.GREY_1 ? value / 204 * 255 : value;
      Picture picture = Picture.read(write("one", kind.image(written), kind.format));
      assertThat(picture.isGrey()).isEqualTo(kind.grey);
      for (float[] plane : picture.planes()) {
        assertThat(plane[0]).isCloseTo(written, within(kind.format.equals("jpg") ? 1f : 0f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFolderOfAnyKindIsRead(Kind kind) throws IOException {
    for (int i = 0; i < 5; i++) {
      write("dark/" + i, kind.image(0), kind.format);
      write("light/" + i, kind.image(255), kind.format);
    }
    Dataset data = new PictureFolder(folder).read();
    assertThat(data.picture()).contains(new PictureShape(kind.grey ? 1 : 3, 4, 6));
    for (int i = 0; i < 10; i++) {
      assertThat(data.feature(i, 0)).isEqualTo(255f * data.label(i));
    }
  }

  /// Grey and coloured pictures of the same grey have the same values beside each other.
  @Test
  void greyStaysItselfAmongColours() throws IOException {
    write("a/grey", Kind.GREY_8.image(128), "png");
    write("b/colour", Kind.COLOUR_24.image(128), "png");
    Dataset data = new PictureFolder(folder).read();
    assertThat(data.features()).isEqualTo(72);
    assertThat(IntStream.range(0, 72).mapToObj(f -> data.feature(0, f))).containsOnly(128f);
    assertThat(IntStream.range(0, 72).mapToObj(f -> data.feature(1, f))).containsOnly(128f);
  }

  /// The eight ways in which a camera can be held, by EXIF's definition of each.
  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,3", "4,2", "5,0", "6,1", "7,3", "8,2"})
  void aPictureThatItsCameraTurnedIsTurnedBack(int orientation, int corner) throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 16; x++) {
        image.getRaster().setSample(x, y, 0, 255);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    byte[] plain = bytes.toByteArray();
    ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 0xffe1)
        .putShort((short) 34)
        .put("Exif\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    exif.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0);
    exif.putInt(0);
    Path file = folder.resolve("turned.jpg");
    try (var out = Files.newOutputStream(file)) {
      out.write(plain, 0, 2);
      out.write(exif.array());
      out.write(plain, 2, plain.length - 2);
    }
    Picture picture = Picture.read(file);
    assertThat(picture.width()).isEqualTo(orientation >= 5 ? 16 : 32);
    int w = picture.width();
    int h = picture.height();
    int[] corners = {0, w - 1, (h - 1) * w, h * w - 1};
    for (int i = 0; i < 4; i++) {
      assertThat(picture.planes().getFirst()[corners[i]])
          .as("corner %d", i)
          .isCloseTo(i == corner ? 255 : 0, within(12f));
    }
  }

  @ParameterizedTest
  @CsvSource({"png", "jpg", "bmp", "gif"})
  void aPictureThatIsCutOffIsLeftOutAndNamed(String format) throws IOException {
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 4096; i++) {
      noise.setRGB(i % 64, i / 64, i * 2654435 & 0xffffff);
    }
    for (int i = 0; i < 4; i++) {
      write("a/" + i, noise, format);
      write("b/" + i, noise, format);
    }
    Path cut = folder.resolve("a/2." + format);
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("b/3." + format), "no picture");
    PictureFolder source = new PictureFolder(folder);
    assertThat(source.read().size()).isEqualTo(6);
    assertThat(String.join("\n", source.notes()))
        .contains(
            "6 pictures of 64 × 64",
            "2 files are left out",
            "2." + format,
            "3." + format + " is no picture");
  }

  @Test
  void whatIsNoExampleIsSaid() throws IOException {
    for (int i = 0; i < 3; i++) {
      write("dark/" + i, Kind.GREY_8.image(0), "png");
      write("light/" + i, Kind.GREY_8.image(255), "png");
      write(".ipynb_checkpoints/" + i, Kind.GREY_8.image(255), "png");
    }
    write("dark/more/9", Kind.GREY_8.image(0), "png");
    Files.createDirectory(folder.resolve("none"));
    PictureFolder source = new PictureFolder(folder);
    assertThat(source.read().targets().outputs()).isEqualTo(2);
    assertThat(source.notes())
        .contains(
            "none is left out: there are no pictures in it",
            "folders within dark are left out: more");
    Files.writeString(folder.resolve("broken.png"), "");
    Path alone = Files.createDirectories(folder.resolve("alone/a"));
    Files.writeString(alone.resolve("x.png"), "no picture");
    assertThatThrownBy(() -> new PictureFolder(folder.resolve("alone")).read())
        .hasMessageContaining("no picture can be read")
        .hasMessageContaining("x.png is no picture");
  }

  @Test
  void picturesOfAllSizesAreStretched() throws IOException {
    write("a/small", new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB), "png");
    write("b/large", new BufferedImage(50, 30, BufferedImage.TYPE_INT_RGB), "png");
    assertThatThrownBy(() -> new PictureFolder(folder).read())
        .hasMessageContaining("all pictures must be of one size")
        .hasMessageContaining("--resize 32");
    PictureFolder source = new PictureFolder(folder).resized(PictureFolder.Size.parse("12x8"));
    assertThat(source.read().picture()).contains(new PictureShape(3, 8, 12));
    assertThat(source.notes()).contains("2 pictures, stretched to 12 × 8 (bilinear)");
    assertThatThrownBy(() -> PictureFolder.Size.parse("0"))
        .hasMessageContaining("resize must be 1");
    assertThatThrownBy(() -> PictureFolder.Size.parse("a")).hasMessageContaining("was \"a\"");
  }

  /// Four inks as printers mix them: without black, cyan takes its share from red alone. Adobe's
  /// programs write negatives.
  @ParameterizedTest
  @CsvSource({"200, false, 55", "100, false, 155", "0, false, 255", "200, true, 55"})
  void cyanMagentaYellowAndBlackBecomeRedGreenAndBlue(int cyan, boolean negative, int red)
      throws IOException {
    WritableRaster inks =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      for (int ink = 0; ink < 4; ink++) {
        int share = ink == 0 ? cyan : 0;
        inks.setSample(i % 16, i / 16, ink, negative ? 255 - share : share);
      }
    }
    Path file = folder.resolve("inks.jpg");
    javax.imageio.ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    try (var out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(new javax.imageio.IIOImage(inks, null, null));
    } finally {
      writer.dispose();
    }
    byte[] plain = Files.readAllBytes(file);
    byte[] adobe = {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    ByteBuffer marked = ByteBuffer.allocate(plain.length + adobe.length);
    Files.write(file, marked.put(plain, 0, 2).put(adobe).put(plain, 2, plain.length - 2).array());
    List<float[]> planes = Picture.read(file).planes();
    assertThat(planes.get(0)[0]).isCloseTo(red, within(2f));
    assertThat(planes.get(1)[0]).isCloseTo(255, within(2f));
  }

  /// A WebP file of one colour without loss, bit by bit: five codes that each know one symbol.
  ///
  /// WebP Lossless Bitstream Specification, sections 3 and 6.2.
  private Path webp(String name, int width, int height, int red, int green, int blue)
      throws IOException {
    java.math.BigInteger bits = java.math.BigInteger.ZERO;
    int at = 0;
    int[][] written = {
      {0x2f, 8},
      {width - 1, 14},
      {height - 1, 14},
      {0, 1},
      {0, 3}, // head, no alpha, version
      {0, 1},
      {0, 1},
      {0, 1}, // no transformation, no cache, one set of codes
      {0b101, 3},
      {green, 8},
      {0b101, 3},
      {red, 8},
      {0b101, 3},
      {blue, 8},
      {0b101, 3},
      {255, 8},
      {0b101, 3},
      {0, 8}, // alpha, distance
    };
    for (int[] field : written) {
      bits = bits.or(java.math.BigInteger.valueOf(field[0]).shiftLeft(at));
      at += field[1];
    }
    int length = (at + 7) / 8;
    ByteBuffer file = ByteBuffer.allocate(20 + length + length % 2).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    file.putInt(file.capacity() - 8);
    file.put("WEBPVP8L".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(length);
    for (int i = 0; i < length; i++) {
      file.put(bits.shiftRight(8 * i).byteValue());
    }
    Path path = folder.resolve(name + ".webp");
    Files.createDirectories(path.getParent());
    return Files.write(path, file.array());
  }

  @Test
  void webpIsRead() throws IOException {
    Picture picture = Picture.read(webp("one", 6, 4, 10, 128, 250));
    assertThat(picture.isGrey()).isFalse();
    assertThat(picture.planes().stream().map(plane -> plane[23])).containsExactly(10f, 128f, 250f);
    for (int i = 0; i < 5; i++) {
      webp("all/a/" + i, 6, 4, 200, 0, 0);
      webp("all/b/" + i, 6, 4, 0, 0, 200);
    }
    Dataset data = new PictureFolder(folder.resolve("all")).read();
    assertThat(data.picture()).contains(new PictureShape(3, 4, 6));
  }

  /// Values by hand: halving takes triangles of four pixels with weights 1/8, 3/8, 3/8, 1/8,
  /// without what lies outside.
  @Test
  void stretchingIsBilinearWithAntialiasing() {
    float[] row = {0, 40, 80, 120, 160, 200, 240, 280};
    Picture half = new Picture(8, 1, List.of(row)).resized(4, 1);
    assertThat(half.planes().getFirst()[1]).isCloseTo(100, within(1e-3f));
    assertThat(half.planes().getFirst()[0])
        .isCloseTo((0 * 3 + 40 * 3 + 80 * 1) / 7f, within(1e-3f));
    Picture twice = new Picture(2, 1, List.of(new float[] {0, 100})).resized(4, 1);
    assertThat(twice.planes().getFirst()).containsExactly(0, 25, 75, 100);
  }

  @Test
  void partsOfAFolderAreKeptApart() throws IOException {
    for (int i = 0; i < 6; i++) {
      write("train/a/" + i, Kind.GREY_8.image(0), "png");
      write("train/b/" + i, Kind.GREY_8.image(200), "png");
      write("val/a/" + i, Kind.GREY_8.image(10), "png");
      write("test/b/" + i, Kind.GREY_8.image(210), "png");
    }
    PictureFolder source = new PictureFolder(folder);
    assertThat(source.usualTrain()).isEqualTo(12);
    assertThat(source.usualValidation()).isEqualTo(6);
    Split split = source.load(folder, 12, 6);
    assertThat(IntStream.range(0, 6).mapToObj(i -> split.validation().feature(i, 0)))
        .containsOnly(10f);
    Optional<PictureFolder> test = source.test();
    assertThat(test).isPresent();
    Dataset tested = test.get().labelled(new PictureShape(1, 4, 6), List.of("a", "b"));
    assertThat(IntStream.range(0, 6).map(tested::label)).containsOnly(1);
  }

  /// Its header asks for 40,000 × 40,000 pixels.
  @Test
  void aPictureThatIsTooLargeIsRefusedBeforeItIsDecoded() throws IOException {
    ByteBuffer gif = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    gif.put("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    gif.putShort((short) 40000).putShort((short) 40000).put((byte) 0x80).putShort((short) 0);
    gif.put(new byte[6])
        .put((byte) 0x2c)
        .putInt(0)
        .putShort((short) 40000)
        .putShort((short) 40000)
        .put((byte) 0);
    gif.put((byte) 2).put((byte) 1).put((byte) 0x44).put((byte) 0).put((byte) 0x3b);
    Path file = folder.resolve("bomb.gif");
    Files.write(file, gif.array());
    assertThatThrownBy(() -> Picture.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must have at most 100000000 pixels, has 40000 × 40000");
  }
}
