package dev.ravine.cluster.wire;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Bytes that are written one after the other: large arrays are not copied before all are put
/// together.
final class Segments extends OutputStream {

  private static final int LARGE = 4096;

  private final List<byte[]> done = new ArrayList<>();
  private final ByteArrayOutputStream current = new ByteArrayOutputStream();
  private int size;

  @Override
  public void write(int b) {
    current.write(b);
    size++;
  }

  /// @param bytes are not changed any more
  @Override
  public void write(byte[] bytes, int from, int length) {
    if (length < LARGE || length < bytes.length) {
      current.write(bytes, from, length);
    } else {
      flushCurrent();
      done.add(bytes);
    }
    size += length;
  }

  private void flushCurrent() {
    if (current.size() > 0) {
      done.add(current.toByteArray());
      current.reset();
    }
  }

  byte[] toByteArray() {
    flushCurrent();
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] segment : done) {
      System.arraycopy(segment, 0, all, at, segment.length);
      at += segment.length;
    }
    return all;
  }
}
