"""What SciPy's minimizers make of the problems of Moré, Garbow and Hillstrom: golden/minimize/scipy.csv.

Ravine evaluates the problems, so that both minimize the same functions; the module optim must be compiled, and
`java` be 25 or newer.
"""
import csv
import os
import subprocess

import numpy as np
import scipy
from scipy.optimize import minimize

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = os.pathsep.join(os.path.join(HERE, "..", module, "target", "classes")
                          for module in ("optim", "kernels", "random", "safetensors"))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"

# Where a method needs hundreds of evaluations, how many is a matter of rounding: so each problem has
# several starts, a billionth apart.
SHIFTS = 5

# Ravine stops by the same rules.
OPTIONS = {
    "lbfgs": ("L-BFGS-B", {"maxcor": 10, "gtol": 1e-5, "ftol": 2.220446049250313e-9, "maxfun": 20000,
                           "maxiter": 20000}),
    "bfgs": ("BFGS", {"gtol": 1e-5, "maxiter": 20000}),
    "lbfgsb": ("L-BFGS-B", {"maxcor": 10, "gtol": 1e-5, "ftol": 2.220446049250313e-9, "maxfun": 20000,
                            "maxiter": 20000}),
    "conjugateGradient": ("CG", {"gtol": 1e-5, "maxiter": 20000}),
}


def around(start):
    """Bounds near a start: above, below, or both, by turns; the test has the same."""
    bounds = []
    for i, x in enumerate(start):
        width = 0.2 * max(1, abs(x))
        bounds.append((None if i % 3 == 0 else x - width, None if i % 3 == 1 else x + width))
    return bounds


def main():
    server = subprocess.Popen([JAVA, "--class-path", CLASSES, os.path.join(HERE, "Evaluate.java")],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(line):
        server.stdin.write(line + "\n")
        server.stdin.flush()
        return server.stdout.readline()

    problems = []
    line = ask("list").split()
    while line:
        problems.append((line[0], np.array([float(x) for x in line[1:]])))
        line = server.stdout.readline().split()

    with open(os.path.join(HERE, "golden", "minimize", "scipy.csv"), "w", newline="") as file:
        file.write("# SciPy %s on the problems of Moré, Garbow, Hillstrom\n" % scipy.__version__)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["problem", "shift", "method", "value", "evaluations", "success"])
        for label, published in problems:
            for shift in range(SHIFTS):
                start = published + shift * 1e-9 * np.maximum(1, abs(published))
                for name, (method, options) in OPTIONS.items():
                    bounds = around(published) if name == "lbfgsb" else None
                    count = 0

                    def function(x):
                        nonlocal count
                        count += 1
                        words = ask(label + " " + " ".join(repr(float(v)) for v in x)).split()
                        return float(words[0]), np.array([float(g) for g in words[1:]])

                    with np.errstate(all="ignore"):
                        found = minimize(function, start, jac=True, method=method, bounds=bounds,
                                         options=options)
                    out.writerow([label, shift, name, repr(float(found.fun)), count, found.success])
    server.stdin.close()


if __name__ == "__main__":
    main()
