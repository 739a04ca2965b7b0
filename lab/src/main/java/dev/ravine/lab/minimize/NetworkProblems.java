package dev.ravine.lab.minimize;

import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Contribution;
import java.util.List;

/// The problems of this module.
public final class NetworkProblems implements Contribution {

  /// Found by [java.util.ServiceLoader].
  public NetworkProblems() {}

  @Override
  public List<Problem> problems() {
    return List.copyOf(NetworkProblem.all());
  }
}
