/// What is to be done: values that are written down.
///
/// An [dev.ravine.lab.plan.ExperimentPlan] is all that is needed to repeat an experiment, kept as
/// [dev.ravine.lab.plan.ExperimentPlanJson]: the data, a [dev.ravine.lab.plan.ModelPlan] for the
/// network, and a [dev.ravine.lab.plan.RunPlan] for each run: one optimizer, one learning rate, one
/// seed, perhaps a [dev.ravine.lab.plan.HyperparameterChange], a [dev.ravine.lab.plan.Budget] of
/// its own, or [dev.ravine.lab.plan.SoftTargets] from a teacher, whose
/// [dev.ravine.lab.plan.TeacherOutputs] they need. An [dev.ravine.lab.plan.EnsemblePlan] says which
/// models make an ensemble; [dev.ravine.lab.plan.ModelFiles] names their files,
/// [dev.ravine.lab.plan.KeptModels] says which are kept. [dev.ravine.lab.plan.TrainingOptions] is
/// what else is decided; an [dev.ravine.lab.plan.OptionReader] reads them from YAML, JSON or the
/// command line.
///
/// [dev.ravine.lab.plan.OptimizerChoices] reads optimizers from the command line.
/// [dev.ravine.lab.plan.Defaults] depend on the data and the [dev.ravine.lab.plan.Preset];
/// [dev.ravine.lab.plan.TableSettings] say how a table is read.
@NullMarked
package dev.ravine.lab.plan;

import org.jspecify.annotations.NullMarked;
