package dev.ravine.secondorder;

import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Contribution;
import dev.ravine.secondorder.hessianfree.HessianFree;
import dev.ravine.secondorder.sfo.Sfo;
import dev.ravine.secondorder.trustregion.LevenbergMarquardt;
import dev.ravine.secondorder.trustregion.NewtonCg;
import java.util.List;

/// The minimizers of this module.
public final class SecondOrder implements Contribution {

  /// Found by [java.util.ServiceLoader].
  public SecondOrder() {}

  @Override
  public List<Catalogue.Entry<Minimizer>> minimizers() {
    return List.of(
        Catalogue.entry(Sfo.of()),
        Catalogue.entry(HessianFree.of()),
        Catalogue.entry(NewtonCg.of()),
        Catalogue.entry(LevenbergMarquardt.of()));
  }
}
