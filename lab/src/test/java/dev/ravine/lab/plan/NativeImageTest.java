package dev.ravine.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Catalogue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What jars tell GraalVM's native-image of records whose components are read by reflection. No
/// image is built here.
class NativeImageTest {

  private static List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String module : List.of("optim", "secondorder", "cluster")) {
      Path file =
          Path.of("..", module, "target", "classes", "META-INF", "native-image", "dev.ravine")
              .resolve("ravine-" + module)
              .resolve("reflect-config.json");
      JsonMapper.shared().readTree(Files.readString(file)).forEach(entries::add);
    }
    return entries;
  }

  @Test
  void allThatRecipesAreMadeOfIsToldToNativeImage() throws IOException {
    List<JsonNode> entries = entries();
    Stream<Class<?>> records =
        Stream.of(
                Catalogue.rules(),
                Catalogue.transforms(),
                Catalogue.schedules(),
                Catalogue.minimizers(),
                Catalogue.lineSearches())
            .flatMap(List::stream)
            .map(Entry::defaults)
            .map(Object::getClass);
    assertThat(entries)
        .extracting(entry -> entry.get("name").asString())
        .containsAll(records.map(Class::getName).toList())
        .contains(
            Schedule.Constant.class.getName(),
            Downpour.class.getName(),
            Sandblaster.class.getName())
        .doesNotHaveDuplicates();
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.get("allRecordComponents").asBoolean()).isTrue();
          assertThat(entry.get("allPublicConstructors").asBoolean()).isTrue();
          assertThat(entry.get("allPublicMethods").asBoolean()).isTrue();
        });
  }
}
