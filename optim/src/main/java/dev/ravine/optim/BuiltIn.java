package dev.ravine.optim;

import dev.ravine.optim.Catalogue.Entry;
import dev.ravine.optim.rules.AdaBelief;
import dev.ravine.optim.rules.AdaDelta;
import dev.ravine.optim.rules.AdaGrad;
import dev.ravine.optim.rules.AdaMax;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.AdamW;
import dev.ravine.optim.rules.AmsGrad;
import dev.ravine.optim.rules.CenteredRmsProp;
import dev.ravine.optim.rules.Lamb;
import dev.ravine.optim.rules.Lars;
import dev.ravine.optim.rules.Lion;
import dev.ravine.optim.rules.Momentum;
import dev.ravine.optim.rules.MomentumRmsProp;
import dev.ravine.optim.rules.NAdam;
import dev.ravine.optim.rules.Nesterov;
import dev.ravine.optim.rules.RAdam;
import dev.ravine.optim.rules.RmsProp;
import dev.ravine.optim.rules.Rprop;
import dev.ravine.optim.rules.ScheduleFree;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.rules.Sutskever;
import dev.ravine.optim.rules.UncorrectedAdam;
import dev.ravine.optim.schedules.Constant;
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

/// What Ravine brings along.
final class BuiltIn implements Contribution {

  @Override
  public List<Entry<UpdateRule>> rules() {
    return List.of(
        new Entry<>("sgd", "a step against the gradient", "Robbins, Monro 1951", Sgd.of(5e-3)),
        new Entry<>(
            "momentum", "a velocity that gathers past steps", "Polyak 1964", Momentum.of(5e-3)),
        new Entry<>(
            "nesterov",
            "momentum that looks ahead",
            "Bengio et al. 2012, arXiv 1212.0901",
            Nesterov.of(5e-3)),
        new Entry<>(
            "sutskever",
            "the same, evaluated where it does not look ahead",
            "Sutskever et al. 2013",
            Sutskever.of(5e-3)),
        new Entry<>(
            "adagrad",
            "steps divided by all past gradients' size",
            "Duchi et al. 2011",
            AdaGrad.of(5e-3)),
        new Entry<>(
            "adadelta",
            "steps as large as recent steps, no learning rate",
            "Zeiler 2012, arXiv 1212.5701",
            AdaDelta.of(1)),
        new Entry<>(
            "rmsprop",
            "steps divided by recent gradients' size",
            "Tieleman, Hinton 2012",
            RmsProp.of(1e-4)),
        new Entry<>(
            "rmspropCentered",
            "… by recent gradients' deviation",
            "Graves 2013, arXiv 1308.0850",
            CenteredRmsProp.of(1e-4)),
        new Entry<>(
            "rmspropMomentum",
            "RMSProp whose steps gather momentum",
            "Tieleman, Hinton 2012",
            MomentumRmsProp.of(1e-5)),
        new Entry<>(
            "rprop",
            "steps that grow while the sign stays; full batch only",
            "Riedmiller, Braun 1993",
            Rprop.of(1e-3)),
        new Entry<>(
            "adam",
            "momentum and RMSProp, both corrected for bias",
            "Kingma, Ba 2014, arXiv 1412.6980",
            Adam.of(1e-3)),
        new Entry<>(
            "uncorrectedAdam",
            "Adam without the correction for bias: its first steps jump",
            "Kingma, Ba 2014, arXiv 1412.6980",
            UncorrectedAdam.of(1e-3)),
        new Entry<>(
            "adamax",
            "Adam divided by the largest recent gradient",
            "Kingma, Ba 2014, arXiv 1412.6980",
            AdaMax.of(2e-3)),
        new Entry<>(
            "amsgrad",
            "Adam divided by the largest average so far",
            "Reddi et al. 2018",
            AmsGrad.of(1e-3)),
        new Entry<>("nadam", "Adam with Nesterov's momentum", "Dozat 2016", NAdam.of(2e-3)),
        new Entry<>(
            "radam",
            "Adam with a warm-up of its own",
            "Liu et al. 2019, arXiv 1908.03265",
            RAdam.of(1e-3)),
        new Entry<>(
            "adamw",
            "Adam with decoupled weight decay",
            "Loshchilov, Hutter 2017, arXiv 1711.05101",
            AdamW.of(1e-3)),
        new Entry<>(
            "adabelief",
            "Adam divided by the gradients' surprise",
            "Zhuang et al. 2020, arXiv 2010.07468",
            AdaBelief.of(1e-3)),
        new Entry<>(
            "lion",
            "steps along the sign of mixed gradients",
            "Chen et al. 2023, arXiv 2302.06675",
            Lion.of(1e-4)),
        new Entry<>(
            "lamb",
            "AdamW as long as the tensor; large batches",
            "You et al. 2019, arXiv 1904.00962",
            Lamb.of(1e-2)),
        new Entry<>(
            "lars",
            "momentum as long as the tensor; large batches",
            "You et al. 2017, arXiv 1708.03888",
            Lars.of(1)),
        new Entry<>(
            "scheduleFree",
            "AdamW that needs no schedule",
            "Defazio et al. 2024, arXiv 2405.15682",
            ScheduleFree.of(2.5e-3)),
        new Entry<>("frozen", "leaves parameters as they are", "", new Frozen()));
  }

