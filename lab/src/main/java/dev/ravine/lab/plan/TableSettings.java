package dev.ravine.lab.plan;

import dev.ravine.data.table.TableOptions;
import dev.ravine.data.table.TableOptions.Inference;
import dev.ravine.data.table.TableOptions.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a table is read, as it is written: texts by the names of the options.
///
/// @param texts one for each option that is given; lists are separated by commas
public record TableSettings(Function<String, Optional<String>> texts) {

  /// The names of the options.
  public static final List<String> KEYS =
      List.of(
          "separator",
          "decimal",
          "encoding",
          "header",
          "missing",
          "features",
          "ignore",
          "categorical");

  /// Whether any option is given.
  ///
  /// @return false if all follows from the file
  public boolean given() {
    return KEYS.stream().anyMatch(key -> texts.apply(key).isPresent());
  }

  /// The options.
  ///
  /// @return what is given, and else what follows from the file
  /// @throws IllegalArgumentException if one is not understood
  public TableOptions options() {
    return new TableOptions(
        texts.apply("separator").map(TableSettings::separator),
        texts.apply("decimal").map(text -> one("decimal", text)),
        texts.apply("encoding"),
        texts.apply("header").map(TableSettings::header).orElse(true),
        texts.apply("missing").map(Missing::named).orElse(Missing.MEAN),
        list("features"),
        list("ignore"),
        list("categorical"),
        Inference.COLUMNS);
  }

  private List<String> list(String key) {
    return texts
        .apply(key)
        .map(text ->
            Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList())
        .orElse(List.of());
  }

  private static boolean header(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("header must be true or false, was " + text);
    }
    return text.equals("true");
  }

  private static char separator(String text) {
    return switch (text) {
      case "comma" -> ',';
      case "semicolon" -> ';';
      case "tab", "\\t" -> '\t';
      case "bar" -> '|';
      default -> one("separator", text);
    };
  }

  private static char one(String key, String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(
          "%s must be one character%s, was \"%s\""
              .formatted(key, key.equals("separator") ? ", or tab" : "", text));
    }
    return text.charAt(0);
  }

  static void write(TableOptions options, ObjectNode json) {
    options.separator().ifPresent(c -> json.put("separator", c.toString()));
    options.decimal().ifPresent(c -> json.put("decimal", c.toString()));
    options.encoding().ifPresent(name -> json.put("encoding", name));
    json.put("header", options.head());
    json.put("missing", options.missing().label());
    options.features().forEach(json.putArray("features")::add);
    options.ignored().forEach(json.putArray("ignore")::add);
    options.categories().forEach(json.putArray("categorical")::add);
  }

  static TableOptions read(JsonNode json) {
    return new TableOptions(
        Optional.ofNullable(json.get("separator")).map(c -> c.asString().charAt(0)),
        Optional.ofNullable(json.get("decimal")).map(c -> c.asString().charAt(0)),
        Optional.ofNullable(json.get("encoding")).map(JsonNode::asString),
        json.path("header").asBoolean(true),
        Missing.named(json.path("missing").asString("mean")),
        texts(json.path("features")),
        texts(json.path("ignore")),
        texts(json.path("categorical")),
        Inference.COLUMNS);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
