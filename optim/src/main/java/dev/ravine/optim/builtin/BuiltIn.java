package dev.ravine.optim.builtin;

import dev.ravine.optim.descent.Bfgs;
import dev.ravine.optim.descent.ConjugateGradient;
import dev.ravine.optim.descent.GradientDescent;
import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.descent.Lbfgsb;
import dev.ravine.optim.descent.MultiBatchLbfgs;
import dev.ravine.optim.finitesum.Sag;
import dev.ravine.optim.finitesum.Svrg;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.linesearch.Backtracking;
import dev.ravine.optim.linesearch.HagerZhang;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.linesearch.StrongWolfe;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.problems.Problems;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.recipe.Catalogue.Entry;
import dev.ravine.optim.recipe.Contribution;
import dev.ravine.optim.rules.AdaBelief;
import dev.ravine.optim.rules.AdaDelta;
import dev.ravine.optim.rules.AdaGrad;
import dev.ravine.optim.rules.AdaMax;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.AdamW;
import dev.ravine.optim.rules.Adopt;
import dev.ravine.optim.rules.AmsGrad;
import dev.ravine.optim.rules.Lamb;
import dev.ravine.optim.rules.Lars;
import dev.ravine.optim.rules.Lion;
import dev.ravine.optim.rules.Momentum;
import dev.ravine.optim.rules.NAdam;
import dev.ravine.optim.rules.Nesterov;
import dev.ravine.optim.rules.RAdam;
import dev.ravine.optim.rules.RmsProp;
import dev.ravine.optim.rules.RmsPropCentered;
import dev.ravine.optim.rules.RmsPropMomentum;
import dev.ravine.optim.rules.Rprop;
import dev.ravine.optim.rules.ScheduleFree;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.rules.Sutskever;
import dev.ravine.optim.rules.UncorrectedAdam;
import dev.ravine.optim.schedules.CosineDecay;
import dev.ravine.optim.schedules.CosineRestarts;
import dev.ravine.optim.schedules.Cyclic;
import dev.ravine.optim.schedules.ExponentialDecay;
import dev.ravine.optim.schedules.InverseSquareRootDecay;
import dev.ravine.optim.schedules.InverseTimeDecay;
import dev.ravine.optim.schedules.Joined;
import dev.ravine.optim.schedules.LinearDecay;
import dev.ravine.optim.schedules.MultiStepDecay;
import dev.ravine.optim.schedules.OneCycle;
import dev.ravine.optim.schedules.Piecewise;
import dev.ravine.optim.schedules.PolynomialDecay;
import dev.ravine.optim.schedules.ReduceOnPlateau;
import dev.ravine.optim.schedules.Scaled;
import dev.ravine.optim.schedules.StepDecay;
import dev.ravine.optim.schedules.Warmup;
import dev.ravine.optim.schedules.WarmupStableDecay;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.optim.transforms.Accumulate;
import dev.ravine.optim.transforms.AdaptiveClip;
import dev.ravine.optim.transforms.ClipGlobalNorm;
import dev.ravine.optim.transforms.ClipNorm;
import dev.ravine.optim.transforms.ClipValue;
import dev.ravine.optim.transforms.DecoupledDecay;
import dev.ravine.optim.transforms.Ema;
import dev.ravine.optim.transforms.FailOnNonFinite;
import dev.ravine.optim.transforms.GradientNoise;
import dev.ravine.optim.transforms.L2;
import dev.ravine.optim.transforms.LayerwiseScale;
import dev.ravine.optim.transforms.Polyak;
import dev.ravine.optim.transforms.Sam;
import dev.ravine.optim.transforms.ScaleUpdate;
import dev.ravine.optim.transforms.SkipNonFinite;
import dev.ravine.optim.transforms.Swa;
import dev.ravine.optim.transforms.TrustRatio;
import java.util.List;

/// The rules, transformations, schedules and minimizers that Ravine brings along.
public final class BuiltIn implements Contribution {

  /// Made by the service loader.
  public BuiltIn() {}

