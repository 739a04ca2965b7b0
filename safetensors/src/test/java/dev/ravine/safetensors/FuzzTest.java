package dev.ravine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {

  private static final int FILES = 10_000;
  private static final String[] TOKENS = {
    "F32",
    "F64",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ":",
    ",",
    "-1",
    "0",
    "9223372036854775807",
    "1e999",
    "2147483648",
    "null",
    "shape",
    "data_offsets",
    "\u0000",
    "__metadata__"
  };

  @TempDir private Path folder;

  /// A damaged file is refused with a sentence, or read as what it then says; nothing else happens.
  @Test
  void damagedFilesAreRefusedOrReadCorrectly() throws IOException {
    Path file = folder.resolve("file");
    new TensorFile(
            List.of(
                new Tensor("a", List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}),
                new Tensor("scalar", List.of(), new float[] {7}),
                new Tensor("empty", List.of(0, 4), new float[0])),
            Map.of("k", "v"))
        .write(file);
    byte[] whole = Files.readAllBytes(file);
    int read = 0;
    for (int seed = 0; seed < FILES; seed++) {
      byte[] damaged = mutate(whole, new Random(seed));
      Files.write(file, damaged);
      try {
        TensorFile found = TensorFile.read(file);
        long numbers = found.tensors().stream().mapToLong(t -> t.values().length).sum();
        assertThat(4 * numbers).as("seed %d", seed).isLessThan(damaged.length);
        for (Tensor tensor : found.tensors()) {
          long size =
              tensor.shape().stream().mapToLong(Integer::longValue).reduce(1, (x, y) -> x * y);
          assertThat(tensor.values()).as("seed %d", seed).hasSize((int) size);
        }
        read++;
      } catch (IOException refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).contains(file.toString());
      }
    }
    // Changed numbers and texts can't be noticed; changed structure can.
    assertThat(read).isBetween(FILES / 100, FILES / 2);
  }

  private static byte[] mutate(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(Math.max(1, bytes.length));
      switch (random.nextInt(5)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes = replace(bytes, at, 0, new byte[] {(byte) random.nextInt(256)});
        case 2 -> bytes = replace(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
        case 3 -> {
          String token = TOKENS[random.nextInt(TOKENS.length)];
          bytes = replace(bytes, at, random.nextInt(4), token.getBytes(StandardCharsets.UTF_8));
        }
        default -> {
          byte[] length = new byte[8];
          random.nextBytes(length);
          if (random.nextBoolean()) {
            Arrays.fill(length, 2, 8, (byte) 0);
          }
          bytes = replace(bytes, 0, 8, length);
        }
      }
    }
    return bytes;
  }

  private static byte[] replace(byte[] bytes, int at, int removed, byte[] inserted) {
    int from = Math.min(at, bytes.length);
    int to = Math.min(bytes.length, from + removed);
    byte[] result = new byte[from + inserted.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(inserted, 0, result, from, inserted.length);
    System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
    return result;
  }

  /// What the header promises is not allocated before the file is seen to hold it.
  @Test
  void aHugeTensorInASmallFileCostsNothing() throws IOException {
    Path file = folder.resolve("huge");
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8000000000]}}";
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[8 + json.length];
    bytes[0] = (byte) json.length;
    System.arraycopy(json, 0, bytes, 8, json.length);
    Files.write(file, bytes);
    String message = "";
    try {
      TensorFile.read(file);
    } catch (IOException refused) {
      message = String.valueOf(refused.getMessage());
    }
    assertThat(message).endsWith("can't lie at bytes 0 to 8000000000");
  }
}
