package dev.ravine.lab.live;

import dev.ravine.lab.surface.SurfacePage;
import dev.ravine.lab.surface.SurfacePath;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.problems.Position;
import dev.ravine.optim.problems.Surface;
import dev.ravine.optim.recipe.Assignment;
import dev.ravine.optim.recipe.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page asks when it wants paths on a surface: `function`, `steps`, `x` and `y` of the
/// start, and for each optimizer `o`, a choice with settings behind it: `adam;beta1=0.8`.
final class SurfaceQuery {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MOST_STEPS = 5000;
  private static final int MOST_OPTIMIZERS = 12;

  private final List<Map.Entry<String, String>> query;

  private SurfaceQuery(List<Map.Entry<String, String>> query) {
    this.query = query;
  }

  /// The surface and the paths, as JSON. What is wrong with one optimizer is said in its place.
  ///
  /// @throws IllegalArgumentException if something else is wrong
  static String answer(List<Map.Entry<String, String>> query) {
    return new SurfaceQuery(query).answer();
  }

  private String answer() {
    String name = value("function").orElse("rosenbrock");
    Surface surface =
        Surface.find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    Suggestion.unknown("function", name, Surface.labels())));
    double steps = number("steps", 200);
    if (!(steps >= 1 && steps <= MOST_STEPS && steps == Math.rint(steps))) {
      throw new IllegalArgumentException(
          "steps must be a whole number from 1 to %d, was %s"
              .formatted(MOST_STEPS, HyperParameters.print(steps)));
    }
    Position start =
        new Position(number("x", surface.start().x()), number("y", surface.start().y()));
    List<String> choices =
        query.stream().filter(e -> e.getKey().equals("o")).map(Map.Entry::getValue).toList();
    if (choices.size() > MOST_OPTIMIZERS) {
      throw new IllegalArgumentException(
          "there must be at most %d optimizers, were %d"
              .formatted(MOST_OPTIMIZERS, choices.size()));
    }
    ObjectNode json = JSON.createObjectNode();
    json.set("surface", SurfacePage.surface(surface));
    ArrayNode walks = json.putArray("walks");
    SurfacePath.Request hike = new SurfacePath.Request(surface, start, (int) steps, 0);
    choices.forEach(choice -> walks.add(walk(choice, hike)));
    return json.toString();
  }

  private static ObjectNode walk(String written, SurfacePath.Request hike) {
    List<String> parts = List.of(written.split(";", -1));
    try {
      Map<String, String> settings = new LinkedHashMap<>();
      for (String part : parts.subList(1, parts.size())) {
        Assignment assignment = Assignment.parse(part);
        settings.put(assignment.name(), assignment.value());
      }
      SurfacePath walk = SurfacePath.of(parts.getFirst().strip(), settings, hike);
      return (ObjectNode) SurfacePage.walks(List.of(walk)).get(0);
    } catch (IllegalArgumentException e) {
      return JSON.createObjectNode().put("error", e.getMessage());
    }
  }

  private Optional<String> value(String name) {
    return query.stream()
        .filter(part -> part.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private double number(String name, double otherwise) {
    Optional<String> text = value(name).filter(given -> !given.isBlank());
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text.get());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("%s must be a number, was %s".formatted(name, text.get()));
  }
}
