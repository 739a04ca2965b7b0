package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;

/// Rules, transformations, schedules, minimizers and problems of others, found by
/// [java.util.ServiceLoader]: whoever puts a jar with an implementation on the class path finds
/// them in recipes, in the catalogue and on the command line.
public interface Contribution {

  /// Update rules.
  ///
  /// @return catalogue entries under names of their own
  default List<Catalogue.Entry<UpdateRule>> rules() {
    return List.of();
  }

  /// Stages around rules.
  ///
  /// @return catalogue entries under names of their own
  default List<Catalogue.Entry<Stage>> transforms() {
    return List.of();
  }

  /// Schedules.
  ///
  /// @return catalogue entries under names of their own
  default List<Catalogue.Entry<Schedule>> schedules() {
    return List.of();
  }

  /// Minimizers.
  ///
  /// @return catalogue entries under names of their own
  default List<Catalogue.Entry<Minimizer>> minimizers() {
    return List.of();
  }

  /// Problems to try minimizers on.
  ///
  /// @return problems under names of their own; equal names for different dimensions
  default List<Problem> problems() {
    return List.of();
  }

  /// Line searches of minimizers.
  ///
  /// @return catalogue entries under names of their own
  default List<Catalogue.Entry<LineSearch>> lineSearches() {
    return List.of();
  }
}
