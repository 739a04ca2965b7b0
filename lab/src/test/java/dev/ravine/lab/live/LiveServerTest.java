package dev.ravine.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.lab.run.Event;
import dev.ravine.lab.store.Results;
import dev.ravine.nn.train.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(60)
class LiveServerTest {

  private static final String LONG =
      """
      train: 300
      validation: 50
      epochs: 20000
      optimizers: [sgd, adam]
      """;

  @TempDir private Path store = Path.of(".");
  private LiveServer server;
  private String token = "";
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    server =
        LiveServer.start(
            store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2, List.of());
    token = server.address().getQuery().substring("token=".length());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address().resolve(path).toString()));
  }

  private HttpResponse<String> post(String path, String name, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("X-Ravine-Token", token)
            .header("X-Ravine-Name", name)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The first event that has these texts in it.
  private JsonNode event(String path, String... wanted) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      String line =
          lines
              .filter(l -> l.startsWith("data: ") && Stream.of(wanted).allMatch(l::contains))
              .findFirst()
              .orElseThrow();
      return new ObjectMapper().readTree(line.substring("data: ".length()));
    }
  }

  @Test
  void anExperimentIsBegunFollowedStoppedAndGoneOnWith() throws IOException, InterruptedException {
    assertThat(post("/start", "one", LONG).statusCode()).isEqualTo(200);
    assertThat(event("/events", "\"state\":\"going\"").get(0).path("name").asString())
        .isEqualTo("one");
    JsonNode first = event("/experiments/one/events", "\"state\":\"going\"");
    assertThat(first.path("data").path("experiments").size()).isEqualTo(1);
    JsonNode later = event("/experiments/one/events", "\"news\"").path("data").path("news").get(0);
    assertThat(later.path("id").asString()).isIn("adam-1e-3-seed0", "sgd-5e-3-seed0");
    assertThat(get("/experiments/one/").body()).contains("EventSource", "connect-src 'self'");
    assertThat(post("/experiments/one/resume", "", "").body())
        .isEqualTo("one must be paused or stopped to be resumed, but is running\n");
    assertThat(post("/experiments/one/stop", "", "").statusCode()).isEqualTo(200);
    Results stopped = Results.read(store.resolve("one"));
    assertThat(stopped.runs()).allMatch(run -> run.outcome() instanceof Outcome.Stopped);
    assertThat(post("/experiments/one/stop", "", "").body())
        .isEqualTo("one must be running in this server for that, but is not\n");
    assertThat(post("/experiments/one/resume", "", "").statusCode()).isEqualTo(200);
    event("/events", "\"state\":\"going\"");
    post("/experiments/one/stop", "", "");
    Results further = Results.read(store.resolve("one"));
    for (int i = 0; i < 2; i++) {
      assertThat(further.runs().get(i).events())
          .startsWith(stopped.runs().get(i).events().toArray(Event[]::new));
    }
  }

  /// Renamed, remarked, compared, moved to the trash: nothing is lost, and nothing that goes on is
  /// touched.
  @Test
  void experimentsAreKeptInOrder() throws IOException, InterruptedException {
    String small = "train: 100\nvalidation: 20\nepochs: 1\noptimizers: [sgd]\n";
    for (String name : List.of("one", "two")) {
      assertThat(post("/start", name, small).statusCode()).isEqualTo(200);
      event("/experiments/" + name + "/events", "\"state\":\"still\"");
    }
    assertThat(post("/experiments/one/remarks", "", "a, b\nlooks good").body()).isEqualTo("kept\n");
    JsonNode remarked = event("/events", "looks good");
    assertThat(remarked.get(0).path("tags").asString()).isEqualTo("a, b");
    assertThat(remarked.get(0).path("started").asString()).startsWith("20");
    assertThat(get("/compare?name=one&name=two").body()).contains("Page.create", "two: sgd 5e-3");
    assertThat(get("/compare?name=three").statusCode()).isEqualTo(404);
    assertThat(get("/compare").statusCode()).isEqualTo(400);
    assertThat(post("/experiments/one/rename", "", "two").body())
        .isEqualTo("two is there already\n");
    assertThat(post("/experiments/one/rename", "", "../x").statusCode()).isEqualTo(400);
    assertThat(post("/experiments/one/rename", "", "first").statusCode()).isEqualTo(200);
    assertThat(Results.read(store.resolve("first")).runs()).hasSize(1);
    assertThat(post("/experiments/first/delete", "", "").statusCode()).isEqualTo(200);
    assertThat(Results.read(store.resolve(".trash/first")).runs()).hasSize(1);
    assertThat(get("/experiments/first/").statusCode()).isEqualTo(404);
    post("/start", "three", LONG);
    event("/experiments/three/events", "\"state\":\"going\"");
    assertThat(post("/experiments/three/delete", "", "").body())
        .isEqualTo("three must be stopped first\n");
    assertThat(post("/experiments/three/rename", "", "x").body())
        .isEqualTo("three must be stopped first\n");
    post("/experiments/three/stop", "", "");
  }

  @Test
  void pagesMustNotBeFramedNorAskedByOtherSites() throws IOException, InterruptedException {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    HttpResponse<String> foreign =
        client.send(
            request("/compare?name=one").header("Sec-Fetch-Site", "cross-site").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @Test
  void aPausedExperimentWaits() throws IOException, InterruptedException {
    post("/start", "one", LONG);
    event("/experiments/one/events", "\"epochs\":{\"from\"");
    assertThat(post("/experiments/one/pause", "", "").body()).isEqualTo("paused\n");
    event("/experiments/one/events", "\"state\":\"paused\"");
    Thread.sleep(300);
    int waiting = Results.read(store.resolve("one")).runs().getFirst().events().size();
    Thread.sleep(300);
    assertThat(Results.read(store.resolve("one")).runs().getFirst().events()).hasSize(waiting);
    assertThat(post("/experiments/one/resume", "", "").statusCode()).isEqualTo(200);
    event("/experiments/one/events", "\"news\"");
    post("/experiments/one/pause", "", "");
    assertThat(post("/experiments/one/stop", "", "").statusCode()).isEqualTo(200);
    assertThat(Results.read(store.resolve("one")).runs())
        .allMatch(run -> run.outcome() instanceof Outcome.Stopped);
  }

  @Test
  void pathsOnSurfacesAreComputedForWhoAsks() throws IOException, InterruptedException {
    String walks =
        get("/surface/walks?function=ravine&steps=3&x=1&y=2&o=sgd%3BlearningRate%3D0.01&o=adm")
            .body();
    JsonNode answer = new ObjectMapper().readTree(walks);
    assertThat(answer.path("surface").path("name").asString()).isEqualTo("ravine");
    JsonNode sgd = answer.path("walks").get(0);
    assertThat(sgd.path("label").asString()).isEqualTo("sgd 0.01");
    assertThat(sgd.path("path").size()).isEqualTo(8);
    assertThat(sgd.path("path").get(1).asDouble()).isEqualTo(2);
    assertThat(answer.path("walks").get(1).path("error").asString()).contains("did you mean adam");
    assertThat(get("/surface/walks?function=ravin").body())
        .contains("unknown function ravin, did you mean ravine?");
    assertThat(get("/surface/walks?steps=1e9").body())
        .startsWith("steps must be a whole number from 1 to 5000, was 1e9");
    assertThat(get("/surface/walks?x=left").body()).isEqualTo("x must be a number, was left\n");
  }

  @Test
  void damagedFoldersAreListedBesideTheOthers() throws IOException, InterruptedException {
    Files.createDirectories(store.resolve("broken"));
    Files.writeString(store.resolve("broken").resolve("experiment.json"), "{bad");
    post("/start", "one", LONG);
    JsonNode list = event("/events", "\"name\":\"one\"");
    assertThat(list.get(0).path("damage").asString()).contains("is no experiment");
    post("/experiments/one/stop", "", "");
    assertThat(post("/start", "two", "data: cifar10\ndataFolder: nowhere\noptimizers: adam").body())
        .startsWith("cifar10 is not in nowhere");
    assertThat(post("/start", "", LONG).body()).endsWith("was empty\n");
    assertThat(get("/experiments/one").statusCode()).isEqualTo(301);
  }

  @Test
  void whatIsWrongIsSaid() throws IOException, InterruptedException {
    assertThat(post("/start", "a", "optimizer: adam").body())
        .startsWith("line 1: unknown key optimizer, did you mean optimizers?");
    assertThat(post("/start", "../a", LONG).body())
        .isEqualTo("an experiment's name must be letters, digits, dots, dashes; was ../a\n");
    Files.createDirectories(store.resolve("taken/x"));
    assertThat(post("/start", "taken", LONG).body()).contains("holds something already");
    assertThat(get("/experiments/none/").statusCode()).isEqualTo(404);
    assertThat(get("/experiments/..%2f..%2fetc/").statusCode()).isEqualTo(404);
    assertThat(get("/report.html").statusCode()).isEqualTo(404);
    try (Stream<Path> files = Files.list(store)) {
      assertThat(files.map(Path::getFileName)).containsExactly(Path.of("taken"));
    }
  }

  @Test
  void nobodyElseMayAsk() throws IOException, InterruptedException {
    assertThat(raw("GET / HTTP/1.1", "Host: evil.example")).contains("403");
    assertThat(raw("GET / HTTP/1.1", "Host: " + host(), "Origin: http://evil.example"))
        .contains("403");
    assertThat(raw("GET / HTTP/1.1", "Host: " + host())).contains("200");
    assertThat(raw("POST /start HTTP/1.1", "Host: " + host(), "Content-Length: 0")).contains("403");
    assertThat(
            raw(
                "POST /start HTTP/1.1",
                "Host: " + host(),
                "X-Ravine-Token: " + token.replace(token.charAt(0), 'x'),
                "Content-Length: 0"))
        .contains("403");
    assertThat(raw("DELETE / HTTP/1.1", "Host: " + host())).contains("405");
  }

  @Test
  void whoListensElsewhereWantsTheTokenForLookingToo() throws IOException {
    try (LiveServer open =
        LiveServer.start(store, new InetSocketAddress("0.0.0.0", 0), 1, List.of())) {
      int port = open.address().getPort();
      String query = open.address().getQuery();
      assertThat(raw(port, "GET / HTTP/1.1", "Host: any")).contains("403");
      assertThat(raw(port, "GET /events HTTP/1.1", "Host: any")).contains("403");
      assertThat(raw(port, "GET /?" + query + " HTTP/1.1", "Host: any")).contains("200");
      assertThat(raw(port, "GET /events?" + query + " HTTP/1.1", "Host: any")).contains("200");
    }
  }

  private String host() {
    return "127.0.0.1:" + server.address().getPort();
  }

  /// The status line of an answer to what no polite client sends.
  private String raw(String... lines) throws IOException {
    return raw(server.address().getPort(), lines);
  }

  private static String raw(int port, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Objects.requireNonNull(in.readLine());
    }
  }
}
