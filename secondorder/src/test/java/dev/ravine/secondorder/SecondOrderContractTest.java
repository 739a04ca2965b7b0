package dev.ravine.secondorder;

import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.secondorder.hessianfree.HessianFree;
import dev.ravine.secondorder.trustregion.LevenbergMarquardt;
import dev.ravine.secondorder.trustregion.NewtonCg;
import dev.ravine.testkit.MinimizerContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The minimizers of this module keep the contract of all.
@ParameterizedClass(name = "{0}")
@MethodSource("minimizers")
record SecondOrderContractTest(Minimizer minimizer) implements MinimizerContract {

  static List<Minimizer> minimizers() {
    // The contract's problem is no sum of squares with residuals.
    return new SecondOrder()
        .minimizers().stream()
            .map(Catalogue.Entry::defaults)
            .filter(minimizer -> !(minimizer instanceof LevenbergMarquardt))
            .toList();
  }

  @Override
  public boolean budgetShortensSteps() {
    return minimizer instanceof HessianFree || minimizer instanceof NewtonCg;
  }
}
