package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.data.Dataset;
import dev.ravine.data.split.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

  @TempDir private Path folder = Path.of(".");

  private void picture(String name, int type, int width, int colour) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, 2, type);
    for (int x = 0; x < width; x++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(x, 1, 0, colour);
      } else {
        image.setRGB(x, 1, colour);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void eachFolderIsAClassAndColoursArePlanes() throws IOException {
    for (int i = 0; i < 5; i++) {
      picture("cat/%d.png".formatted(i), BufferedImage.TYPE_INT_RGB, 3, 0x102030);
      picture("dog/%d.png".formatted(i), BufferedImage.TYPE_INT_RGB, 3, 0xff0001);
    }
    Files.writeString(folder.resolve("cat/notes.txt"), "no picture");
    PictureFolder source = new PictureFolder(folder);
    Dataset data = source.read();
    assertThat(data.size()).isEqualTo(10);
    assertThat(data.features()).isEqualTo(18);
    assertThat(IntStream.range(0, 10).map(data::label).sum()).isEqualTo(5);
    for (int i = 0; i < 10; i++) {
      boolean dog = data.label(i) == 1;
      assertThat(data.feature(i, 0)).isEqualTo(0);
      assertThat(data.feature(i, 3)).isEqualTo(dog ? 255 : 16);
      assertThat(data.feature(i, 9)).isEqualTo(dog ? 0 : 32);
      assertThat(data.feature(i, 17)).isEqualTo(dog ? 1 : 48);
      assertThat(data.origin(i)).get().asString().startsWith(dog ? "dog/" : "cat/");
    }
    assertThat(IntStream.range(0, 10).mapToObj(data::origin).distinct()).hasSize(10);
    assertThat(source.usualTrain()).isEqualTo(8);
    Split split = source.load(Path.of("."), 8, 2);
    assertThat(split.validation().size()).isEqualTo(2);
  }

  @Test
  void filesThatAreNoPicturesAreCountedAndNamed() throws IOException {
    picture("cat/0.png", BufferedImage.TYPE_INT_RGB, 3, 1);
    picture("dog/0.png", BufferedImage.TYPE_INT_RGB, 3, 2);
    for (int i = 0; i < 7; i++) {
      Files.writeString(folder.resolve("cat/%d.txt".formatted(i)), "no picture");
    }
    Files.writeString(folder.resolve("dog/.hidden"), "no picture");
    picture("alone.png", BufferedImage.TYPE_INT_RGB, 3, 2);
    assertThat(new PictureFolder(folder).notes())
        .anyMatch(note -> note.startsWith("7 files in cat are left out: 0.txt, 1.txt, "))
        .anyMatch(note -> note.endsWith(" …"))
        .contains("1 file beside the classes' folders is left out: alone.png")
        .noneMatch(note -> note.contains("hidden"));
  }

  @Test
  void greyPicturesHaveOnePlaneOfTheirOwnValues() throws IOException {
    picture("a/1.png", BufferedImage.TYPE_BYTE_GRAY, 3, 100);
    picture("b/1.png", BufferedImage.TYPE_BYTE_GRAY, 3, 100);
    Dataset data = new PictureFolder(folder).read();
    assertThat(data.features()).isEqualTo(6);
    assertThat(data.feature(0, 5)).isEqualTo(100);
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    PictureFolder source = new PictureFolder(folder);
    assertThatThrownBy(source::read).hasMessageContaining("must hold a folder for each class");
    picture("a/1.png", BufferedImage.TYPE_INT_RGB, 3, 1);
    assertThatThrownBy(source::read).hasMessageContaining("must have 2 to 256 classes, has 1");
    picture("b/1.png", BufferedImage.TYPE_INT_RGB, 4, 1);
    assertThatThrownBy(source::read)
        .hasMessageContaining("all pictures must be of one size")
        .hasMessageContaining("3 × 2")
        .hasMessageContaining("4 × 2");
    Files.writeString(folder.resolve("b/1.png"), "text");
    assertThatThrownBy(source::read).hasMessageContaining("must have 2 to 256 classes, has 1");
    assertThat(source.notes().get(1)).contains("1 file is left out", "1.png is no picture");
  }
}
