package dev.ravine.lab.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A Chromium without a window, driven by its DevTools protocol.
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 90;
  private static final Map<String, Integer> KEY_CODES =
      Map.of("Tab", 9, "Enter", 13, " ", 32, "End", 35, "Home", 36, "ArrowDown", 40);

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final List<String> complaints = new ArrayList<>();
  private int calls;

  /// The program, if this machine has it.
  static Optional<Path> find() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name ->
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser(Path program, Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--window-size=1280,1400",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpClient client = HttpClient.newHttpClient();
    URI list = URI.create("http://%s/json".formatted(address()));
    String url = "";
    while (url.isEmpty()) {
      String body =
          client
              .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      for (JsonNode target : JSON.readTree(body)) {
        if (target.path("type").asString("").equals("page")) {
          url = target.path("webSocketDebuggerUrl").asString();
        }
      }
    }
    socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .buildAsync(URI.create(url), new Reader())
            .join();
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Page.enable", Map.of());
    call("Network.enable", Map.of());
  }

  /// Where it listens, as it says itself.
  private String address() throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    String before = "DevTools listening on ws://";
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(before)) {
        Thread.ofVirtual()
            .start(() ->
                errors
                    .lines()
                    .forEach(rest -> {
                      // Read, so that the browser never waits for somebody to.
                    }));
        String rest = line.substring(before.length());
        return rest.substring(0, rest.indexOf('/'));
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  private final class Reader implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        if (message.has("id")) {
          answers.add(message);
        } else {
          note(message);
        }
      }
      from.request(1);
      return null;
    }
  }

  private synchronized void note(JsonNode message) {
    String method = message.path("method").asString("");
    JsonNode entry = message.path("params").path("entry");
    if (method.equals("Runtime.exceptionThrown")) {
      complaints.add(message.path("params").toString());
    } else if (method.equals("Log.entryAdded")
        && entry.path("level").asString("").equals("error")) {
      complaints.add(entry.toString());
    }
  }

  /// What scripts threw and what the content security policy refused.
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  JsonNode call(String method, Map<String, Object> parameters) throws InterruptedException {
    int id = ++calls;
    socket
        .sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .join();
    while (true) {
      JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("the browser did not answer " + method);
      }
      if (answer.path("id").asInt() == id) {
        return answer.path("result");
      }
    }
  }

  void open(String url) throws InterruptedException {
    call("Page.navigate", Map.of("url", url));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /// The value of an expression.
  String value(String expression) throws InterruptedException {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", "String(%s)".formatted(expression), "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.path("exceptionDetails").toString());
    }
    return result.path("result").path("value").asString("");
  }

  /// Does something.
  void run(String statements) throws InterruptedException {
    value("(() => { %s })()".formatted(statements));
  }

  /// Waits until an expression is true. While a page loads, what it asks for may not be there yet.
  void await(String expression) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String test = "(() => { try { return Boolean(" + expression + ") } catch { return false } })()";
    while (!value(test).equals("true")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not true in time: " + expression + " " + complaints());
      }
      Thread.sleep(50);
    }
  }

  /// Presses a key, as a person does.
  void press(String key) throws InterruptedException {
    int code = KEY_CODES.getOrDefault(key, 0);
    String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    call(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            text.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "code",
            key.equals(" ") ? "Space" : key,
            "windowsVirtualKeyCode",
            code,
            "text",
            text));
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /// Drags the mouse.
  void drag(double fromX, double toX, double y) throws InterruptedException {
    mouse("mouseMoved", fromX, y, 0);
    mouse("mousePressed", fromX, y, 1);
    mouse("mouseMoved", (fromX + toX) / 2, y, 1);
    mouse("mouseMoved", toX, y, 1);
    mouse("mouseReleased", toX, y, 0);
  }

  private void mouse(String type, double x, double y, int buttons) throws InterruptedException {
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type", type, "x", x, "y", y, "button", "left", "buttons", buttons, "clickCount", 1));
  }

  @Override
  public void close() {
    socket.abort();
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
