package org.example.flowers;

import dev.ravine.nn.predict.PredictorPool;
import dev.ravine.nn.saved.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A model that is asked over HTTP: `POST /predict` with `{"petal": 5.1, "sepal": 7.2}`.
@SpringBootApplication
public class FlowersService {

  public static void main(String[] arguments) {
    SpringApplication.run(FlowersService.class, arguments);
  }

  /// Read from its file; trained, and written there, if there is none.
  @Bean
  SavedModel model(@Value("${flowers.model:flowers.safetensors}") Path file) throws IOException {
    if (Files.notExists(file)) {
      FlowersTraining.model().write(file);
    }
    return SavedModel.read(file);
  }

  /// For as many requests at the same time as there are processors; closed by Spring.
  @Bean
  PredictorPool predictors(SavedModel model) {
    return model.predictors(Runtime.getRuntime().availableProcessors());
  }

  record Flower(float petal, float sepal) {}

  record Answer(String species, Map<String, Float> probabilities) {}

  @RestController
  record Predictions(PredictorPool predictors) {

    @PostMapping("/predict")
    Answer predict(@RequestBody Flower flower) {
      Map<String, Float> probabilities = predictors.probabilities(flower.petal, flower.sepal);
      String likeliest =
          Collections.max(probabilities.entrySet(), Map.Entry.comparingByValue()).getKey();
      return new Answer(likeliest, probabilities);
    }

    /// Numbers that are not finite are refused by the predictor.
    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(IllegalArgumentException wrong) {
      return Map.of("error", wrong.getMessage());
    }
  }
}
