package dev.ravine.optim.problems;

import dev.ravine.optim.minimize.Problem;
import java.util.List;
import java.util.stream.Stream;

/// The problems that Ravine brings along.
public final class Problems {

  private Problems() {}

  /// All of them.
  ///
  /// @return those of Moré, Garbow and Hillstrom, the surfaces, the sums of functions
  public static List<Problem> all() {
    return Stream.of(
            TestProblem.moreGarbowHillstrom(),
            SurfaceProblem.all(),
            List.of(ToySum.of(), new TiedAutoencoder(), new DeepQuadratic()))
        .<Problem>flatMap(List::stream)
        .toList();
  }
}
