package dev.ravine.hazelcast;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a member answers: one byte, and what goes with it.
final class Answer {

  static final byte DONE = 0;
  static final byte MISSING = 1;
  static final byte FAILED = 2;

  private Answer() {}

  static byte[] done(byte[] result) {
    return with(DONE, result);
  }

  static byte[] missing() {
    return new byte[] {MISSING};
  }

  static byte[] failed(String reason) {
    return with(FAILED, reason.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] with(byte kind, byte[] rest) {
    byte[] answer = new byte[rest.length + 1];
    answer[0] = kind;
    System.arraycopy(rest, 0, answer, 1, rest.length);
    return answer;
  }

  /// What goes with the byte.
  static byte[] rest(byte[] answer) {
    return Arrays.copyOfRange(answer, 1, answer.length);
  }

  static String reason(byte[] answer) {
    return new String(rest(answer), StandardCharsets.UTF_8);
  }
}
