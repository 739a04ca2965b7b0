package dev.ravine.nn.saved;

import dev.ravine.nn.predict.Combination;
import dev.ravine.nn.predict.TrainedModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Several saved models as one.
final class SavedModelMerge {

  private SavedModelMerge() {}

  static SavedModel of(List<SavedModel> parts, Combination combination) {
    SavedModel first = parts.getFirst();
    for (SavedModel part : parts) {
      if (!part.classes().equals(first.classes())) {
        throw new IllegalArgumentException(
            "members must have the same classes, but one has %s, another %s"
                .formatted(first.classes(), part.classes()));
      }
      if (!part.columns().equals(first.columns())) {
        throw new IllegalArgumentException(
            "members must have the same columns, but one has %s, another %s"
                .formatted(first.columns(), part.columns()));
      }
    }
    List<TrainedModel> members = parts.stream().flatMap(part -> part.members().stream()).toList();
    Map<String, String> metadata = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String prefix = "member%d.".formatted(i + 1);
      parts
          .get(i)
          .metadata()
          .forEach((name, text) -> {
            boolean all = parts.stream().allMatch(part -> text.equals(part.metadata().get(name)));
            metadata.put(all ? name : prefix + name, text);
          });
    }
    return new SavedModel(members, combination, first.classes(), first.columns(), metadata);
  }
}
