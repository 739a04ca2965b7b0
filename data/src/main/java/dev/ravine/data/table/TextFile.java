package dev.ravine.data.table;

import dev.ravine.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The text of a file, decoded without losing a character: what is not in the encoding is refused.
///
/// @param text without a byte order mark
/// @param encoding that it was in
record TextFile(String text, Charset encoding) {

  private static final char MARK = '\uFEFF';

  static TextFile read(Path file, Optional<String> encoding) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DataException("%s can't be read: it is not there".formatted(file), e);
    } catch (IOException | OutOfMemoryError e) {
      throw new DataException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
    Charset charset = encoding.map(TextFile::named).orElseGet(() -> guess(bytes));
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out =
        CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
    if (decoder.decode(in, out, true).isError() || decoder.flush(out).isError()) {
      throw notDecoded(file, charset, bytes, in.position(), encoding.isPresent());
    }
    out.flip();
    String text = out.toString();
    return new TextFile(
        text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1), charset);
  }

  private static DataException notDecoded(
      Path file, Charset charset, byte[] bytes, int at, boolean asked) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new DataException(
        "%s, line %d: byte %s is not %s%s"
            .formatted(
                file,
                line,
                at < bytes.length ? "0x%02x".formatted(bytes[at] & 0xff) : "at the end",
                charset.name(),
                asked ? "" : "; --encoding latin1 reads the file as Latin-1"));
  }

  private static Charset named(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new DataException("encoding must be such as utf-8, utf-16 or latin1, was " + name, e);
    }
  }

  /// A byte order mark says it; so do zeros in every second byte.
  private static Charset guess(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (first == 0xfeff || first == 0xfffe) {
      return StandardCharsets.UTF_16;
    }
    if (bytes.length >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length >= 4 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }
}
