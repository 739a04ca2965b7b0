package dev.ravine.lab.live;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events: what is new, until whoever asked goes away.
final class EventStream {

  private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
  private static final long MILLIS_BETWEEN_LOOKS = 250;
  private static final int LOOKS_BETWEEN_HEARTBEATS = 40;

  private EventStream() {}

  /// Something that changes, looked at again and again.
  interface News {
    Optional<String> look() throws IOException;
  }

  /// Sends what is new until whoever asked goes away. Whoever comes again gets everything again.
  static void send(HttpExchange exchange, News news) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int looks = 0; ; looks++) {
      Optional<String> now = looked(news);
      if (now.isPresent()) {
        out.write(("data: " + now.get() + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      } else if (looks % LOOKS_BETWEEN_HEARTBEATS == 0) {
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// A file may be damaged, or just be moved: the next look may do better.
  private static Optional<String> looked(News news) {
    try {
      return news.look();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
