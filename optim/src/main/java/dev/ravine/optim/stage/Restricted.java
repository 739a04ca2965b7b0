package dev.ravine.optim.stage;

import dev.ravine.optim.layout.Selection;

/// A stage for some of the parameters. Written as `adam(…) on weights`.
///
/// @param stage what is done
/// @param selection which tensors it is done to
public record Restricted(Stage stage, Selection selection) implements Link {}
