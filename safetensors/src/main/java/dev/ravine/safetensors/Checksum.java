package dev.ravine.safetensors;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// SHA-256 of files of tensors, in hexadecimal. Both forms stand in files that were written long
/// ago.
final class Checksum {

  private Checksum() {}

  /// What [TensorFile#sealed] keeps: of texts and little-endian tensors.
  ///
  /// @param without the text that does not count
  static String ofFile(TensorFile file, String without) {
    MessageDigest digest = sha256();
    file.metadata()
        .forEach((name, text) -> {
          if (!name.equals(without)) {
            digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
          }
        });
    add(digest, file, ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(digest.digest());
  }

  /// What saved models keep: of texts and big-endian tensors.
  ///
  /// @param without the text that does not count
  static String ofContent(TensorFile file, String without) {
    Map<String, String> texts = new TreeMap<>(file.metadata());
    texts.remove(without);
    MessageDigest digest = sha256();
    digest.update(texts.toString().getBytes(StandardCharsets.UTF_8));
    add(digest, file, ByteOrder.BIG_ENDIAN);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, TensorFile file, ByteOrder order) {
    for (Tensor tensor : file.tensors()) {
      digest.update((tensor.name() + tensor.shape()).getBytes(StandardCharsets.UTF_8));
      digest.update(tensor.toBytes(order));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
