package org.example;

import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Catalogue.Entry;
import dev.ravine.optim.recipe.Contribution;
import dev.ravine.optim.stage.UpdateRule;
import java.util.List;

/// What this jar adds to the catalogue. `META-INF/services` names this class.
public final class Rules implements Contribution {

  @Override
  public List<Entry<UpdateRule>> rules() {
    return List.of(Catalogue.entry(PowerSign.of(0.005)), Catalogue.entry(CautiousAdam.of(0.001)));
  }

  @Override
  public List<Problem> problems() {
    return List.of(new Spring());
  }
}
