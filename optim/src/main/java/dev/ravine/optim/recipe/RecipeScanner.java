package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.HyperParameters;
import java.lang.reflect.Type;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A recipe's text and how far it was read: names, numbers and signs, and errors with their
/// position.
final class RecipeScanner {

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
    skip();
    if (at < text.length()) {
      throw wrong("nothing can follow here");
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
