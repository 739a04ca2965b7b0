/// Options that commands share: [dev.ravine.cli.option.ClusterOptions],
/// [dev.ravine.cli.option.CommandArguments], [dev.ravine.cli.option.ExperimentOptions],
/// [dev.ravine.cli.option.MethodOptions], [dev.ravine.cli.option.ModelOption],
/// [dev.ravine.cli.option.NetworkOptions], [dev.ravine.cli.option.Overwrite],
/// [dev.ravine.cli.option.SessionOptions], [dev.ravine.cli.option.TableArguments],
/// [dev.ravine.cli.option.TableFormat], [dev.ravine.cli.option.TrainingArguments],
/// [dev.ravine.cli.option.WorldOptions].
@NullMarked
package dev.ravine.cli.option;

import org.jspecify.annotations.NullMarked;
