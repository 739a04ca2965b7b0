package dev.ravine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  private static final ObjectMapper JACKSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"b\\n\\u00e9\"",
    "\"\\q\"",
    "0",
    "-1",
    "01",
    "1.5",
    "2e-3",
    "1e",
    "12345678901234567890",
    "true",
    "false",
    "null",
    "nul",
    " ",
    "\t",
    "\"",
    "é",
    "-",
    "."
  };

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.properties().forEach(each -> members.put(each.getKey(), plain(each.getValue())));
      return members;
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(each -> elements.add(plain(each)));
      return elements;
    }
    if (node.isString()) {
      return node.asString();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isNull()) {
      return Json.NULL;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.asLong();
    }
    return node.asDouble();
  }

  /// Texts of random tokens, most of which are no JSON.
  @Test
  void whatJacksonReadsAndRefusesIsReadAndRefused() throws Json.SyntaxException {
    Random random = new Random(7);
    int read = 0;
    for (int trial = 0; trial < 200_000; trial++) {
      StringBuilder text = new StringBuilder();
      boolean inArray = random.nextBoolean();
      text.append(inArray ? "[" : "");
      for (int i = random.nextInt(9); i >= 0; i--) {
        text.append(TOKENS[random.nextInt(TOKENS.length)]);
      }
      text.append(inArray ? "]" : "");
      JsonNode expected;
      try {
        expected = JACKSON.readTree(text.toString());
      } catch (JacksonException e) {
        assertThatThrownBy(() -> Json.parse(text.toString()))
            .as(text.toString())
            .isInstanceOf(Json.SyntaxException.class);
        continue;
      }
      if (!expected.isMissingNode()) {
        assertThat(Json.parse(text.toString())).as(text.toString()).isEqualTo(plain(expected));
        read++;
      }
    }
    assertThat(read).isGreaterThan(2_000);
  }

  @Test
  void textsAreWrittenAsJacksonWritesThem() throws Json.SyntaxException {
    Random random = new Random(8);
    for (int trial = 0; trial < 2_000; trial++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        text.appendCodePoint(
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(0x20);
              case 1 -> 0x20 + random.nextInt(0x60);
              case 2 -> 0xA0 + random.nextInt(0xD000 - 0xA0);
              default -> 0x10000 + random.nextInt(0x1000);
            });
      }
      String quoted = Json.quoted(text.toString());
      assertThat(quoted).isEqualTo(JACKSON.writeValueAsString(text.toString()));
      assertThat(Json.parse(quoted)).isEqualTo(text.toString());
    }
  }

  @Test
  void halvesOfCharactersSurvive() throws Json.SyntaxException {
    for (String text : List.of("\ud800", "a\udc00b", "\udc00\ud800", "\ud83d\ude00")) {
      assertThat(Json.parse(Json.quoted(text))).isEqualTo(text);
    }
    assertThat(Json.quoted("\ud800")).isEqualTo("\"\\uD800\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void depthIsBounded(int depth) throws Json.SyntaxException {
    String text = "[".repeat(depth) + "]".repeat(depth);
    if (depth <= 100) {
      assertThat(Json.parse(text)).isInstanceOf(List.class);
    } else {
      assertThatThrownBy(() -> Json.parse(text)).hasMessage("it is nested deeper than 100");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2} | it names a twice",
        "{\"a\" 1}         | character 6 must be a colon, is \"1\"",
        "[1,              | character 4 must be a value, is none",
        "[1] 2            | character 5 must be the end, is \"2\"",
        "{a:1}            | character 2 must be a name, is \"a\""
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Json.parse(text)).hasMessage(message);
  }
}
