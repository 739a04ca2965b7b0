"""Each update rule by its published formulas, in float64."""

import numpy as np
from trajectory import SIZE, THETA, changing, constant, gradients, write


def sgd(rates):
    w = THETA.copy()
    for lr, g in zip(rates, gradients()):
        w = w - lr * g
        yield w


def momentum(rates, mu, dampening=0.0):
    w, v = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        v = mu * v - (1 - dampening) * lr * g
        w = w + v
        yield w


def nesterov(rates, mu):
    w, v = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        old = v
        v = mu * v - lr * g
        w = w + (-mu) * old + (1 - (-mu)) * v
        yield w


def adagrad(rates, eps):
    w, squares = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        squares = squares + g**2
        w = w - lr * g / (np.sqrt(squares) + eps)
        yield w


def rmsprop(rates, decay, eps):
    w, squares = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        squares = decay * squares + (1 - decay) * g**2
        w = w - lr * g / (np.sqrt(squares) + eps)
        yield w


def adam(rates, beta1, beta2, eps):
    w, first, second = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for t, (lr, g) in enumerate(zip(rates, gradients()), start=1):
        first = beta1 * first + (1 - beta1) * g
        second = beta2 * second + (1 - beta2) * g**2
        first_unbias = first / (1 - beta1**t)
        second_unbias = second / (1 - beta2**t)
        w = w - lr * first_unbias / (np.sqrt(second_unbias) + eps)
        yield w


def uncorrected_adam(rates, beta1, beta2, eps):
    w = THETA.copy()
    for lr, (_, _, m, v, _, _) in zip(rates, moments(beta1, beta2)):
        w = w - lr * m / (np.sqrt(v) + eps)
        yield w


def sutskever(rates, momenta):
    """Equations 3 and 4 of the paper; the gradient is that at the point looked ahead to."""
    w, v = THETA.copy(), np.zeros(SIZE)
    for k, (lr, g) in enumerate(zip(rates, gradients())):
        v = momenta[k] * v - lr * g
        w = w + v
        yield w + momenta[k + 1] * v, w


def scheduled_nesterov(rates, momenta):
    for ahead, _ in sutskever(rates, momenta):
        yield ahead


def adadelta(rates, rho, eps):
    w, squares, steps = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        squares = rho * squares + (1 - rho) * g**2
        move = np.sqrt(steps + eps) / np.sqrt(squares + eps) * g
        steps = rho * steps + (1 - rho) * move**2
        w = w - lr * move
        yield w


def centered_rmsprop(rates, decay, eps):
    w, mean, squares = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        mean = decay * mean + (1 - decay) * g
        squares = decay * squares + (1 - decay) * g**2
        w = w - lr * g / (np.sqrt(squares - mean**2) + eps)
        yield w


def momentum_rmsprop(rates, decay, eps, mu):
    w, squares, buffer = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        squares = decay * squares + (1 - decay) * g**2
        buffer = mu * buffer + g / (np.sqrt(squares) + eps)
        w = w - lr * buffer
        yield w


def rprop(rates, down, up, least, most):
    w, previous, size = THETA.copy(), np.zeros(SIZE), np.full(SIZE, rates[0])
    for g in gradients():
        for i in range(SIZE):
            now = g[i]
            if now * previous[i] > 0:
                size[i] = min(size[i] * up, most)
            elif now * previous[i] < 0:
                size[i] = max(size[i] * down, least)
                now = 0.0
            previous[i] = now
        w = w - np.sign(previous) * size
        yield w


def moments(beta1, beta2):
    """Step, gradient, both averages of Adam, and both corrections."""
    first, second = np.zeros(SIZE), np.zeros(SIZE)
    for t, g in enumerate(gradients(), start=1):
        first = beta1 * first + (1 - beta1) * g
        second = beta2 * second + (1 - beta2) * g**2
        yield t, g, first, second, 1 - beta1**t, 1 - beta2**t


def adamw(rates, beta1, beta2, eps, decay):
    w = THETA.copy()
    for lr, (_, _, m, v, c1, c2) in zip(rates, moments(beta1, beta2)):
        w = w - lr * ((m / c1) / (np.sqrt(v / c2) + eps) + decay * w)
        yield w


def scheduled_adam(rates, betas1, beta2, eps):
    """With a first decay rate that changes, each average is corrected by its rates' product."""
    w, first, second, product = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE), 1.0
    for t, (lr, g, beta1) in enumerate(zip(rates, gradients(), betas1), start=1):
        first = beta1 * first + (1 - beta1) * g
        second = beta2 * second + (1 - beta2) * g**2
        product *= beta1
        w = w - lr * (first / (1 - product)) / (np.sqrt(second / (1 - beta2**t)) + eps)
        yield w


