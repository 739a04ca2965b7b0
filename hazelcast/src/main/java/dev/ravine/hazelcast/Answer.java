package dev.ravine.hazelcast;

import dev.ravine.cluster.wire.Fields;

/// What a member answers: one byte, and what goes with it.
final class Answer {

  static final byte DONE = 0;
  static final byte MISSING = 1;
  static final byte FAILED = 2;

  private Answer() {}

  static <R> byte[] done(R result, Fields.Writer<R> writer) {
    return Fields.bytes(
        result,
        (given, out) -> {
          out.writeByte(DONE);
          writer.write(given, out);
        });
  }

  static byte[] missing() {
    return new byte[] {MISSING};
  }

  static byte[] failed(String reason) {
    return Fields.bytes(
        reason,
        (given, out) -> {
          out.writeByte(FAILED);
          Fields.writeText(given, out);
        });
  }

  static String reason(byte[] answer) {
    return Fields.value(answer, 1, Fields::readText);
  }
}
