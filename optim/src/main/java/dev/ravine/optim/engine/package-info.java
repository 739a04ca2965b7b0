/// How steps are done. An [dev.ravine.optim.engine.Engine] owns what a stepper keeps and binds
/// stages to it; a [dev.ravine.optim.engine.PassRunner] runs them over flat vectors, block by
/// block, in as few [dev.ravine.optim.engine.Pass]es over memory as they allow.
///
/// [dev.ravine.optim.engine.Chains] sorts the tensors by the stages that work on them,
/// [dev.ravine.optim.engine.Blocks] and [dev.ravine.optim.engine.Pieces] cut the vectors,
/// [dev.ravine.optim.engine.Memory] has slots and numbers, [dev.ravine.optim.engine.Clock] counts
/// steps and reads schedules. A [dev.ravine.optim.engine.StageState] is a stage with its own part
/// of them, which sees them as [dev.ravine.optim.engine.StageStep] and
/// [dev.ravine.optim.engine.StageBlock].
///
/// The module does not export this package.
@NullMarked
package dev.ravine.optim.engine;

import org.jspecify.annotations.NullMarked;
