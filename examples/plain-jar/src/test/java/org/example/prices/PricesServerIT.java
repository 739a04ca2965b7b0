package org.example.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the jar as a user does, by the script that adds the flag.
class PricesServerIT {

  private static HttpResponse<String> post(String uri, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(uri))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aPriceIsPredicted(@TempDir Path folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("./prices", folder.resolve("model.safetensors").toString(), "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    try (BufferedReader out = process.inputReader()) {
      StringBuilder before = new StringBuilder();
      String line = out.readLine();
      while (line != null && !line.startsWith("http")) {
        before.append(line).append('\n');
        line = out.readLine();
      }
      assertThat(line).as(before.toString()).isNotNull();
      assertThat(before.toString()).contains("incubator").doesNotContain("--add-modules");
      HttpResponse<String> answer = post(line, "{\"area\": 80, \"rooms\": 3}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String price = answer.body().replaceAll("[^0-9.]", "");
      assertThat(Double.parseDouble(price)).isBetween(180_000.0, 200_000.0);
      assertThat(post(line, "{\"area\": 80, \"rooms\": \"many\"}").statusCode()).isEqualTo(400);
    } finally {
      process.destroy();
    }
  }
}
