"""Losses and their gradients by PyTorch, in float64.

Writes golden/losses/torch.csv: a row for each loss and trial, with its name, outputs y (4 examples of 3), targets t,
the loss, and its gradient with respect to y.
"""

import csv
import os

import torch
import torch.nn.functional as F

torch.manual_seed(20261128)
EXAMPLES, OUTPUTS, TRIALS = 4, 3, 5


def focal(y, t, gamma):
    rows = F.cross_entropy(y, t.argmax(1), reduction="none")
    return ((1 - torch.exp(-rows)) ** gamma * rows).mean()


def quantile(y, t, tau):
    d = t - y
    return torch.maximum(tau * d, (tau - 1) * d).mean()


CLASSES = {
    "crossEntropy": lambda y, t: F.cross_entropy(y, t.argmax(1)),
    "crossEntropy(0.1)": lambda y, t: F.cross_entropy(y, t.argmax(1), label_smoothing=0.1),
    "binaryCrossEntropy": F.binary_cross_entropy_with_logits,
    "focal(2)": lambda y, t: focal(y, t, 2),
    "focal(0.7)": lambda y, t: focal(y, t, 0.7),
    "hinge": lambda y, t: F.multi_margin_loss(y, t.argmax(1)),
}
VALUES = {
    "squaredError": F.mse_loss,
    "absoluteError": F.l1_loss,
    "huber(0.8)": lambda y, t: F.huber_loss(y, t, delta=0.8),
    "quantile(0.2)": lambda y, t: quantile(y, t, 0.2),
    "cosine": lambda y, t: (1 - F.cosine_similarity(y, t)).mean(),
}

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "losses", "torch.csv")
with open(path, "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    size = EXAMPLES * OUTPUTS
    out.writerow(
        ["loss"] + [n + str(i) for n in "yt" for i in range(size)] + ["value"] + ["g%d" % i for i in range(size)]
    )
    for losses, of_classes in ((CLASSES, True), (VALUES, False)):
        for name, loss in losses.items():
            for trial in range(TRIALS):
                y = (3 * torch.randn(EXAMPLES, OUTPUTS, dtype=torch.float64)).requires_grad_()
                if of_classes:
                    t = F.one_hot(torch.randint(OUTPUTS, (EXAMPLES,)), OUTPUTS).double()
                    if name == "binaryCrossEntropy":
                        t = torch.randint(2, (EXAMPLES, OUTPUTS)).double()
                else:
                    t = torch.randn(EXAMPLES, OUTPUTS, dtype=torch.float64)
                value = loss(y, t)
                (gradient,) = torch.autograd.grad(value, y)
                numbers = [y.detach(), t, value.detach(), gradient]
                out.writerow([name] + [repr(v.item()) for x in numbers for v in x.flatten()])
