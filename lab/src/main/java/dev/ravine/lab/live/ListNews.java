package dev.ravine.lab.live;

import dev.ravine.lab.store.ExperimentIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The experiments that changed since the last look.
final class ListNews implements EventStream.News {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final RunningExperiments running;
  private final ExperimentIndex index;
  private final Map<String, ObjectNode> before = new HashMap<>();
  private boolean begun;

  ListNews(Path store, RunningExperiments running) {
    this.running = running;
    index = new ExperimentIndex(store);
  }

  @Override
  public Optional<String> look() throws IOException {
    ArrayNode changed = JSON.createArrayNode();
    for (ExperimentIndex.Item item : index.items()) {
      ObjectNode entry = entry(item);
      if (!entry.equals(before.put(item.name(), entry))) {
        changed.add(entry);
      }
    }
    boolean first = !begun;
    begun = true;
    return first || !changed.isEmpty() ? Optional.of(changed.toString()) : Optional.empty();
  }

  private ObjectNode entry(ExperimentIndex.Item item) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("name", item.name());
    entry.put("kind", item.kind());
    entry.put("data", item.data());
    entry.put("planned", item.planned());
    entry.put("ended", item.ended());
    entry.put("state", running.state(item.name()).label());
    item.damage().ifPresent(why -> entry.put("damage", why));
    entry.put("started", item.started());
    entry.put("seconds", item.seconds());
    entry.put("diverged", item.diverged());
    entry.put("values", item.values());
    entry.put("note", item.remarks().note());
    entry.put("tags", String.join(", ", item.remarks().tags()));
    running.failure(item.name()).ifPresent(why -> entry.put("damage", why));
    item.best()
        .ifPresent(best -> {
          entry.put("best", best.text());
          entry.put("accuracy", best.accuracy());
        });
    return entry;
  }
}
