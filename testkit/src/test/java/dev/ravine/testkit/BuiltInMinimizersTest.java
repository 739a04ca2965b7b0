package dev.ravine.testkit;

import dev.ravine.optim.descent.Bfgs;
import dev.ravine.optim.descent.ConjugateGradient;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.MultiBatchLbfgs;
import dev.ravine.optim.finitesum.Sag;
import dev.ravine.optim.linesearch.Backtracking;
import dev.ravine.optim.linesearch.HagerZhang;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Catalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Ravine's own minimizers keep the contract, each of them, and in other settings than the usual
/// ones.
@ParameterizedClass(name = "{0}")
@MethodSource("minimizers")
record BuiltInMinimizersTest(Minimizer minimizer) implements MinimizerContract {

  static List<Minimizer> minimizers() {
    // On six parts the noise of half of them is larger than what there is to gain.
    return Stream.concat(
            Catalogue.minimizers().stream()
                .<Minimizer>map(Catalogue.Entry::defaults)
                .filter(minimizer -> !(minimizer instanceof MultiBatchLbfgs)),
            Stream.of(
                new MultiBatchLbfgs(10, 0.5, 1, 0.5, 0),
                new Lbfgs(3, 0.2, Backtracking.of()),
                new Lbfgs(5, 0, HagerZhang.of()),
                new Bfgs(0.2, Backtracking.of()),
                ConjugateGradient.of(ConjugateGradient.Formula.FLETCHER_REEVES),
                new Sag(5, Sag.Constant.GIVEN, 3)))
        .toList();
  }
}
