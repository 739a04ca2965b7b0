package dev.ravine.data.source;

import dev.ravine.data.DataException;
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
import java.nio.file.StandardOpenOption;
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

  private static final int OK = 200;
  private static final int PARTIAL = 206;

  /// Fetches the file, writes it aside, verifies it and moves it into place: what is at `target` is
  /// whole, or nothing is. If the net fails, what came so far stays aside in `<target>.part`, and
  /// the next call continues behind it.
  ///
  /// @param target where to put it; its folder is made if need be
  /// @param progress is told the number of bytes so far
  /// @throws DataException if the net or the disk fails, or the content is not what was expected
  public void to(Path target, LongConsumer progress) {
    Path aside = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (Files.exists(target) && checksum(target).equals(sha256)) {
        progress.accept(bytes);
        return;
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      write(aside, progress);
      String actual = checksum(aside);
      if (!actual.equals(sha256)) {
        Files.delete(aside);
        throw new DataException(
            "%s is not what it should be: SHA-256 must be %s, was %s"
                .formatted(address, sha256, actual));
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DataException(
          "%s can't be fetched: %s%s".formatted(address, reason(e), rest(aside)), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String rest(Path aside) {
    long here = size(aside);
    return here == 0
        ? ""
        : "; %d of %d bytes are here, fetch it again to go on".formatted(here, bytes);
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /// Goes on behind what is there already, if the server can.
  private void write(Path aside, LongConsumer progress) throws IOException {
    long before = size(aside);
    if (before == bytes) {
      return;
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build()) {
      HttpResponse<InputStream> response = ask(client, before < bytes ? before : 0);
      boolean goesOn = response.statusCode() == PARTIAL && before > 0 && before < bytes;
      try (InputStream in = response.body();
          OutputStream out = open(aside, goesOn)) {
        copy(in, out, goesOn ? before : 0, progress);
      } catch (DataException e) {
        Files.delete(aside);
        throw e;
      }
    }
  }

  private static OutputStream open(Path aside, boolean goesOn) throws IOException {
    return Files.newOutputStream(
        aside,
        StandardOpenOption.CREATE,
        goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private void copy(InputStream in, OutputStream out, long before, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = before;
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
    if (total < bytes) {
      throw new IOException("it ended after %d of %d bytes".formatted(total, bytes));
    }
  }

  private HttpResponse<InputStream> ask(HttpClient client, long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (from > 0) {
      request.header("Range", "bytes=%d-".formatted(from));
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
        response.body().close();
        throw new IOException("the server answered " + response.statusCode());
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String checksum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
