package dev.ravine.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ravine.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

  @TempDir private Path folder;
  private HttpServer server;
  private byte[] content = "content".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/file",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI address(String path) {
    return URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private Download download(String path) {
    return new Download(address(path), content.length, sha256(content));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aVerifiedFileIsMovedIntoPlace() throws IOException {
    Path target = folder.resolve("file");
    List<Long> progress = new ArrayList<>();
    download("/file").to(target, progress::add);
    assertThat(target).hasContent("content");
    assertThat(progress.getLast()).isEqualTo(7);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void aWrongFileLeavesNothingBehind() throws IOException {
    Path target = folder.resolve("file");
    Download expected = download("/file");
    content = "c0ntent".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> expected.to(target, bytes -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("SHA-256 must be " + expected.sha256());
    content = "much longer content".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> expected.to(target, bytes -> {}))
        .hasMessageContaining("it must have 7 bytes, but has more");
    assertThatThrownBy(() -> download("/missing").to(target, bytes -> {}))
        .hasMessageContaining("the server answered 404");
    assertThat(files()).isEmpty();
  }

  @Test
  void anInterruptedDownloadGoesOnWhereItWas() throws IOException {
    Path target = folder.resolve("file");
    content = new byte[1 << 20];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i % 251);
    }
    List<Integer> begun = new ArrayList<>();
    server.createContext(
        "/breaks",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          begun.add(from);
          exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
          int count = range == null ? content.length / 2 : content.length - from;
          exchange.getResponseBody().write(content, from, count);
          exchange.close();
        });
    assertThatThrownBy(() -> download("/breaks").to(target, bytes -> {}))
        .hasMessageContaining("of 1048576 bytes are here, fetch it again to go on");
    assertThat(target).doesNotExist();
    int here = (int) Files.size(folder.resolve("file.part"));
    assertThat(here).isPositive();
    List<Long> progress = new ArrayList<>();
    download("/breaks").to(target, progress::add);
    assertThat(target).hasBinaryContent(content);
    assertThat(progress).allSatisfy(bytes -> assertThat(bytes).isGreaterThan(here));
    assertThat(files()).containsExactly(target);
    download("/breaks").to(target, bytes -> {});
    assertThat(begun).as("what is there is not fetched again").containsExactly(0, here);
  }

  @Test
  void aServerThatCannotGoOnBeginsAnew() throws IOException {
    Path target = folder.resolve("file");
    Files.writeString(folder.resolve("file.part"), "con");
    download("/file").to(target, bytes -> {});
    assertThat(target).hasContent("content");
    Files.delete(target);
    Files.writeString(folder.resolve("file.part"), "xxxxxxxxxxxxxxxxxxxx");
    download("/file").to(target, bytes -> {});
    assertThat(target).hasContent("content");
  }

  @Test
  void anArchiveIsUnpackedIntoItsFolder() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      byte[] text = "readme".getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry("things/readme.html");
      entry.setSize(text.length);
      tar.putArchiveEntry(entry);
      tar.write(text);
      tar.closeArchiveEntry();
    }
    content = bytes.toByteArray();
    Path target = NamedSource.fetchArchive(download("/file"), folder, "things", (done, all) -> {});
    assertThat(target.resolve("readme.html")).hasContent("readme");
    assertThat(files()).containsExactly(target);
    assertThatThrownBy(
            () -> NamedSource.fetchArchive(download("/file"), folder, "things", (done, all) -> {}))
        .hasMessage(target + " is there already: move it away to fetch it anew");
    assertThat(target.resolve("readme.html")).hasContent("readme");
  }
}
