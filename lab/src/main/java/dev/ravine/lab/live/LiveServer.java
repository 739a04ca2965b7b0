package dev.ravine.lab.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ravine.data.DataException;
import dev.ravine.lab.report.Report;
import dev.ravine.lab.session.Fork;
import dev.ravine.lab.store.ExperimentFolder;
import dev.ravine.lab.store.ExperimentNotes;
import dev.ravine.lab.store.PictureIndex;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.surface.SurfacePage;
import dev.ravine.lab.yaml.ExperimentFile;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The live page: what is in a store, updated while it runs, by server-sent events. Whoever asks
/// must name this server in `Host`, and may not come from another page; what changes something
/// needs the token. No path leads out of the store.
public final class LiveServer implements AutoCloseable {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final System.Logger LOG = System.getLogger(LiveServer.class.getName());
  private static final String ICON =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path d=\"M1 3C6 3 5 13 8 13S10 6"
          + " 15 6\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2.4\"/></svg>";
  private static final Pattern EXPERIMENT =
      Pattern.compile(
          "/experiments/([^/]+)/(|events|pause|stop|resume|fork|rename|delete|remarks)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");
  private static final int LONGEST_BODY = 100_000;

  private final Path store;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningExperiments running;
  private final List<String> settings;
  private final Access access;

  private LiveServer(Path store, HttpServer server, int threads, List<String> settings) {
    this.store = store.toAbsolutePath().normalize();
    this.server = server;
    this.settings = List.copyOf(settings);
    running = new RunningExperiments(this.store, threads);
    access = Access.of(server.getAddress());
  }

  /// Starts a server.
  ///
  /// @param store the folder that holds experiments; made if it is not there
  /// @param address where to listen; if it is not this machine alone, even looking needs the token
  /// @param threads how many runs of an experiment may go side by side
  /// @param settings of experiments that are begun here, `key=value` each
  /// @return a server, to be closed
  /// @throws IOException if the address is taken
  public static LiveServer start(
      Path store, InetSocketAddress address, int threads, List<String> settings)
      throws IOException {
    Files.createDirectories(store);
    HttpServer server = HttpServer.create(address, 0);
    LiveServer live = new LiveServer(store, server, threads, settings);
    server.setExecutor(live.executor);
    server.createContext("/", live::handle);
    server.start();
    return live;
  }