def adamax(rates, beta1, beta2, eps):
    w, m, largest = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for t, (lr, g) in enumerate(zip(rates, gradients()), start=1):
        m = beta1 * m + (1 - beta1) * g
        largest = np.maximum(beta2 * largest, np.abs(g) + eps)
        w = w - lr / (1 - beta1**t) * m / largest
        yield w


def amsgrad(rates, beta1, beta2, eps):
    w, largest = THETA.copy(), np.zeros(SIZE)
    for lr, (_, _, m, v, c1, c2) in zip(rates, moments(beta1, beta2)):
        largest = np.maximum(largest, v)
        w = w - lr * (m / c1) / (np.sqrt(largest / c2) + eps)
        yield w


def nadam(rates, beta1, beta2, eps, psi):
    w, product = THETA.copy(), 1.0
    for lr, (t, g, m, v, _, c2) in zip(rates, moments(beta1, beta2)):
        mu = beta1 * (1 - 0.5 * 0.96 ** (t * psi))
        following = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * psi))
        product *= mu
        nesterov_m = following * m / (1 - product * following) + (1 - mu) * g / (1 - product)
        w = w - lr * nesterov_m / (np.sqrt(v / c2) + eps)
        yield w


def radam(rates, beta1, beta2, eps, threshold):
    w, end = THETA.copy(), 2 / (1 - beta2) - 1
    for lr, (t, _, m, v, c1, c2) in zip(rates, moments(beta1, beta2)):
        rho = end - 2 * t * beta2**t / (1 - beta2**t)
        if rho > threshold:
            r = np.sqrt((rho - 4) * (rho - 2) * end / ((end - 4) * (end - 2) * rho))
            w = w - lr * r * (m / c1) / (np.sqrt(v / c2) + eps)
        else:
            w = w - lr * m / c1
        yield w


def adabelief(rates, beta1, beta2, eps):
    w, m, s = THETA.copy(), np.zeros(SIZE), np.zeros(SIZE)
    for t, (lr, g) in enumerate(zip(rates, gradients()), start=1):
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps
        w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(s / (1 - beta2**t)) + eps)
        yield w


def lion(rates, beta1, beta2):
    w, m = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        w = w - lr * np.sign(beta1 * m + (1 - beta1) * g)
        m = beta2 * m + (1 - beta2) * g
        yield w


def adopt(rates, beta1, beta2, eps):
    w, m, v = THETA.copy(), np.zeros(SIZE), None
    for k, (lr, g) in enumerate(zip(rates, gradients())):
        if v is None:
            v = g * g
        else:
            limit = k**0.25
            d = np.clip(g / np.maximum(np.sqrt(v), eps), -limit, limit)
            m = beta1 * m + (1 - beta1) * d
            w = w - lr * m
            v = beta2 * v + (1 - beta2) * g * g
        yield w


def lamb(rates, beta1, beta2, eps, decay):
    w = THETA.copy()
    for lr, (_, _, m, v, c1, c2) in zip(rates, moments(beta1, beta2)):
        r = (m / c1) / (np.sqrt(v / c2) + eps) + decay * w
        w = w - lr * np.linalg.norm(w) / np.linalg.norm(r) * r
        yield w


def lars(rates, mu, decay, trust):
    w, v = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        length = np.linalg.norm(w)
        local = trust * length / (np.linalg.norm(g) + decay * length)
        v = mu * v + lr * local * (g + decay * w)
        w = w - v
        yield w


def schedule_free(rates, beta1, beta2, eps, decay):
    x, z, y, v, weights = THETA.copy(), THETA.copy(), THETA.copy(), np.zeros(SIZE), 0.0
    for t, (lr, g) in enumerate(zip(rates, gradients()), start=1):
        v = beta2 * v + (1 - beta2) * g**2
        z = z - lr * (g / (np.sqrt(v / (1 - beta2**t)) + eps) + decay * y)
        weights += lr**2
        c = lr**2 / weights
        x = (1 - c) * x + c * z
        y = (1 - beta1) * z + beta1 * x
        yield y, x


def averaged(iterates, average):
    """Parameters, and an average of them: `average` gets t, the average so far and w."""
    mean = None
    for t, w in enumerate(iterates, start=1):
        mean = average(t, mean, w)
        yield w, (w if mean is None else mean)


def ema(decay):
    return lambda t, mean, w: w if mean is None else decay * mean + (1 - decay) * w


def swa(start, every):
    def average(t, mean, w):
        if t <= start or (t - start) % every:
            return mean
        count = (t - start) // every
        return w if count == 1 else mean + (w - mean) / count

    return average