  @Override
  public List<Entry<Stage>> transforms() {
    return List.of(
        new Entry<>(
            "sam",
            "the gradient where the loss is worst nearby",
            "Foret et al. 2020, arXiv 2010.01412",
            Sam.of(0.05)),
        new Entry<>(
            "accumulate", "one step with the mean of several gradients", "", new Accumulate(1), 1),
        new Entry<>("failOnNonFinite", "refuses infinite gradients", "", new FailOnNonFinite()),
        new Entry<>(
            "skipNonFinite", "leaves out steps with infinite gradients", "", new SkipNonFinite(10)),
        new Entry<>(
            "gradientNoise",
            "adds noise that fades",
            "Neelakantan et al. 2015, arXiv 1511.06807",
            GradientNoise.of(0.01),
            1),
        new Entry<>("clipValue", "limits each element of the gradient", "", ClipValue.of(1), 1),
        new Entry<>("clipNorm", "limits each tensor's gradient", "", ClipNorm.of(1), 1),
        new Entry<>(
            "clipGlobalNorm",
            "limits the whole gradient's length",
            "Pascanu et al. 2013, arXiv 1211.5063",
            ClipGlobalNorm.of(1),
            1),
        new Entry<>(
            "adaptiveClip",
            "limits each unit's gradient by its weights",
            "Brock et al. 2021, arXiv 2102.06171",
            AdaptiveClip.of(0.01)),
        new Entry<>("l2", "adds the penalty's gradient", "", L2.of(1e-4), 1),
        new Entry<>(
            "layerwiseScale",
            "what LARS does before its momentum",
            "You et al. 2017, arXiv 1708.03888",
            new LayerwiseScale(Schedule.constant(1e-3), Schedule.constant(0))),
        new Entry<>(
            "trustRatio",
            "makes directions as long as the tensor",
            "You et al. 2019, arXiv 1904.00962",
            new TrustRatio()),
        new Entry<>(
            "decoupledDecay",
            "weight decay beside the rule",
            "Loshchilov, Hutter 2017, arXiv 1711.05101",
            DecoupledDecay.of(0.01),
            1),
        new Entry<>(
            "scaleUpdate", "longer or shorter steps for some tensors", "", ScaleUpdate.of(1), 1),
        new Entry<>(
            "ema",
            "evaluates a decaying average of the weights",
            "Polyak, Juditsky 1992",
            Ema.of(0.999),
            1),
        new Entry<>(
            "swa",
            "evaluates the mean of weights at intervals",
            "Izmailov et al. 2018, arXiv 1803.05407",
            new Swa(0, 1),
            2),
        new Entry<>(
            "polyak",
            "evaluates the mean of all weights from a step on",
            "Polyak, Juditsky 1992",
            new Polyak(0)));
  }

  @Override
  public List<Entry<Schedule>> schedules() {
    return List.of(
        new Entry<>("constant", "the same value in every step", "", new Constant(1), 1),
        new Entry<>("step", "falls by a factor at intervals", "", new StepDecay(1, 0.1, 1000), 3),
        new Entry<>(
            "multiStep",
            "falls by a factor at given steps",
            "",
            new MultiStepDecay(1, 0.1, List.of()),
            3),
        new Entry<>(
            "exponential",
            "falls by the same factor in every step",
            "",
            new ExponentialDecay(1, 1e-3),
            2),
        new Entry<>("inverseTime", "1/t decay", "", new InverseTimeDecay(1, 1e-3), 2),
        new Entry<>(
            "inverseSqrt",
            "1/√t decay after a flat beginning",
            "Vaswani et al. 2017, arXiv 1706.03762",
            new InverseSquareRootDecay(1, 1000),
            2),
        new Entry<>(
            "linear", "a straight line between two values", "", new LinearDecay(1, 0, 1000), 3),
        new Entry<>(
            "polynomial", "a power between two values", "", new PolynomialDecay(1, 0, 2, 1000), 4),
        new Entry<>(
            "cosine",
            "half a cosine between two values",
            "Loshchilov, Hutter 2016, arXiv 1608.03983",
            new CosineDecay(1, 1000, 0),
            2),
        new Entry<>(
            "cosineRestarts",
            "half a cosine again and again",
            "Loshchilov, Hutter 2016, arXiv 1608.03983",
            new CosineRestarts(1, 1000, 1, 0),
            2),
        new Entry<>(
            "oneCycle",
            "one rise and one long fall",
            "Smith, Topin 2017, arXiv 1708.07120",
            OneCycle.of(1, 1000),
            2),
        new Entry<>(
            "cyclic",
            "triangles between two values",
            "Smith 2015, arXiv 1506.01186",
            new Cyclic(0, 1, 100, Cyclic.Form.TRIANGULAR, 1),
            3),
        new Entry<>(
            "warmup",
            "a rise in front of any schedule",
            "Goyal et al. 2017, arXiv 1706.02677",
            Warmup.of(new Constant(1), 100),
            2),
        new Entry<>(
            "warmupStableDecay",
            "up, level, down",
            "Hu et al. 2024, arXiv 2404.06395",
            new WarmupStableDecay(1, 100, 800, 100),
            4),
        new Entry<>(
            "piecewise",
            "values from a table",
            "",
            new Piecewise(List.of(0L), List.of(1.0), Piecewise.Between.CONSTANT),
            2),
        new Entry<>(
            "joined",
            "schedules one after the other",
            "",
            new Joined(List.of(new Constant(1)), List.of()),
            2),
        new Entry<>(
            "scaled", "another schedule, multiplied", "", new Scaled(new Constant(1), 1), 2),
        new Entry<>("plateau", "falls when progress stops", "", ReduceOnPlateau.of(1), 1));
  }
}
