package dev.ravine.cluster.jobs;

import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingMethod;
import dev.ravine.optim.layout.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What has to be the same wherever a training's replicas are: the model's parameters, the examples
/// and what is done with them. A text of a line for each.
public final class Fingerprint {

  private static final String IS = "=";

  private Fingerprint() {}

  /// That of a training.
  ///
  /// @param training what is learnt
  /// @param method by whom
  /// @param layout of the parameters
  public static String of(Training training, TrainingMethod method, ParameterLayout layout) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("parameters", layout.size());
    values.put("tensors", layout.names());
    values.put("optimizer", training.optimizer());
    values.put("batch", training.batch());
    values.put("seed", training.seed().value());
    values.put("method", method);
    values.put("training data", training.split().train().checksum());
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + IS + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /// What differs first.
  ///
  /// @param own of this process
  /// @param ofRun of the run
  /// @return a sentence without its end; empty if both are equal
  public static Optional<String> difference(String own, String ofRun) {
    List<String> mine = own.lines().toList();
    List<String> theirs = ofRun.lines().toList();
    if (mine.size() != theirs.size()) {
      return Optional.of("it belongs to another version of Ravine");
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!mine.get(i).equals(theirs.get(i))) {
        String name = mine.get(i).substring(0, mine.get(i).indexOf(IS));
        return Optional.of(
            "%s must be %s, as in the run, is %s here"
                .formatted(name, value(theirs.get(i)), value(mine.get(i))));
      }
    }
    return Optional.empty();
  }

  private static String value(String line) {
    return line.substring(line.indexOf(IS) + 1);
  }
}
