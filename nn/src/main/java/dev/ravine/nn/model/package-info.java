/// Models: functions from features to outputs.
///
/// - A [dev.ravine.nn.model.Model] is written with a [dev.ravine.nn.model.Scope], which gives it
///   parameters. Most are [dev.ravine.nn.model.Sequential]: a list of [dev.ravine.nn.model.Layer]s.
///   A [dev.ravine.nn.model.StandardLayer] is a [dev.ravine.nn.model.Dense],
///   [dev.ravine.nn.model.Activation], [dev.ravine.nn.model.Dropout],
///   [dev.ravine.nn.model.BatchNorm] or [dev.ravine.nn.model.LayerNorm]; a layer of your own is
///   read from saved models by a [dev.ravine.nn.model.LayerReader]. An
///   [dev.ravine.nn.model.Initializer] says what weights start from.
/// - A [dev.ravine.nn.model.Loss] is what training minimizes; [dev.ravine.nn.model.Losses] has
///   those with a name.
@NullMarked
package dev.ravine.nn.model;

import org.jspecify.annotations.NullMarked;
