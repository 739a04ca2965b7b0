package org.example.prices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ravine.data.Dataset;
import dev.ravine.data.Examples;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Training;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One jar that trains a model of prices, if there is none in its file, and serves it: `POST
/// /predict` with `{"area": 80, "rooms": 3}`.
public final class PricesServer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private record House(float area, float rooms) {}

  private PricesServer() {}

  /// Runs it.
  ///
  /// @param arguments the model's file and the port, 0 for any
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    if (Files.notExists(file)) {
      trained().write(file);
    }
    PredictorPool predictors =
        SavedModel.read(file).predictors(Runtime.getRuntime().availableProcessors());
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/predict", exchange -> predict(exchange, predictors));
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/predict");
  }

  /// Learns from houses that stand in for your own records.
  private static SavedModel trained() {
    Random random = new Random(1);
    float[][] houses = new float[500][];
    float[] prices = new float[houses.length];
    for (int i = 0; i < houses.length; i++) {
      houses[i] = new float[] {40 + 100 * random.nextFloat(), 1 + random.nextInt(5)};
      prices[i] = 2_000 * houses[i][0] + 10_000 * houses[i][1];
    }
    Dataset data = Examples.of(houses).columns("area", "rooms").values(prices);
    return Training.of(Sequential.parse("dense(16) | relu | dense(1)"), data)
        .optimizer("adam(cosine(1e-2))")
        .loss(Losses.huber(1))
        .epochs(40)
        .keepBest()
        .run();
  }

  private static void predict(HttpExchange exchange, PredictorPool predictors) throws IOException {
    try (exchange) {
      int status = 200;
      Map<String, Object> answer;
      try {
        House house = JSON.readValue(exchange.getRequestBody(), House.class);
        answer = Map.of("price", predictors.predict(house.area, house.rooms)[0]);
      } catch (JacksonException | IllegalArgumentException e) {
        status = 400;
        answer = Map.of("error", e.getMessage());
      }
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
