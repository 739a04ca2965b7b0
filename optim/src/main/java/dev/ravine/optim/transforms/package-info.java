/// What stands around a rule.
///
/// First in the chain: [dev.ravine.optim.transforms.Sam]. Before the rule:
/// [dev.ravine.optim.transforms.Accumulate], [dev.ravine.optim.transforms.FailOnNonFinite],
/// [dev.ravine.optim.transforms.SkipNonFinite], [dev.ravine.optim.transforms.GradientNoise],
/// [dev.ravine.optim.transforms.ClipValue], [dev.ravine.optim.transforms.ClipNorm],
/// [dev.ravine.optim.transforms.ClipGlobalNorm], [dev.ravine.optim.transforms.AdaptiveClip],
/// [dev.ravine.optim.transforms.L2], [dev.ravine.optim.transforms.LayerwiseScale]. After it:
/// [dev.ravine.optim.transforms.TrustRatio], [dev.ravine.optim.transforms.DecoupledDecay],
/// [dev.ravine.optim.transforms.ScaleUpdate].
///
/// For evaluation: [dev.ravine.optim.transforms.Ema], [dev.ravine.optim.transforms.Swa],
/// [dev.ravine.optim.transforms.Polyak].
@NullMarked
package dev.ravine.optim.transforms;

import org.jspecify.annotations.NullMarked;
