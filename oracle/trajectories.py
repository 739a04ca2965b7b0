"""Each update rule by its published formulas, in float64."""

import numpy as np
from trajectory import SIZE, THETA, changing, gradients, write


def sgd(rates):
    w = THETA.copy()
    for lr, g in zip(rates, gradients()):
        w = w - lr * g
        yield w


def momentum(rates, mu):
    w, v = THETA.copy(), np.zeros(SIZE)
    for lr, g in zip(rates, gradients()):
        v = mu * v - lr * g
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


def main():
    slow, fast = changing(0.01), changing(0.1)
    write("sgd", "sgd", slow, sgd(slow))
    write("momentum", "momentum momentum=0.8", slow, momentum(slow, 0.8))
    write("nesterov", "nesterov momentum=0.8", slow, nesterov(slow, 0.8))
    write("adagrad", "adagrad epsilon=0.01", fast, adagrad(fast, 0.01))
    write("rmsprop", "rmsprop decay=0.95 epsilon=0.01", fast, rmsprop(fast, 0.95, 0.01))
    write("adam", "adam beta1=0.8 beta2=0.95 epsilon=0.01", fast, adam(fast, 0.8, 0.95, 0.01))


if __name__ == "__main__":
    main()
