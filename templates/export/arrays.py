#!/usr/bin/env python3
r"""{{title}}

Float64, for looking at: {{engine}} trains the model again and watches what was said to stay. The proof is in the
script of `--to python`.
"""
# model   {{model}}
# digest  {{digest}}
import json, math, sys
#? numpy
import numpy as np
#? torch
import torch
#.

Q = lambda value: float(value) if "/" not in str(value) else int(value.split("/")[0]) / int(value.split("/")[1])
PARAMETERS = {{parameters}}
START = [Q(v) for v in {{theta}}]
{{functions}}

def F(t, x):
    """F(θ)(x): θ = t, flat; x[j] holds input j of all data at once."""
{{program}}

# ------------------------------------------------------------------------------------------------
# Gradients.

#? numpy
lib, array = np, np.array
class Dual:
    """A number for each datum, and its slopes in θ, a row for each parameter."""
    def __init__(self, value, slope): self.value, self.slope = value, slope
    def __add__(self, other):
        other = lift(other)
        return Dual(self.value + other.value, self.slope + other.slope)
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.value * other.value, self.slope * other.value + other.slope * self.value)
    def __neg__(self): return Dual(-self.value, -self.slope)
    def __sub__(self, other): return self + -lift(other)
    def __rsub__(self, other): return lift(other) + -self
    __radd__, __rmul__ = __add__, __mul__
    __array_ufunc__ = None  # NumPy leaves arithmetic with these to them

def lift(value): return value if isinstance(value, Dual) else Dual(value, np.zeros((len(PARAMETERS), 1)))

#? numpy-inverse
def inverse(z):
    z = lift(z)
    return Dual(1 / z.value, -z.slope / z.value**2)

#? numpy
def sigmoid(u): return np.exp(-np.logaddexp(0, -u))

#? numpy-apply
# f and f′
FUNCTIONS = {
    "identity": lambda u: (u, 1 + 0 * u),
    "square": lambda u: (u**2, 2 * u),
    "cube": lambda u: (u**3, 3 * u**2),
    "exp": lambda u: (np.exp(u), np.exp(u)),
    "tanh": lambda u: (np.tanh(u), 1 - np.tanh(u) ** 2),
    "sigmoid": lambda u: (sigmoid(u), sigmoid(u) * sigmoid(-u)),
    "silu": lambda u: (u * sigmoid(u), sigmoid(u) * (1 + u * sigmoid(-u))),
    "softplus": lambda u: (np.logaddexp(0, u), sigmoid(u)),
    "gaussian": lambda u: (np.exp(-u * u), -2 * u * np.exp(-u * u)),
    "sin": lambda u: (np.sin(u), np.cos(u)),
    "cos": lambda u: (np.cos(u), -np.sin(u)),
    "arctan": lambda u: (np.arctan(u), 1 / (1 + u * u)),
    "relu": lambda u: (np.maximum(u, 0), 1.0 * (u > 0)),
}
def apply(f, z):
    z = lift(z)
    value, slope = FUNCTIONS[f if isinstance(f, str) else f["name"]](z.value) if not isinstance(f, dict) else spec(f, z.value)
    return Dual(value, slope * z.slope)
def spec(f, u):
    """Functions with parameters."""
    if f["name"] == "shifted":
        return spec(f["base"], u + Q(f["shift"])) if isinstance(f["base"], dict) else FUNCTIONS[f["base"]](u + Q(f["shift"]))
    c = [Q(a) for a in f["coefficients"]]
    return sum(a * u**k for k, a in enumerate(c)), sum((k * a * u ** (k - 1) for k, a in enumerate(c) if k), 0 * u)

#? numpy
# ∂ℓ/∂ŷ for a prediction ŷ and a target y
SLOPES = {
    "squared": lambda y, t: y - t,
    "linear": lambda y, t: t + 0 * y,
    "quartic": lambda y, t: (y - t) ** 3,
    "log-cosh": lambda y, t: np.tanh(y - t),
    "logistic": lambda y, t: -t * sigmoid(-t * y),
    "exponential": lambda y, t: -t * np.exp(-t * y),
    "huber": lambda y, t: np.clip(y - t, -1, 1),
}
def loss_gradient(theta, inputs, targets, loss):
    """∇L(θ), L(θ) = (1/n) Σ ℓ(F(θ)(xᵢ), yᵢ)."""
    unit = np.eye(len(theta))
    outputs = [lift(y) for y in F([Dual(v, unit[:, [i]]) for i, v in enumerate(theta)], list(inputs.T))]
    return sum((SLOPES[loss](y.value, t) * y.slope).mean(axis=1) for y, t in zip(outputs, targets.T))

#? torch
torch.set_default_dtype(torch.float64)
lib, array = torch, torch.tensor

#? torch-apply
FUNCTIONS = {
    "identity": lambda u: u,
    "square": lambda u: u**2,
    "cube": lambda u: u**3,
    "exp": lambda u: torch.exp(u),
    "tanh": lambda u: torch.tanh(u),
    "sigmoid": lambda u: torch.sigmoid(u),
    "silu": lambda u: torch.nn.functional.silu(u),
    "gelu": lambda u: torch.nn.functional.gelu(u),
    "softplus": lambda u: torch.logaddexp(u, 0 * u),
    "gaussian": lambda u: torch.exp(-u * u),
    "erf": lambda u: torch.erf(u),
    "sin": lambda u: torch.sin(u),
    "cos": lambda u: torch.cos(u),
    "arctan": lambda u: torch.atan(u),
    "relu": lambda u: torch.relu(u),
    "shifted": lambda u, f: apply(f["base"], u + Q(f["shift"])),
    "polynomial": lambda u, f: sum(Q(c) * u**k for k, c in enumerate(f["coefficients"])),
}
def apply(f, u): return FUNCTIONS[f](u) if isinstance(f, str) else FUNCTIONS[f["name"]](u, f)
#? torch-inverse
def inverse(z): return 1 / z

