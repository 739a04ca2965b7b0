package dev.ravine.lab.files;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// JSON as people read it.
public final class PrettyJson {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private PrettyJson() {}

  /// Prints with line feeds and indentation.
  ///
  /// @param node any JSON
  /// @return text that ends with a line feed
  public static String of(JsonNode node) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
  }
}
