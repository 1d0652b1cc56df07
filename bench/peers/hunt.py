"""
What one would write instead of falsim: NumPy for the network, SciPy's solve_ivp for the flow, Hypothesis for the
draws.

    hunt.py trajectories FILE SECONDS   trajectories a second, on the instances of FILE (JSON)
    hunt.py verdicts SECONDS            instances a second of the property that two equal neurons stay equal

Both integrate gradient flow of (1/n) sum ½‖F − y‖² with RK45 at a relative tolerance of 1e-7.
"""

import json
import sys
import time
import warnings

import numpy as np
from scipy.integrate import solve_ivp

warnings.filterwarnings("ignore")
TOLERANCE = 1e-7
# Evaluations of the field after which a flow that stiffens is broken off; 6 a step.
EVALUATIONS = 9000


class BrokenOff(Exception):
    pass


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


FUNCTIONS = {
    "identity": (lambda z: z, lambda z: np.ones_like(z)),
    "square": (lambda z: z * z, lambda z: 2 * z),
    "cube": (lambda z: z**3, lambda z: 3 * z * z),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda z: -np.sin(z)),
    "exp": (np.exp, np.exp),
    "arctan": (np.arctan, lambda z: 1 / (1 + z * z)),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "softplus": (lambda z: np.logaddexp(0, z), sigmoid),
    "silu": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    "gaussian": (lambda z: np.exp(-z * z / 2), lambda z: -z * np.exp(-z * z / 2)),
}


def field(widths, bias, activation, x, y):
    """θ ↦ −∇L(θ), θ layer by layer: weights row by row, then biases."""
    sigma, slope = FUNCTIONS[activation]
    layers = list(zip(widths[:-1], widths[1:]))
    x, y = x.T, y.T
    n = x.shape[1]

    def gradient(_, theta):
        at, parts = 0, []
        for i, o in layers:
            w = theta[at : at + o * i].reshape(o, i)
            at += o * i
            b = None
            if bias:
                b = theta[at : at + o]
                at += o
            parts.append((w, b))
        h, hs, zs = x, [x], []
        for k, (w, b) in enumerate(parts):
            z = w @ h if b is None else w @ h + b[:, None]
            zs.append(z)
            h = z if k == len(parts) - 1 else sigma(z)
            hs.append(h)
        delta = (h - y) / n
        grads = []
        for k in range(len(parts) - 1, -1, -1):
            g = (delta @ hs[k].T).ravel()
            grads.append(np.concatenate([g, delta.sum(axis=1)]) if bias else g)
            if k > 0:
                delta = (parts[k][0].T @ delta) * slope(zs[k - 1])
        return -np.concatenate(grads[::-1])

    return gradient


def integrate(gradient, theta, until):
    far = lambda _, v: 1e8 - np.abs(v).max()
    far.terminal = True
    left = [EVALUATIONS]

    def bounded(t, v):
        left[0] -= 1
        if left[0] < 0:
            raise BrokenOff
        return gradient(t, v)

    try:
        return solve_ivp(
            bounded, (0, until), theta, method="RK45", rtol=TOLERANCE, atol=TOLERANCE, events=far
        ).y[:, -1]
    except BrokenOff:
        return None


def trajectories(file, seconds):
    cases = json.load(open(file))
    start, count = time.process_time(), 0
    while time.process_time() - start < seconds:
        for case in cases:
            gradient = field(
                case["widths"],
                case["bias"],
                case["activation"],
                np.array(case["inputs"], float),
                np.array(case["targets"], float),
            )
            integrate(gradient, np.array(case["theta"], float), case["time"])
            count += 1
            if time.process_time() - start >= seconds:
                break
    return count / (time.process_time() - start)


def verdicts(seconds):
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    number = st.floats(-3, 3)

    def array(*shape):
        size = int(np.prod(shape))
        return st.lists(number, min_size=size, max_size=size).map(
            lambda v: np.array(v, float).reshape(shape)
        )

    @st.composite
    def networks(draw):
        depth = draw(st.integers(2, 3))
        widths = [draw(st.integers(1, 3))]
        widths += [draw(st.integers(2, 5)) for _ in range(depth - 1)]
        widths += [draw(st.integers(1, 2))]
        bias = draw(st.booleans())
        activation = draw(st.sampled_from(sorted(FUNCTIONS)))
        n = draw(st.integers(1, 6))
        parts = []
        for k, (i, o) in enumerate(zip(widths[:-1], widths[1:])):
            w = draw(array(o, i))
            if k == 0:
                w[1] = w[0]
            if k == 1:
                w[:, 1] = w[:, 0]
            b = draw(array(o)) if bias else np.zeros(0)
            if k == 0 and bias:
                b[1] = b[0]
            parts += [w.ravel(), b]
        x, y = draw(array(n, widths[0])), draw(array(n, widths[-1]))
        time_ = draw(st.floats(0.1, 4))
        return widths, bias, activation, np.concatenate(parts), x, y, time_

    done = [0]
    start = time.process_time()

    class Enough(Exception):
        pass

    @settings(
        max_examples=10**9,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(networks())
    def equal_neurons_stay_equal(case):
        if time.process_time() - start > seconds:
            raise Enough
        widths, bias, activation, theta, x, y, until = case
        end = integrate(field(widths, bias, activation, x, y), theta, until)
        done[0] += 1
        if end is None:
            return
        d, m = widths[0], widths[1]
        w = end[: m * d].reshape(m, d)
        assert np.abs(w[0] - w[1]).max() <= 1e-5 * max(1, np.abs(end).max())

    try:
        equal_neurons_stay_equal()
    except Enough:
        pass
    return done[0] / (time.process_time() - start)


if __name__ == "__main__":
    if sys.argv[1] == "trajectories":
        print(trajectories(sys.argv[2], float(sys.argv[3])))
    else:
        print(verdicts(float(sys.argv[2])))