  /// Where to look, with the token.
  ///
  /// @return for the address line of a browser
  public URI address() {
    return URI.create("http://%s/?token=%s".formatted(access.host(), access.token()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange);
      } catch (Refusal refusal) {
        send(exchange, refusal.status(), "text/plain", refusal.getMessage() + "\n");
      } catch (IOException | IllegalArgumentException | DataException e) {
        String message = String.valueOf(e.getMessage()).replace(store + File.separator, "");
        if ("navigate".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode"))) {
          send(exchange, 400, "text/html", Report.messagePage(message));
        } else {
          send(exchange, 400, "text/plain", message + "\n");
        }
      } catch (OutOfMemoryError | StackOverflowError e) {
        send(exchange, 400, "text/plain", "the request needs more memory than there is\n");
      } catch (RuntimeException defect) {
        LOG.log(System.Logger.Level.ERROR, exchange.getRequestURI().getPath(), defect);
        send(exchange, 500, "text/plain", "a defect of Ravine: " + defect + "\n");
      }
    } catch (IOException gone) {
      // Whoever asked is no longer there to be told.
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    access.check(exchange);
    String path = exchange.getRequestURI().getPath();
    boolean changes = exchange.getRequestMethod().equals("POST");
    if (EXPERIMENT.matcher(path + "/").matches() && !changes) {
      @Nullable String query = exchange.getRequestURI().getRawQuery();
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              exchange.getRequestURI().getRawPath() + "/" + (query == null ? "" : "?" + query));
      send(exchange, 301, "text/plain", "");
      return;
    }
    Matcher experiment = EXPERIMENT.matcher(path);
    if (path.equals("/") && !changes) {
      send(exchange, 200, "text/html", Report.listPage());
    } else if (path.equals("/events") && !changes) {
      EventStream.send(exchange, new ListNews(store, running));
    } else if (path.equals("/compare") && !changes) {
      send(exchange, 200, "text/html", compared(Access.query(exchange)));
    } else if (path.equals("/surface") && !changes) {
      send(exchange, 200, "text/html", SurfacePage.live());
    } else if (path.equals("/surface/walks") && !changes) {
      send(exchange, 200, "application/json", SurfaceQuery.answer(Access.query(exchange)));
    } else if (path.equals("/favicon.ico") && !changes) {
      send(exchange, 200, "image/svg+xml", ICON);
    } else if (path.equals("/pictures") && !changes) {
      send(exchange, 200, "application/json", pictures());
    } else if (path.startsWith("/pictures/") && !changes) {
      picture(exchange, path.substring("/pictures/".length()));
    } else if (path.equals("/start") && changes) {
      start(exchange);
    } else if (experiment.matches()) {
      String name = known(experiment.group(1));
      String what = experiment.group(2);
      if (what.isEmpty() && !changes) {
        send(exchange, 200, "text/html", Report.livePage(name));
      } else if (what.equals("events") && !changes) {
        EventStream.send(exchange, new ExperimentNews(store, running, name));
      } else if (what.equals("pause") && changes) {
        running.pause(name);
        send(exchange, 200, "text/plain", "paused\n");
      } else if (what.equals("stop") && changes) {
        running.stop(name);
        send(exchange, 200, "text/plain", "stopped\n");
      } else if (what.equals("resume") && changes) {
        running.resume(name);
        send(exchange, 200, "text/plain", "resumed\n");
      } else if (what.equals("fork") && changes) {
        fork(exchange, name);
      } else if (what.equals("rename") && changes) {
        String other = checkedName(body(exchange));
        running.rename(name, other);
        send(exchange, 200, "text/plain", other + "\n");
      } else if (what.equals("delete") && changes) {
        running.delete(name);
        send(exchange, 200, "text/plain", "moved to " + RunningExperiments.TRASH + "\n");
      } else if (what.equals("remarks") && changes) {
        String[] lines = body(exchange).split("\n", 2);
        ExperimentNotes.of(lines.length == 1 ? "" : lines[1], lines[0]).write(store.resolve(name));
        send(exchange, 200, "text/plain", "kept\n");
      } else {
        throw new Refusal(404, "there is nothing at " + path);
      }
    } else {
      throw new Refusal(404, "there is nothing at " + path);
    }
  }

  private String known(String name) {
    Path folder = store.resolve(name).normalize();
    boolean inside = store.normalize().equals(folder.getParent());
    if (inside && Files.isRegularFile(folder.resolve(ExperimentFolder.EXPERIMENT))) {
      return name;
    }
    throw new Refusal(404, "there is no experiment " + name);
  }

  /// A report of several experiments.
  private String compared(List<Map.Entry<String, String>> query) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Map.Entry<String, String> part : query) {
      if (part.getKey().equals("name")) {
        folders.add(store.resolve(known(part.getValue())));
      }
    }
    if (folders.isEmpty()) {
      throw new Refusal(400, "name at least one experiment to compare");
    }
    return Report.page(Results.read(folders));
  }

  /// Pictures beside the experiments, by name and kind.
  private String pictures() throws IOException {
    ArrayNode list = JSON.createArrayNode();
    for (PictureIndex.Picture picture : new PictureIndex(store).pictures()) {
      list.addObject().put("name", picture.name()).put("kind", picture.kind());
    }
    return list.toString();
  }

  private void picture(HttpExchange exchange, String which) throws IOException {
    for (PictureIndex.Picture picture : new PictureIndex(store).pictures()) {
      if (which.equals(picture.name() + "/" + picture.kind())) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        send(exchange, 200, "image/svg+xml", Files.readString(picture.file()));
        return;
      }
    }
    throw new Refusal(404, "there is no picture " + which);
  }

  private static String body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw new Refusal(413, "what is sent must be at most %d bytes".formatted(LONGEST_BODY));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String checkedName(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new Refusal(
          400,
          "an experiment's name must be letters, digits, dots, dashes; was "
              + (name == null || name.isEmpty() ? "empty" : name));
    }
    return name;
  }

  /// The body is the experiment's YAML; a header says what to call it.
  private void start(HttpExchange exchange) throws IOException {
    String text = body(exchange);
    String name = checkedName(exchange.getRequestHeaders().getFirst("X-Ravine-Name"));
    running.begin(name, ExperimentFile.parse(text, settings));
    send(exchange, 200, "text/plain", name + "\n");
  }

  /// The body is the epoch, then a setting in each line; a header says what to call the experiment.
  private void fork(HttpExchange exchange, String from) throws IOException {
    List<String> lines =
        body(exchange).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String name = checkedName(exchange.getRequestHeaders().getFirst("X-Ravine-Name"));
    if (lines.isEmpty() || !lines.getFirst().matches("\\d{1,7}")) {
      throw new Refusal(400, "a fork needs the epoch after which its settings hold");
    }
    int epoch = Integer.parseInt(lines.getFirst());
    running.begin(name, Fork.of(store.resolve(from), epoch, lines.subList(1, lines.size())));
    send(exchange, 200, "text/plain", name + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, @Nullable String text)
      throws IOException {
    byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
    boolean headAlone = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, headAlone ? -1 : bytes.length);
    if (!headAlone) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /// Stops all experiments, which leave checkpoints, and then the server.
  @Override
  public void close() {
    running.close();
    server.stop(0);
    executor.shutdownNow();
  }
}
