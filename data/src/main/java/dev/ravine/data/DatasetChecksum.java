package dev.ravine.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// SHA-256 of features and targets, in hexadecimal: it stands in files, so its form may not change.
final class DatasetChecksum {

  private DatasetChecksum() {}

  static String of(Dataset data, Features features) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int classes = data.targets() instanceof Labels labels ? labels.classes() : 0;
      digest.update(
          String.format(Locale.ROOT, "%d×%d/%d:", data.size(), data.features(), classes)
              .getBytes(StandardCharsets.UTF_8));
      features.addTo(digest);
      data.targets().addTo(digest);
      data.notes().weights().ifPresent(w -> digest.update(Features.Floats.bytes(w)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
