package dev.ravine.nn.saved;

import dev.ravine.data.schema.TableSchema;
import dev.ravine.nn.graph.ModelShape;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.predict.TrainedModel;
import java.util.List;
import java.util.Map;

/// Whether the parts of a [SavedModel] belong together.
final class SavedModelCheck {

  private SavedModelCheck() {}

  static Sequential sequential(Model model) {
    return Sequential.of(model)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "only a Sequential model or a Layer can be saved with its text; write others with"
                    + " WeightsFile"));
  }

  static void check(
      List<TrainedModel> members,
      List<String> classes,
      List<String> columns,
      Map<String, String> metadata) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a saved model must have a member");
    }
    if (members.size() > 1 && (classes.isEmpty() || metadata.containsKey(OutputKind.TEXT))) {
      throw new IllegalArgumentException("members of an ensemble must learn classes");
    }
    int features = members.getFirst().preprocessing().mean().length;
    int values = members.getFirst().preprocessing().targetMean().length;
    int outputs = classes.isEmpty() ? values : classes.size();
    TableSchema.parse(metadata)
        .filter(schema -> schema.features().size() != features)
        .ifPresent(schema -> {
          throw new IllegalArgumentException(
              "the table's columns must give %d features, give %d"
                  .formatted(features, schema.features().size()));
        });
    if (!columns.isEmpty() && columns.size() != features) {
      throw new IllegalArgumentException(
          "columns must be as many as features, %d, were %d".formatted(features, columns.size()));
    }
    for (int i = 0; i < members.size(); i++) {
      TrainedModel member = members.get(i);
      if (!member.preprocessing().equals(members.getFirst().preprocessing())) {
        throw new IllegalArgumentException(
            "members must have the same preprocessing, but number %d has another than number 1"
                .formatted(i + 1));
      }
      ModelShape shape = ModelShape.of(sequential(member.model()), features);
      if (shape.outputs() != outputs && !(classes.isEmpty() && shape.outputs() == features)) {
        throw new IllegalArgumentException(
            "members must have %d outputs, but number %d has %d"
                .formatted(outputs, i + 1, shape.outputs()));
      }
      shape
          .statistics()
          .forEach((name, size) -> {
            if (member.statistics().get(name).length != size) {
              throw new IllegalArgumentException(
                  "statistics must have %d numbers for %s, have %d"
                      .formatted(size, name, member.statistics().get(name).length));
            }
          });
      if (shape.layout().size() != member.theta().length) {
        throw new IllegalArgumentException(
            "number %d must have %d parameters, has %d"
                .formatted(i + 1, shape.layout().size(), member.theta().length));
      }
    }
  }
}
