package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A recipe's text and how far it was read: names, numbers and signs, and errors with their
/// position.
final class RecipeScanner {

  private static final Pattern RELATIVE =
      Pattern.compile("([0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\\s*(%|epochs?\\b)");

  final String text;

  /// The index of the next character. Who goes back, or on, sets it.
  int at;

  RecipeScanner(String text) {
    this.text = text;
  }

  boolean startsNumber() {
    return at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0;
  }

  double number(String name) {
    int start = at;
    while (at < text.length() && ",()[]| ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    try {
      double value = Double.parseDouble(word);
      if (Character.isLetter(word.charAt(word.length() - 1))) {
        throw new NumberFormatException("a suffix of Java's");
      }
      return value;
    } catch (NumberFormatException e) {
      at = start;
      throw wrong(
          "%s must be a number, was %s".formatted(name, word.isEmpty() ? "nothing" : word), e);
    }
  }

  /// A number of a component's type.
  Object number(String name, Type type) {
    int start = at;
    if (type == long.class || type == Long.class) {
      OptionalLong exact = exactLong();
      if (exact.isPresent()) {
        return exact.getAsLong();
      }
    }
    double number = number(name);
    if (type == double.class || type == Double.class) {
      return number;
    }
    long whole = (long) number;
    if (whole != number || (isInt(type) && whole != (int) whole)) {
      at = start;
      throw wrong(
          "%s must be a whole number, was %s".formatted(name, HyperParameters.print(number)));
    }
    if (isInt(type)) {
      return (int) whole;
    }
    if (type == long.class || type == Long.class) {
      return whole;
    }
    throw wrong("%s is a %s, which can't be written".formatted(name, type.getTypeName()));
  }

  static boolean isInt(Type type) {
    return type == int.class || type == Integer.class;
  }

  /// A whole number with all its digits, which a double may not have.
  private OptionalLong exactLong() {
    int end = at;
    while (end < text.length() && "+-0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean ends = end == text.length() || ",)] ".indexOf(text.charAt(end)) >= 0;
    try {
      long value = Long.parseLong(text.substring(at, end));
      at = ends ? end : at;
      return ends ? OptionalLong.of(value) : OptionalLong.empty();
    } catch (NumberFormatException other) {
      return OptionalLong.empty();
    }
  }

  /// A share of the run, or epochs, as a number of updates.
  Optional<Object> relative(String name, Type type, Optional<RunLength> length) {
    Matcher written = RELATIVE.matcher(text).region(at, text.length());
    if (!written.lookingAt()) {
      return Optional.empty();
    }
    if (length.isEmpty()) {
      throw wrong(
          "%s must be a number of updates here, where no run has a length, was %s"
              .formatted(name, written.group()));
    }
    double number = Double.parseDouble(written.group(1));
    double updates =
        written.group(2).equals("%")
            ? number / 100 * length.get().updates()
            : number * length.get().updatesPerEpoch();
    long whole = Math.max(1, Math.round(updates));
    at = written.end();
    return Optional.of(isInt(type) ? (Object) Math.toIntExact(whole) : (Object) whole);
  }

  /// A constant of an enum.
  Object constant(String name, Class<?> type) {
    int start = at;
    String word = name();
    List<String> words = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      words.add(HyperParameters.word((Enum<?>) constant));
      if (words.getLast().equals(word)) {
        return constant;
      }
    }
    at = start;
    throw wrong("%s must be one of %s, was %s".formatted(name, String.join(", ", words), word));
  }

  /// All until the next sign of a recipe, which may be no name.
  String word() {
    int end = at;
    while (end < text.length() && ",()[]|= ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(at, end);
  }

  String name() {
    skip();
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean accept(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw wrong("'%c' must come here".formatted(c));
    }
  }

  /// Between two of several, which a bracket ends.
  void expectComma(char end) {
    if (!accept(',')) {
      throw wrong("',' or '%c' must come here".formatted(end));
    }
  }

  void expectEnd() {
    expectEnd("");
  }

  /// @param hint what to do instead, after the rule
  void expectEnd(String hint) {
    skip();
    if (at < text.length()) {
      throw wrong("nothing can follow here" + hint);
    }
  }

  IllegalArgumentException wrong(String what) {
    return wrong(what, null);
  }

  IllegalArgumentException wrong(String what, @Nullable Exception cause) {
    String rest = at >= text.length() ? "the end" : "\"" + text.substring(at) + "\"";
    return new IllegalArgumentException(
        "%s (at position %d, before %s)".formatted(what, at + 1, rest), cause);
  }
}
