"""Schedules by PyTorch's schedulers, and the others by their formulas, in float64.

Writes golden/schedules/<name>.csv: a comment line with the schedule as it is written in a recipe, then
k and the value for each k.
"""

import math
import os

import torch

STEPS = 40
S = torch.optim.lr_scheduler


def by_torch(make, rate=0.8):
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=rate, momentum=0.9)
    scheduler = make(optimizer)
    values = []
    for _ in range(STEPS):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return values


def by_formula(f):
    return [f(k) for k in range(STEPS)]


def plateau():
    """One measurement before every step, as in the test."""
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.8)
    scheduler = S.ReduceLROnPlateau(
        optimizer, factor=0.5, patience=2, threshold=0.01, cooldown=1, min_lr=0.05
    )
    values = []
    for k in range(STEPS):
        scheduler.step(measurement(k))
        values.append(optimizer.param_groups[0]["lr"])
    return values


def measurement(k):
    return 1 / (1 + k) if k < 6 else 0.2 if k < 20 else 0.19 - 0.001 * (k % 5)


def write(name, text, values):
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "schedules")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".csv"), "w") as file:
        file.write("# " + text + "\n")
        for k, value in enumerate(values):
            file.write("%d,%r\n" % (k, float(value)))


def main():
    write("step", "step(0.8,0.5,7)", by_torch(lambda o: S.StepLR(o, 7, gamma=0.5)))
    write(
        "multiStep",
        "multiStep(0.8,0.3,[5,6,20])",
        by_torch(lambda o: S.MultiStepLR(o, [5, 6, 20], gamma=0.3)),
    )
    write(
        "exponential",
        "exponential(0.8,%r)" % -math.log(0.9),
        by_torch(lambda o: S.ExponentialLR(o, 0.9)),
    )
    write(
        "linear",
        "linear(0.8,0.2,17)",
        by_torch(lambda o: S.LinearLR(o, 1, 0.25, total_iters=17)),
    )
    write(
        "polynomial",
        "polynomial(0.8,0,2.5,17)",
        by_torch(lambda o: S.PolynomialLR(o, total_iters=17, power=2.5)),
    )
    cosine = by_torch(lambda o: S.CosineAnnealingLR(o, 39, eta_min=0.1))
    write("cosine", "cosine(0.8,39,0.1)", cosine)
    write(
        "cosineRestarts",
        "cosineRestarts(0.8,5,2,0.1)",
        by_torch(lambda o: S.CosineAnnealingWarmRestarts(o, 5, T_mult=2, eta_min=0.1)),
    )
    write(
        "oneCycle",
        "oneCycle(0.8,40,rise=0.35,divide=20,finalDivide=100)",
        one_cycle(),
    )
    for form, mode in (
        ("triangular", "triangular"),
        ("triangular2", "triangular2"),
        ("exponentialRange", "exp_range"),
    ):
        write(
            "cyclic-" + form,
            "cyclic(0.1,0.8,6,form=%s,gamma=0.95)" % form,
            by_torch(
                lambda o, mode=mode: S.CyclicLR(
                    o, 0.1, 0.8, step_size_up=6, mode=mode, gamma=0.95, cycle_momentum=False
                )
            ),
        )
    write(
        "warmup",
        "warmup(exponential(0.8,%r),10,start=0.25)" % -math.log(0.9),
        by_torch(
            lambda o: S.SequentialLR(
                o, [S.LinearLR(o, 0.25, 1, total_iters=10), S.ExponentialLR(o, 0.9)], [10]
            )
        ),
    )
    write(
        "warmup-constant",
        "warmup(0.8,10,shape=constant,start=0.25)",
        by_torch(lambda o: S.ConstantLR(o, 0.25, total_iters=10)),
    )
    write(
        "warmup-cosine",
        "warmup(0.8,10,shape=cosine,start=0.25)",
        by_formula(lambda k: 0.8 * (0.25 + 0.75 * (1 - math.cos(math.pi * min(k, 10) / 10)) / 2)),
    )
    write(
        "warmup-exponential",
        "warmup(0.8,10,shape=exponential,start=0.25)",
        by_formula(lambda k: 0.8 * 0.25 ** (1 - min(k, 10) / 10)),
    )
    write("inverseTime", "inverseTime(0.8,0.1)", by_torch(lambda o: S.LambdaLR(o, lambda k: 1 / (1 + 0.1 * k))))
    write(
        "inverseSqrt",
        "inverseSqrt(0.8,4)",
        by_torch(lambda o: S.LambdaLR(o, lambda k: math.sqrt(4 / max(k, 4)))),
    )
    write(
        "warmupStableDecay",
        "warmupStableDecay(0.8,8,16,10)",
        by_formula(
            lambda k: 0.8 * k / 8
            if k < 8
            else 0.8
            if k < 24
            else 0.8 * (1 - math.sqrt(min(1, (k - 24) / 10)))
        ),
    )
    table = [(3, 0.5), (9, 0.8), (20, 0.1)]

    def between(k, straight):
        if k < 3:
            return 0.5
        for (a, x), (b, y) in zip(table, table[1:]):
            if a <= k < b:
                return x + (y - x) * (k - a) / (b - a) if straight else x
        return 0.1

    text = "piecewise([3,9,20],[0.5,0.8,0.1],between=%s)"
    write("piecewise", text % "linear", by_formula(lambda k: between(k, True)))
    write("piecewise-constant", text % "constant", by_formula(lambda k: between(k, False)))
    write(
        "joined",
        "joined([linear(0.2,0.8,10),0.8,step(0.8,0.5,5)],[10,20])",
        by_torch(
            lambda o: S.SequentialLR(
                o,
                [
                    S.LinearLR(o, 0.25, 1, total_iters=10),
                    S.ConstantLR(o, 1, total_iters=0),
                    S.StepLR(o, 5, gamma=0.5),
                ],
                [10, 20],
            )
        ),
    )
    write("scaled", "scaled(cosine(0.8,39,0.1),0.5)", [x / 2 for x in cosine])
    write("constant", "constant(0.8)", [0.8] * STEPS)
    write("plateau", "plateau(0.8,0.5,patience=2,threshold=0.01,cooldown=1,least=0.05)", plateau())


def one_cycle():
    """It refuses to be asked beyond its last step."""
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.8, momentum=0.9)
    scheduler = S.OneCycleLR(
        optimizer,
        0.8,
        total_steps=STEPS,
        pct_start=0.35,
        div_factor=20,
        final_div_factor=100,
        cycle_momentum=False,
    )
    values = [optimizer.param_groups[0]["lr"]]
    for _ in range(STEPS - 1):
        optimizer.step()
        scheduler.step()
        values.append(optimizer.param_groups[0]["lr"])
    return values


if __name__ == "__main__":
    main()