#? torch
LOSSES = {
    "squared": lambda y, t: (y - t) ** 2 / 2,
    "linear": lambda y, t: t * y,
    "quartic": lambda y, t: (y - t) ** 4 / 4,
    "log-cosh": lambda y, t: torch.log(torch.cosh(y - t)),
    "logistic": lambda y, t: torch.nn.functional.softplus(-t * y),
    "exponential": lambda y, t: torch.exp(-t * y),
    "huber": lambda y, t: torch.nn.functional.huber_loss(y, t, reduction="none"),
}
def loss_gradient(theta, inputs, targets, loss):
    """∇L(θ), L(θ) = (1/n) Σ ℓ(F(θ)(xᵢ), yᵢ), by autograd."""
    t = theta.clone().requires_grad_()
    outputs = F(t.unbind(), inputs.T.unbind())
    total = sum((LOSSES[loss](y, target) + 0 * t.sum()).mean() for y, target in zip(outputs, targets.T))
    total.backward()
    return t.grad

#.
# ------------------------------------------------------------------------------------------------
# Training.

LEGS = json.loads(r"""
{{legs}}
""")
SHOWN = json.loads(r"""
{{shown}}
""")

def rows(leg, key): return array([[Q(v) for v in row] for row in leg[key]])

def trained(theta, leg):
    """θ after each step of the method."""
    inputs, targets, rate = rows(leg, "inputs"), rows(leg, "targets"), Q(leg["rate"])
    velocity, square = 0 * theta, 0 * theta
    for k in range(1, leg["steps"] + 1):
        drawn = leg["drawn"][k - 1] if "drawn" in leg else None
        method, x, y, at = leg["method"], inputs, targets, theta
        if method == "sgd": x, y = x[leg["batches"][k - 1]], y[leg["batches"][k - 1]]
        if method == "label-noise": y = y + array([[Q(v) for v in row] for row in drawn])
        if "dropout" in method: at = array([Q(v) for v in drawn]) * theta
        g = loss_gradient(at, x, y, leg["loss"])
        if "dropout" in method: g = array([Q(v) for v in drawn]) * g
        if method in ("gradient-noise", "shared-noise"): g = g + array([Q(v) for v in drawn])
        if method in ("momentum", "nesterov"):
            velocity = 0.9 * velocity + g
            g = velocity if method == "momentum" else g + 0.9 * velocity
        if method == "sign-descent": g = lib.sign(g)
        if method == "rmsprop":
            square = 0.99 * square + 0.01 * g * g
            g = g / (lib.sqrt(square) + 1e-8)
        if method in ("adam", "adamw"):
            velocity, square = 0.9 * velocity + 0.1 * g, 0.999 * square + 0.001 * g * g
            g = velocity / (1 - 0.9**k) / (lib.sqrt(square / (1 - 0.999**k)) + 1e-8)
        if method in ("weight-decay", "adamw"): g = g + 0.01 * theta
        theta = theta - rate * g
        yield theta

def flown(theta, leg, steps):
    """Gradient flow by the Runge–Kutta method of order 4."""
    inputs, targets, h = rows(leg, "inputs"), rows(leg, "targets"), Q(leg["time"]) / steps
    slope = lambda t: -loss_gradient(t, inputs, targets, leg["loss"])
    for _ in range(steps):
        k1 = slope(theta)
        k2 = slope(theta + h / 2 * k1)
        k3 = slope(theta + h / 2 * k2)
        k4 = slope(theta + h * k3)
        theta = theta + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        yield theta

def watched(theta):
    """What was said to keep its value."""
    t = [float(v) for v in theta]
#? forms
    return [sum(Q(c) * t[i] for i, c in form) for form in SHOWN["forms"]]
#? groups
    way, square = [a - b for a, b in zip(t, ORIGIN)], 0
    groups = SHOWN["groups"]
    for group in groups:
        mean = sum(s * way[i] for i, s in group) / len(group)
        square += sum((way[i] - s * mean) ** 2 for i, s in group)
    pinned = set(range(len(t))) - {i for group in groups for i, _ in group}
    return [math.sqrt(square + sum(way[i] ** 2 for i in pinned))]
#? law
    return [sum(Q(c) * math.prod(t[i] ** e for i, e in powers) for c, powers in SHOWN["law"])]
#.

ORIGIN = {{origin}}

def main():
    theta = array(START)
    first = watched(theta)
    print("start: " + ", ".join(f"{v:.6g}" for v in first) + "   {{what}}")
    for leg in LEGS:
        path = list(flown(theta, leg, 64) if "time" in leg else trained(theta, leg))
        shown = {round(k * (len(path) - 1) / 8) for k in range(9)}
        for k, theta in enumerate(path):
            if k in shown: print(f"{k + 1:5}: " + ", ".join(f"{v:.6g}" for v in watched(theta)))
    change = max(abs(a - b) for a, b in zip(watched(theta), first))
    print(f"it changes by {change:.6g}")
    return change > 1e-9 * (1 + max(map(abs, first)))

if __name__ == "__main__":
    fails = main()
    print("so the claim fails" if fails else "this is not what the file says")
    sys.exit(0 if fails else 1)
