"""What all trajectory scripts share: the inputs, and the file format."""

import os

import numpy as np

STEPS = 24
SIZE = 5
THETA = np.float32([1.0, -2.0, 0.5, 3.0, -0.25]).astype(np.float64)


def gradients():
    """Gradients of very different sizes and signs, each representable in float32."""
    generator = np.random.Generator(np.random.PCG64(20141223))
    scales = np.array([1.0, 0.1, 3.0, 1e-3, 30.0])
    return np.float32(generator.normal(size=(STEPS, SIZE)) * scales).astype(np.float64)


def changing(rate):
    """A learning rate that falls to a third at step 9 and rises to twice at step 17."""
    return [rate if k < 8 else rate / 3 if k < 16 else 2 * rate for k in range(STEPS)]


def constant(rate):
    return [rate] * STEPS


def write(name, recipe, rates, thetas):
    """Writes a trajectory; what `thetas` yields is the parameters, or the parameters and the
    weights to evaluate with."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", name + ".csv")
    rows = [(0, 0.0, np.zeros(SIZE), [THETA])]
    for step, (rate, gradient, values) in enumerate(zip(rates, gradients(), thetas), start=1):
        rows.append((step, rate, gradient, list(values) if isinstance(values, tuple) else [values]))
    evaluates = len(rows[1][3]) == 2
    if evaluates:
        rows[0][3].append(THETA)
    columns = ["step", "learningRate"]
    for vector in ["g", "theta"] + ["evaluation"] * evaluates:
        columns += ["%s%d" % (vector, i) for i in range(SIZE)]
    with open(path, "w") as file:
        file.write("# " + recipe + "\n" + ",".join(columns) + "\n")
        for step, rate, gradient, values in rows:
            numbers = [rate] + list(gradient) + [x for vector in values for x in vector]
            file.write(",".join([str(step)] + [repr(float(x)) for x in numbers]) + "\n")
