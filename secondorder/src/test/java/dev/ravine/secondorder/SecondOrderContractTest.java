package dev.ravine.secondorder;

import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.testkit.MinimizerContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The minimizers of this module keep the contract of all.
@ParameterizedClass(name = "{0}")
@MethodSource("minimizers")
record SecondOrderContractTest(Minimizer minimizer) implements MinimizerContract {

  static List<Minimizer> minimizers() {
    // Hessian-free needs products that the contract's problem does not know.
    return new SecondOrder()
        .minimizers().stream()
            .filter(entry -> !entry.name().equals("hessianFree"))
            .map(Catalogue.Entry::defaults)
            .toList();
  }
}
