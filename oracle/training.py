"""The losses of the first steps of a training, by PyTorch: a perceptron of 3-4-3 whose first weights,
examples and labels stand in the same file. AdamW with weight decay for weights alone, gradients clipped by
their common norm, labels smoothed; all examples in each step.

Writes golden/training/torch.csv: lines of a name and numbers. Weights lie as [in, out].
Runs with Debian's python3-torch 1.13: /usr/bin/python3 training.py
"""

import pathlib

import torch

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
x = torch.randn(20, 3)
y = torch.arange(20) % 3
model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 3))
with torch.no_grad():
    for p in model.parameters():
        p.copy_(p.float().double())
    x.copy_(x.float().double())
theta = torch.cat([
    torch.cat([layer.weight.detach().T.reshape(-1), layer.bias.detach()])
    for layer in (model[0], model[2])
])
weights = [p for p in model.parameters() if p.ndim > 1]
others = [p for p in model.parameters() if p.ndim == 1]
optimizer = torch.optim.AdamW(
    [{"params": weights, "weight_decay": 0.05}, {"params": others, "weight_decay": 0}], lr=1e-2)
criterion = torch.nn.CrossEntropyLoss(label_smoothing=0.1)
losses = []
for _ in range(20):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 0.3)
    optimizer.step()
    losses.append(loss.item())

folder = pathlib.Path(__file__).parent / "golden" / "training"
folder.mkdir(parents=True, exist_ok=True)
with open(folder / "torch.csv", "w") as out:
    for name, numbers in (("theta", theta), ("x", x.reshape(-1)), ("y", y), ("losses", losses)):
        out.write(",".join([name] + [repr(float(n)) for n in numbers]) + "\n")