  @Override
  public List<Entry<UpdateRule>> rules() {
    return List.of(
        Catalogue.entry(Sgd.of(5e-3)),
        Catalogue.entry(Momentum.of(5e-3)),
        Catalogue.entry(Nesterov.of(5e-3)),
        Catalogue.entry(Sutskever.of(5e-3)),
        Catalogue.entry(AdaGrad.of(5e-3)),
        Catalogue.entry(AdaDelta.of(1)),
        Catalogue.entry(RmsProp.of(1e-4)),
        Catalogue.entry(RmsPropCentered.of(1e-4)),
        Catalogue.entry(RmsPropMomentum.of(1e-5)),
        Catalogue.entry(Rprop.of(1e-3)),
        Catalogue.entry(Adam.of(1e-3)),
        Catalogue.entry(UncorrectedAdam.of(1e-3)),
        Catalogue.entry(AdaMax.of(2e-3)),
        Catalogue.entry(AmsGrad.of(1e-3)),
        Catalogue.entry(NAdam.of(2e-3)),
        Catalogue.entry(RAdam.of(1e-3)),
        Catalogue.entry(AdamW.of(1e-3)),
        Catalogue.entry(AdaBelief.of(1e-3)),
        Catalogue.entry(Adopt.of(1e-3)),
        Catalogue.entry(Lion.of(1e-4)),
        Catalogue.entry(Lamb.of(1e-2)),
        Catalogue.entry(Lars.of(1)),
        Catalogue.entry(ScheduleFree.of(2.5e-3)),
        Catalogue.entry(new Frozen()));
  }

  @Override
  public List<Entry<Stage>> transforms() {
    return List.of(
        Catalogue.entry(Sam.of(0.05)),
        Catalogue.entry(new Accumulate(1), 1),
        Catalogue.entry(new FailOnNonFinite()),
        Catalogue.entry(new SkipNonFinite(10)),
        Catalogue.entry(GradientNoise.of(0.01), 1),
        Catalogue.entry(ClipValue.of(1), 1),
        Catalogue.entry(ClipNorm.of(1), 1),
        Catalogue.entry(ClipGlobalNorm.of(1), 1),
        Catalogue.entry(AdaptiveClip.of(0.01)),
        Catalogue.entry(L2.of(1e-4), 1),
        Catalogue.entry(new LayerwiseScale(Schedule.constant(1e-3), Schedule.constant(0))),
        Catalogue.entry(new TrustRatio()),
        Catalogue.entry(DecoupledDecay.of(0.01), 1),
        Catalogue.entry(ScaleUpdate.of(1), 1),
        Catalogue.entry(Ema.of(0.999), 1),
        Catalogue.entry(new Swa(0, 1), 2),
        Catalogue.entry(new Polyak(0)));
  }

  @Override
  public List<Entry<Schedule>> schedules() {
    return List.of(
        Catalogue.entry(Schedule.constant(1), 1),
        Catalogue.entry(new StepDecay(1, 0.1, 1000), 3),
        Catalogue.entry(new MultiStepDecay(1, 0.1, List.of()), 3),
        Catalogue.entry(new ExponentialDecay(1, 1e-3), 2),
        Catalogue.entry(new InverseTimeDecay(1, 1e-3), 2),
        Catalogue.entry(new InverseSquareRootDecay(1, 1000), 2),
        Catalogue.entry(new LinearDecay(1, 0, 1000), 3),
        Catalogue.entry(new PolynomialDecay(1, 0, 2, 1000), 4),
        Catalogue.entry(new CosineDecay(1, 1000, 0), 2),
        Catalogue.entry(new CosineRestarts(1, 1000, 1, 0), 2),
        Catalogue.entry(OneCycle.of(1, 1000), 2),
        Catalogue.entry(new Cyclic(0, 1, 100, Cyclic.Form.TRIANGULAR, 1), 3),
        Catalogue.entry(Warmup.of(Schedule.constant(1), 100), 2),
        Catalogue.entry(new WarmupStableDecay(1, 100, 800, 100), 4),
        Catalogue.entry(new Piecewise(List.of(0L), List.of(1.0), Piecewise.Between.CONSTANT), 2),
        Catalogue.entry(new Joined(List.of(Schedule.constant(1)), List.of()), 2),
        Catalogue.entry(new Scaled(Schedule.constant(1), 1), 2),
        Catalogue.entry(ReduceOnPlateau.of(1), 1));
  }

  @Override
  public List<Entry<Minimizer>> minimizers() {
    return List.of(
        Catalogue.entry(GradientDescent.of()),
        Catalogue.entry(ConjugateGradient.of()),
        Catalogue.entry(Bfgs.of()),
        Catalogue.entry(Lbfgs.of()),
        Catalogue.entry(Lbfgsb.of()),
        Catalogue.entry(MultiBatchLbfgs.of()),
        Catalogue.entry(Sag.of()),
        Catalogue.entry(Svrg.of()));
  }

  @Override
  public List<Problem> problems() {
    return Problems.all();
  }

  @Override
  public List<Entry<LineSearch>> lineSearches() {
    return List.of(
        Catalogue.entry(Backtracking.of()),
        Catalogue.entry(StrongWolfe.loose()),
        Catalogue.entry(HagerZhang.of()));
  }
}
