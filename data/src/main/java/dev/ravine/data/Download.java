package dev.ravine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A file on the net whose content is known by its checksum.
///
/// @param address where it is
/// @param bytes its size
/// @param sha256 its checksum, in hexadecimal
public record Download(URI address, long bytes, String sha256) {

  /// Fetches the file, writes it aside, verifies it and moves it into place: what is at `target` is
  /// whole, or nothing is.
  ///
  /// @param target where to put it; its folder is made if need be
  /// @param progress is told the number of bytes so far
  /// @throws DataException if the net or the disk fails, or the content is not what was expected
  public void to(Path target, LongConsumer progress) {
    Path aside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      String actual = write(aside, progress);
      if (!actual.equals(sha256)) {
        throw new DataException(
            "%s is not what it should be: SHA-256 must be %s, was %s"
                .formatted(address, sha256, actual));
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DataException("%s can't be fetched: %s".formatted(address, reason(e)), e);
    } finally {
      delete(aside);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String write(Path aside, LongConsumer progress) throws IOException {
    try (HttpClient client =
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        InputStream in = open(client);
        DigestOutputStream out = digesting(Files.newOutputStream(aside))) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        total += n;
        if (total > bytes) {
          throw new DataException(
              "%s is not what it should be: it must have %d bytes, but has more"
                  .formatted(address, bytes));
        }
        progress.accept(total);
      }
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
  }

  private InputStream open(HttpClient client) throws IOException {
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new IOException("the server answered " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static DigestOutputStream digesting(OutputStream out) {
    try {
      return new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DataException("%s can't be deleted: %s".formatted(file, reason(e)), e);
    }
  }
}
