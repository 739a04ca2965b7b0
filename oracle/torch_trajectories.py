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
        "momentum momentum=0.8",
        steady,
        run(lambda w: optim.SGD([w], lr=1, momentum=0.8), steady),
    )
    write(
        "torch-nesterov",
        "nesterov momentum=0.8",
        steady,
        run(lambda w: optim.SGD([w], lr=1, momentum=0.8, nesterov=True), steady),
    )
    write(
        "torch-adagrad",
        "adagrad epsilon=0.01",
        fast,
        run(lambda w: optim.Adagrad([w], lr=1, eps=0.01), fast),
    )
    write(
        "torch-rmsprop",
        "rmsprop decay=0.95 epsilon=0.01",
        fast,
        run(lambda w: optim.RMSprop([w], lr=1, alpha=0.95, eps=0.01), fast),
    )
    write(
        "torch-adam",
        "adam beta1=0.8 beta2=0.95 epsilon=0.01",
        fast,
        run(lambda w: optim.Adam([w], lr=1, betas=(0.8, 0.95), eps=0.01), fast),
    )


if __name__ == "__main__":
    main()
