package dev.ravine.lab.live;

import dev.ravine.lab.report.ExperimentWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What came to one experiment since the last look, and what it is doing.
final class ExperimentNews implements EventStream.News {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final RunningExperiments running;
  private final String name;
  private final ExperimentWatcher watcher;
  private String state = "";

  ExperimentNews(Path store, RunningExperiments running, String name) throws IOException {
    this.running = running;
    this.name = name;
    watcher = new ExperimentWatcher(store.resolve(name));
  }

  @Override
  public Optional<String> look() throws IOException {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("state", running.state(name).label());
    running.failure(name).ifPresent(why -> entry.put("failure", why));
    Optional<String> news = watcher.news();
    String now = entry.toString();
    if (news.isEmpty() && now.equals(state)) {
      return Optional.empty();
    }
    state = now;
    return Optional.of(
        now.substring(0, now.length() - 1) + ",\"data\":" + news.orElse("null") + "}");
  }
}
