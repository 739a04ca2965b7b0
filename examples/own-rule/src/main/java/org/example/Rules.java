package org.example;

import dev.ravine.optim.Catalogue.Entry;
import dev.ravine.optim.Contribution;
import dev.ravine.optim.UpdateRule;
import java.util.List;

/// What this jar adds to the catalogue. `META-INF/services` names this class.
public final class Rules implements Contribution {

  @Override
  public List<Entry<UpdateRule>> rules() {
    return List.of(
        new Entry<>(
            "powersign",
            "larger steps where the gradient has its average's sign",
            "Bello et al. 2017, arXiv 1709.07417",
            PowerSign.of(0.005)));
  }
}
