package org.example.flowers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.example.flowers.FlowersService.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FlowersServiceTest {

  @TempDir static Path folder;

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) {
    properties.add("flowers.model", () -> folder.resolve("model.safetensors").toString());
  }

  @Test
  void aFlowerIsPredicted(@Value("${local.server.port}") int port) {
    Answer answer =
        RestClient.create("http://localhost:" + port)
            .post()
            .uri("/predict")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"petal\": 5.1, \"sepal\": 7.2}")
            .retrieve()
            .body(Answer.class);
    assertThat(answer.species()).isEqualTo("virginica");
    assertThat(answer.probabilities()).containsOnlyKeys("versicolor", "virginica");
    assertThat(answer.probabilities().get("virginica")).isGreaterThan(0.9f);
  }
}
