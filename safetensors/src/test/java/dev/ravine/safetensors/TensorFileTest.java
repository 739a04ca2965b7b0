package dev.ravine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

  @TempDir private Path folder;

  private Path written() throws IOException {
    Path path = folder.resolve("model.safetensors");
    new TensorFile(
            List.of(
                new Tensor("w", List.of(2, 3), new float[] {1, 2, 3, 4, 5, Float.NaN}),
                new Tensor("b", List.of(1), new float[] {-0f})),
            Map.of("format", "ravine"))
        .write(path);
    return path;
  }

  @Test
  void aMissingFolderIsSaidOfTheFileThatWasAskedFor() {
    Path path = folder.resolve("missing/model.safetensors");
    assertThatThrownBy(() -> new TensorFile(List.of(), Map.of()).write(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": its folder is missing");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    TensorFile file = TensorFile.read(written());
    assertThat(file.metadata()).containsExactly(Map.entry("format", "ravine"));
    assertThat(file.tensors()).extracting(Tensor::name).containsExactly("w", "b");
    assertThat(file.tensors().getFirst().shape()).containsExactly(2, 3);
    assertThat(file.tensors().getFirst().values()).containsExactly(1, 2, 3, 4, 5, Float.NaN);
    assertThat(file.tensors().getLast().values()).containsExactly(-0f);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void namesThatCouldNotBeReadAgainAreNotWritten() {
    Tensor a = new Tensor("a", List.of(1), new float[1]);
    Tensor metadata = new Tensor("__metadata__", List.of(1), new float[1]);
    assertThatThrownBy(() -> new TensorFile(List.of(a, a), Map.of()))
        .hasMessageContaining("there is one more a");
    assertThatThrownBy(() -> new TensorFile(List.of(metadata), Map.of()))
        .hasMessageContaining("names of their own, other than __metadata__");
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
    assertThat(json.strip())
        .isEqualTo(
            """
            {"__metadata__":{"format":"ravine"},\
            "w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
            "b":{"dtype":"F32","shape":[1],"data_offsets":[24,28]}}\
            """);
    assertThat(bytes).hasSize(8 + (int) header + 28);
  }

  @Test
  void damagedFilesAreRefusedOrReadCorrectlyAndNothingElse() throws IOException {
    byte[] good = Files.readAllBytes(written());
    Path path = folder.resolve("damaged.safetensors");
    int refused = 0;
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] bytes =
          Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
      for (int i = 0; i < 1 + random.nextInt(3) && bytes.length > 0; i++) {
        bytes[random.nextInt(Math.min(bytes.length, 160))] = (byte) random.nextInt();
      }
      Files.write(path, bytes);
      try {
        TensorFile.read(path).tensors().forEach(tensor -> assertThat(tensor.values()).isNotNull());
      } catch (IOException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("damaged.safetensors");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void aTensorMustFillItsShape() {
    assertThatThrownBy(() -> new Tensor("w", List.of(2, 2), new float[3]))
        .hasMessage("tensor w of shape [2, 2] must have 4 values, had 3");
  }

  private Path file(String header, byte... content) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + content.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(content);
    return Files.write(folder.resolve("made.safetensors"), bytes.array());
  }

  @Test
  void aTensorThatIsNamedTwiceIsRefused() throws IOException {
    String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    Path file = file("{" + one + "," + one + "}", (byte) 0, (byte) 0, (byte) 0, (byte) 0);
    assertThatThrownBy(() -> TensorFile.read(file)).hasMessageContaining("names a tensor twice");
  }

  @Test
  void tensorsMayBeEmptyWhereverTheZeroStands() throws IOException {
    for (String shape : List.of("[0]", "[0,3,4]", "[3,0,4]", "[3,4,0]", "[0,3,4,5]")) {
      Path file =
          file(
              "{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[0,0]}}"
                  .replace("%s", shape));
      assertThat(TensorFile.read(file).tensors().getFirst().values()).isEmpty();
    }
  }

  /// The upper half of a single precision number: 1 is 0x3f80, −2.5 is 0xc020.
  @Test
  void bfloat16BecomesSinglePrecision() throws IOException {
    Path file =
        file(
            "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}",
            (byte) 0x80,
            (byte) 0x3f,
            (byte) 0x20,
            (byte) 0xc0);
    assertThat(TensorFile.read(file).tensors().getFirst().values()).containsExactly(1, -2.5f);
    Path half =
        file("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", new byte[4]);
    assertThatThrownBy(() -> TensorFile.read(half))
        .hasMessageContaining("tensor a must have dtype F32 or BF16, has F16");
  }

  /// Every bit of a sealed file counts, or changes nothing that is read.
  @Test
  void aSealedFileThatWasAlteredIsRefused() throws IOException {
    TensorFile file =
        new TensorFile(
                List.of(new Tensor("a", List.of(3), new float[] {1, 2, 3})), Map.of("note", "x"))
            .sealed();
    Path path = folder.resolve("sealed.safetensors");
    file.write(path);
    byte[] whole = Files.readAllBytes(path);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] altered = whole.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(path, altered);
      TensorFile read;
      try {
        read = TensorFile.read(path);
      } catch (IOException | IllegalArgumentException refused) {
        continue;
      }
      assertThat(read.metadata().get("note")).as("bit %d", bit).isEqualTo("x");
      assertThat(read.tensors().getFirst().values()).containsExactly(1, 2, 3);
    }
  }
}
