package dev.ravine.nn.saved;

import dev.ravine.data.LabelSets;
import dev.ravine.data.Labels;
import dev.ravine.data.NoTargets;
import dev.ravine.data.Preprocessing;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Targets;
import dev.ravine.data.Values;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.nn.predict.Predictor.OutputConversion;
import java.util.Map;
import java.util.Optional;

/// What the outputs of a saved model say.
public enum OutputKind {
  /// A logit for each class, of which an example has one.
  CLASSES,
  /// A logit for each label, of which an example may have several.
  LABEL_SETS("labelSets"),
  /// One value, or several.
  VALUES,
  /// The features again: an autoencoder.
  FEATURES("features");

  /// The text by name that says which it is, where classes and sizes do not.
  static final String TEXT = "outputs";

  private final String text;

  OutputKind() {
    this("");
  }

  OutputKind(String text) {
    this.text = text;
  }

  /// What a model says that learnt such targets.
  static OutputKind of(Targets targets) {
    return switch (targets) {
      case Labels labels -> CLASSES;
      case LabelSets labels -> LABEL_SETS;
      case Reconstruction all -> FEATURES;
      case Values values -> VALUES;
      case NoTargets none -> VALUES;
    };
  }

  /// Adds what a file must know.
  void putTo(Map<String, String> metadata) {
    if (!text.isEmpty()) {
      metadata.put(TEXT, text);
    }
  }

  /// What a model says. Files of autoencoders that do not say it have as many outputs as features.
  static OutputKind of(Map<String, String> metadata, boolean classes, int outputs, int features) {
    String known = metadata.getOrDefault(TEXT, "");
    for (OutputKind kind : values()) {
      if (!known.isEmpty() && kind.text.equals(known)) {
        return kind;
      }
    }
    if (classes) {
      return CLASSES;
    }
    return outputs > 1 && outputs == features ? FEATURES : VALUES;
  }

  /// What an output means in the unit of what was learnt; for classes, which are converted
  /// together, as values.
  OutputConversion conversion(Preprocessing preprocessing, Optional<TableSchema> schema) {
    Optional<TableColumn.Numeric> number = schema.flatMap(TableSchema::values);
    double unit = number.map(TableColumn.Numeric::unit).orElse(1.0);
    double origin = number.map(TableColumn.Numeric::origin).orElse(0.0);
    return switch (this) {
      case FEATURES -> preprocessing::feature;
      case LABEL_SETS -> (i, output) -> 1 / (1 + StrictMath.exp(-output));
      case CLASSES, VALUES -> (i, output) -> preprocessing.value(i, output) * unit + origin;
    };
  }
}
