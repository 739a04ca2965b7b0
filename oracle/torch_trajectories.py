"""The rules that PyTorch computes alike, by PyTorch in float64.

Its momentum keeps the learning rate outside the velocity, so momentum and Nesterov agree with
Ravine's only while the learning rate stays: theirs is constant here.
"""

import torch
from trajectory import THETA, changing, constant, gradients, write


def run(make, rates):
    w = torch.tensor(THETA, dtype=torch.float64, requires_grad=True)
    optimizer = make(w)
    for lr, g in zip(rates, gradients()):
        for group in optimizer.param_groups:
            group["lr"] = lr
        w.grad = torch.tensor(g, dtype=torch.float64)
        optimizer.step()
        yield w.detach().numpy().copy()


def main():
    slow, fast, steady = changing(0.01), changing(0.1), constant(0.01)
    optim = torch.optim
    write("torch-sgd", "sgd", slow, run(lambda w: optim.SGD([w], lr=1), slow))
    write(
        "torch-momentum",
        "momentum(momentum=0.8)",
        steady,
        run(lambda w: optim.SGD([w], lr=1, momentum=0.8), steady),
    )
    write(
        "torch-nesterov",
        "nesterov(momentum=0.8)",
        steady,
        run(lambda w: optim.SGD([w], lr=1, momentum=0.8, nesterov=True), steady),
    )
    write(
        "torch-adagrad",
        "adagrad(epsilon=0.01)",
        fast,
        run(lambda w: optim.Adagrad([w], lr=1, eps=0.01), fast),
    )
    write(
        "torch-rmsprop",
        "rmsprop(decay=0.95,epsilon=0.01)",
        fast,
        run(lambda w: optim.RMSprop([w], lr=1, alpha=0.95, eps=0.01), fast),
    )
    write(
        "torch-adam",
        "adam(beta1=0.8,beta2=0.95,epsilon=0.01)",
        fast,
        run(lambda w: optim.Adam([w], lr=1, betas=(0.8, 0.95), eps=0.01), fast),
    )
    betas, eps = (0.8, 0.95), 0.01
    text = "beta1=0.8,beta2=0.95,epsilon=0.01"
    write(
        "torch-adadelta",
        "adadelta(decay=0.8,epsilon=0.01)",
        fast,
        run(lambda w: optim.Adadelta([w], rho=0.8, eps=eps), fast),
    )
    write(
        "torch-rmspropCentered",
        "rmspropCentered(decay=0.8,epsilon=0.01)",
        slow,
        run(lambda w: optim.RMSprop([w], alpha=0.8, eps=eps, centered=True), slow),
    )
    write(
        "torch-rmspropMomentum",
        "rmspropMomentum(decay=0.95,epsilon=0.01,momentum=0.8)",
        slow,
        run(lambda w: optim.RMSprop([w], alpha=0.95, eps=eps, momentum=0.8), slow),
    )
    write(
        "torch-rprop",
        "rprop(decrease=0.4,increase=1.3,smallest=0.01,largest=0.2)",
        fast,
        run(lambda w: optim.Rprop([w], lr=0.1, etas=(0.4, 1.3), step_sizes=(0.01, 0.2)), fast),
    )
    write(
        "torch-adamax",
        "adamax(%s)" % text,
        fast,
        run(lambda w: optim.Adamax([w], betas=betas, eps=eps), fast),
    )
    write(
        "torch-amsgrad",
        "amsgrad(%s)" % text,
        fast,
        run(lambda w: optim.Adam([w], betas=betas, eps=eps, amsgrad=True), fast),
    )
    # PyTorch adds ε before the correction here, so it must be too small to matter.
    write(
        "torch-radam",
        "radam(beta1=0.8,beta2=0.95,epsilon=1e-12)",
        fast,
        run(lambda w: optim.RAdam([w], betas=betas, eps=1e-12), fast),
    )
    write(
        "torch-adamw",
        "adamw(%s,weightDecay=0.3)" % text,
        fast,
        run(lambda w: optim.AdamW([w], betas=betas, eps=eps, weight_decay=0.3), fast),
    )


if __name__ == "__main__":
    main()
