package dev.ravine.optim.recipe;

import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.stage.Link;
import java.util.List;
import java.util.Optional;

/// What a text is read as.
///
/// @param links in the order in which they are written
/// @param minimizer in place of a rule, if there is one
public record Recipe(List<Link> links, Optional<Minimizer> minimizer) {}
