"""Coefficients of the complementary error function, as kernels/ uses them.

erfc(t) = exp(-t^2) Q(w), w = (t - 2) / (t + 2), for 1 <= t <= 6. Q is smooth, so its
interpolation in Chebyshev's nodes is nearly the best polynomial of its degree. Prints the
coefficients, highest power first, and the greatest error of exp(-t^2) Q(w) / erf(t).
"""

from mpmath import mp, mpf, cos, erf, erfc, exp, lu_solve, matrix, nstr, pi

mp.dps = 60


def scaled(t):
    return exp(t * t) * erfc(t)


def fit(degree, last):
    low, high = mpf(-1) / 3, (last - 2) / (last + 2)
    nodes = [
        (low + high) / 2 + (high - low) / 2 * cos((2 * i + 1) * pi / (2 * degree + 2))
        for i in range(degree + 1)
    ]
    powers = matrix([[w**k for k in range(degree, -1, -1)] for w in nodes])
    values = matrix([scaled(2 * (1 + w) / (1 - w)) for w in nodes])
    coefficients = list(lu_solve(powers, values))
    worst = mpf(0)
    for i in range(1001):
        t = 1 + (last - 1) * mpf(i) / 1000
        w = (t - 2) / (t + 2)
        q = mpf(0)
        for c in coefficients:
            q = q * w + c
        worst = max(worst, abs(exp(-t * t) * (q - scaled(t)) / erf(t)))
    return coefficients, worst


for name, degree, last, digits in (("float", 6, mpf(4), 10), ("double", 15, mpf(6), 19)):
    coefficients, worst = fit(degree, last)
    print(name, "error", nstr(worst, 3))
    for c in coefficients:
        print("   ", nstr(c, digits))

with open("golden/functions/erf.csv", "w") as golden:
    golden.write("x,erf\n")
    for i in range(-700, 701):
        x = float(i) / 100 + float(i * i % 97) / 8192
        golden.write(f"{x!r},{nstr(erf(mpf(x)), 20)}\n")
