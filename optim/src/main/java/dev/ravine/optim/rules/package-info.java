/// The update rules, one file each: the formulas in the doc, the same formulas in one loop. All are
/// found by name in [dev.ravine.optim.recipe.Catalogue].
///
/// Classic: [dev.ravine.optim.rules.Sgd], [dev.ravine.optim.rules.Momentum],
/// [dev.ravine.optim.rules.Nesterov], [dev.ravine.optim.rules.Sutskever],
/// [dev.ravine.optim.rules.AdaGrad], [dev.ravine.optim.rules.AdaDelta],
/// [dev.ravine.optim.rules.RmsProp], [dev.ravine.optim.rules.RmsPropCentered],
/// [dev.ravine.optim.rules.RmsPropMomentum], [dev.ravine.optim.rules.Rprop].
///
/// Adam's family: [dev.ravine.optim.rules.Adam], [dev.ravine.optim.rules.AdamW],
/// [dev.ravine.optim.rules.AdaMax], [dev.ravine.optim.rules.AmsGrad],
/// [dev.ravine.optim.rules.NAdam], [dev.ravine.optim.rules.RAdam],
/// [dev.ravine.optim.rules.AdaBelief], [dev.ravine.optim.rules.Adopt],
/// [dev.ravine.optim.rules.Lion], [dev.ravine.optim.rules.UncorrectedAdam]. The setters that rules
/// share: [dev.ravine.optim.rules.Settings].
///
/// Per tensor, for large batches: [dev.ravine.optim.rules.Lamb], [dev.ravine.optim.rules.Lars].
/// With weights of its own to evaluate with: [dev.ravine.optim.rules.ScheduleFree].
@NullMarked
package dev.ravine.optim.rules;

import org.jspecify.annotations.NullMarked;