def main():
    slow, fast = changing(0.01), changing(0.1)
    betas = "beta1=0.8,beta2=0.95,epsilon=0.01"
    rising = [0.5 + 0.4 * min(1, k / 20) for k in range(30)]
    rising_text = "linear(initial=0.5,last=0.9,steps=20)"
    write("sgd", "sgd", slow, sgd(slow))
    write("momentum", "momentum(momentum=0.8,dampening=0.3)", slow, momentum(slow, 0.8, 0.3))
    write("nesterov", "nesterov(momentum=0.8)", slow, nesterov(slow, 0.8))
    write(
        "nesterov-scheduled",
        "nesterov(momentum=%s)" % rising_text,
        slow,
        scheduled_nesterov(slow, rising),
    )
    write("sutskever", "sutskever(momentum=%s)" % rising_text, slow, sutskever(slow, rising))
    write("adagrad", "adagrad(epsilon=0.01)", fast, adagrad(fast, 0.01))
    write("adadelta", "adadelta(decay=0.8,epsilon=0.01)", fast, adadelta(fast, 0.8, 0.01))
    write("rmsprop", "rmsprop(decay=0.95,epsilon=0.01)", fast, rmsprop(fast, 0.95, 0.01))
    write(
        "rmspropCentered",
        "rmspropCentered(decay=0.8,epsilon=0.01)",
        slow,
        centered_rmsprop(slow, 0.8, 0.01),
    )
    write(
        "rmspropMomentum",
        "rmspropMomentum(decay=0.95,epsilon=0.01,momentum=0.8)",
        slow,
        momentum_rmsprop(slow, 0.95, 0.01, 0.8),
    )
    write(
        "rprop",
        "rprop(decrease=0.4,increase=1.3,smallest=0.01,largest=0.2)",
        fast,
        rprop(fast, 0.4, 1.3, 0.01, 0.2),
    )
    write("adam", "adam(%s)" % betas, fast, adam(fast, 0.8, 0.95, 0.01))
    write(
        "adam-scheduled",
        "adam(beta1=%s,beta2=0.95,epsilon=0.01)" % rising_text,
        fast,
        scheduled_adam(fast, rising, 0.95, 0.01),
    )
    write(
        "uncorrectedAdam",
        "uncorrectedAdam(%s)" % betas,
        fast,
        uncorrected_adam(fast, 0.8, 0.95, 0.01),
    )
    write("adamax", "adamax(%s)" % betas, fast, adamax(fast, 0.8, 0.95, 0.01))
    write("amsgrad", "amsgrad(%s)" % betas, fast, amsgrad(fast, 0.8, 0.95, 0.01))
    write(
        "nadam",
        "nadam(%s,momentumDecay=0.1)" % betas,
        fast,
        nadam(fast, 0.8, 0.95, 0.01, 0.1),
    )
    write("radam", "radam(%s,threshold=4.5)" % betas, fast, radam(fast, 0.8, 0.95, 0.01, 4.5))
    write(
        "adamw",
        "adamw(%s,weightDecay=0.3)" % betas,
        fast,
        adamw(fast, 0.8, 0.95, 0.01, 0.3),
    )
    write(
        "adam-decoupledDecay",
        "adam(%s) | decoupledDecay(weightDecay=0.3)" % betas,
        fast,
        adamw(fast, 0.8, 0.95, 0.01, 0.3),
    )
    write("adabelief", "adabelief(%s)" % betas, fast, adabelief(fast, 0.8, 0.95, 0.01))
    write("lion", "lion(beta1=0.8,beta2=0.95)", fast, lion(fast, 0.8, 0.95))
    write(
        "adopt", "adopt(%s)" % betas, slow, adopt(slow, 0.8, 0.95, 0.01)
    )
    write(
        "lamb", "lamb(%s,weightDecay=0.3)" % betas, slow, lamb(slow, 0.8, 0.95, 0.01, 0.3)
    )
    write(
        "lars",
        "lars(momentum=0.8,weightDecay=0.3,trustCoefficient=0.1)",
        fast,
        lars(fast, 0.8, 0.3, 0.1),
    )
    write(
        "scheduleFree",
        "scheduleFree(%s,weightDecay=0.3)" % betas,
        fast,
        schedule_free(fast, 0.8, 0.95, 0.01, 0.3),
    )
    write("sgd-ema", "sgd | ema(decay=0.8)", slow, averaged(sgd(slow), ema(0.8)))
    write("sgd-swa", "sgd | swa(start=5,every=3)", slow, averaged(sgd(slow), swa(5, 3)))
    write("sgd-polyak", "sgd | polyak(start=4)", slow, averaged(sgd(slow), swa(4, 1)))


if __name__ == "__main__":
    main()
