package dev.ravine.lab.plan;

import dev.ravine.data.Dataset;
import dev.ravine.nn.predict.Logits;
import java.util.Optional;

/// What an experiment's teacher says.
///
/// @param logits of the training examples, and then of those without labels
/// @param transfer examples without labels
public record TeacherOutputs(Logits logits, Optional<Dataset> transfer) {

  /// A checksum of all that is taught.
  public String checksum() {
    return logits.checksum();
  }

  /// How many training examples there are.
  int labelled() {
    return logits.size() - transfer.map(Dataset::size).orElse(0);
  }
}
