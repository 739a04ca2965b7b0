package dev.ravine.safetensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// As much of JSON (RFC 8259) as a header needs, so that the module depends on nothing: values are
/// [Map], [List], [String], [Boolean], [Long] where a whole number fits, [Double] for all other
/// numbers, and [#NULL].
final class Json {

  /// JSON's `null`.
  static final Object NULL = new Object();

  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /// Says where a text is no JSON, or which name an object has twice.
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    SyntaxException(String message) {
      super(message);
    }
  }

  /// Reads a text that is one value.
  static Object parse(String text) throws SyntaxException {
    Json json = new Json(text);
    Object value = json.value();
    json.skipBlanks();
    if (json.at < text.length()) {
      throw json.unexpected("the end");
    }
    return value;
  }

  private Object value() throws SyntaxException {
    skipBlanks();
    if (at == text.length()) {
      throw unexpected("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private interface Part {
    Object read() throws SyntaxException;
  }

  private Object nested(Part part) throws SyntaxException {
    if (++depth > DEEPEST) {
      throw new SyntaxException("it is nested deeper than " + DEEPEST);
    }
    at++;
    Object value = part.read();
    depth--;
    return value;
  }

  private Map<String, Object> object() throws SyntaxException {
    Map<String, Object> members = new LinkedHashMap<>();
    if (isNext('}')) {
      return members;
    }
    do {
      skipBlanks();
      if (at == text.length() || text.charAt(at) != '"') {
        throw unexpected("a name");
      }
      String name = string();
      if (!isNext(':')) {
        throw unexpected("a colon");
      }
      if (members.put(name, value()) != null) {
        throw new SyntaxException("it names %s twice".formatted(name));
      }
    } while (isNext(','));
    if (!isNext('}')) {
      throw unexpected("a comma or }");
    }
    return members;
  }

  private List<Object> array() throws SyntaxException {
    List<Object> elements = new ArrayList<>();
    if (isNext(']')) {
      return elements;
    }
    do {
      elements.add(value());
    } while (isNext(','));
    if (!isNext(']')) {
      throw unexpected("a comma or ]");
    }
    return elements;
  }

  private Object word(String word, Object value) throws SyntaxException {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return value;
  }

  private Object number() throws SyntaxException {
    int begin = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    int first = at;
    int digits = digits();
    if (digits == 0 || (digits > 1 && text.charAt(first) == '0')) {
      at = begin;
      throw unexpected("a value");
    }
    boolean isWhole = true;
    if (at < text.length() && text.charAt(at) == '.') {
      isWhole = false;
      at++;
      if (digits() == 0) {
        throw unexpected("a digit");
      }
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
      isWhole = false;
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      if (digits() == 0) {
        throw unexpected("a digit");
      }
    }
    String number = text.substring(begin, at);
    if (isWhole) {
      try {
        return Long.valueOf(number);
      } catch (NumberFormatException larger) {
        return Double.valueOf(number);
      }
    }
    return Double.valueOf(number);
  }

  private int digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - begin;
  }

  private String string() throws SyntaxException {
    StringBuilder read = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        at--;
        throw unexpected("no control character in a text");
      }
      read.append(c == '\\' ? escaped() : c);
    }
    if (at == text.length()) {
      throw unexpected("the end of a text");
    }
    at++;
    return read.toString();
  }

  private char escaped() throws SyntaxException {
    char c = at < text.length() ? text.charAt(at) : ' ';
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> {
        at--;
        throw unexpected("an escape");
      }
    };
  }

  private char hexadecimal() throws SyntaxException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0 || text.charAt(at) > 'f') {
        throw unexpected("four hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private boolean isNext(char c) {
    skipBlanks();
    boolean is = at < text.length() && text.charAt(at) == c;
    at += is ? 1 : 0;
    return is;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private SyntaxException unexpected(String wanted) {
    return new SyntaxException(
        "character %d must be %s, is %s"
            .formatted(
                at + 1, wanted, at < text.length() ? quoted(text.substring(at, at + 1)) : "none"));
  }

  /// A text as JSON writes it.
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ' || isAlone(text, i)) {
            json.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /// Half of a character, without its other half: UTF-8 can't write it.
  private static boolean isAlone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
