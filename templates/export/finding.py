#!/usr/bin/env python3
r"""{{title}}

{{about}}
It needs nothing but Python's standard library, and exits with 0 where it finds what is said, with 1 where
it does not.
"""
# model   {{model}}
# digest  {{digest}}
import json, math, sys
#? forms
import re
#? random
import random

random.seed(1)
#? exact
from fractions import Fraction as Q
TINY = 0  # what is this far from 0 at most counts as 0
#? decimal
from decimal import Decimal, getcontext, localcontext

getcontext().prec = 50

def Q(value):
    """A number such as 3 or "-7/3", to 50 digits."""
    top, _, bottom = str(value).partition("/")
    return Decimal(top) / Decimal(bottom or 1)
TINY = Decimal("1e-30")  # what is this far from 0 at most counts as 0
#.

PARAMETERS = {{parameters}}
THETA = [Q(v) for v in {{theta}}]
ZERO, ONE = Q(0), Q(1)
{{functions}}

def F(t, x):
    """F(θ)(x): θ = t, flat; x flat, then the other inputs."""
{{program}}

# ------------------------------------------------------------------------------------------------
# Derivatives: every number remembers what it was made of, and how much it changes with that.

class Number:
    made = 0
    def __init__(self, value, parts=()):
        Number.made += 1
        self.value, self.parts, self.at = value, parts, Number.made
    def __add__(self, other):
        other = number(other)
        return Number(self.value + other.value, ((self, ONE), (other, ONE)))
    def __mul__(self, other):
        other = number(other)
        return Number(self.value * other.value, ((self, other.value), (other, self.value)))
    def __neg__(self): return Number(-self.value, ((self, -ONE),))
    def __sub__(self, other): return self + -number(other)
    def __rsub__(self, other): return number(other) + -self
    __radd__, __rmul__ = __add__, __mul__

def number(value): return value if isinstance(value, Number) else Number(value)

#? inverse
def inverse(z):
    z = number(z)
    value = ONE / z.value
    return Number(value, ((z, -value * value),))

#? apply
def apply(f, z, order=0):
    """The derivative of f of that order at z."""
    z = number(z)
    c = jet(f, z.value, order + 2)
    return Number(c[order] * math.factorial(order), ((z, c[order + 1] * math.factorial(order + 1)),))

#.
def gradient(output, variables):
    """∂output/∂variables: back from the output, what was made last first."""
    met, waiting = {}, [number(output)]
    slopes = {waiting[0].at: ONE}
    while waiting:
        node = waiting.pop()
        if node.at not in met:
            met[node.at] = node
            waiting.extend(part for part, _ in node.parts)
    for at in sorted(met, reverse=True):
        for part, slope in met[at].parts:
            slopes[part.at] = slopes.get(part.at, ZERO) + slopes[at] * slope
    return [slopes.get(v.at, ZERO) for v in variables]

#? field
def field(theta, x, output):
    """∇F_output(θ)(x), the gradient with respect to θ."""
    variables = [Number(v) for v in theta]
    return gradient(F(variables, x)[output], variables)

#? loss
# ∂ℓ/∂ŷ for a prediction ŷ and a target y, output by output.
SLOPES = {
    "squared": lambda y, t: [a - b for a, b in zip(y, t)],
    "linear": lambda y, t: t,
    "quartic": lambda y, t: [(a - b) ** 3 for a, b in zip(y, t)],
    "log-cosh": lambda y, t: [value("tanh", a - b) for a, b in zip(y, t)],
    "logistic": lambda y, t: [-b * value("sigmoid", -b * a) for a, b in zip(y, t)],
    "exponential": lambda y, t: [-b * value("exp", -b * a) for a, b in zip(y, t)],
    "huber": lambda y, t: [max(-ONE, min(ONE, a - b)) for a, b in zip(y, t)],
    "cross-entropy": lambda y, t: cross_entropy(y, t),
}
#? cross-entropy
def cross_entropy(y, t):
    """Σt·softmax(ŷ) - t; one output is the pair (ŷ, 0)."""
    if len(y) == 1: return [value("sigmoid", y[0]) - t[0]]
    weights = [value("exp", a - max(y)) for a in y]
    return [sum(t) * w / sum(weights) - b for w, b in zip(weights, t)]
#? loss
def loss_gradient(theta, inputs, targets, loss):
    """∇L(θ), L(θ) = (1/n) Σ ℓ(F(θ)(xᵢ), yᵢ)."""
    total = [ZERO] * len(theta)
    for x, target in zip(inputs, targets):
        variables = [Number(v) for v in theta]
        outputs = [number(y) for y in F(variables, x)]
        slopes = SLOPES[loss]([y.value for y in outputs], target)
        along = sum((y * s for y, s in zip(outputs, slopes)), Number(ZERO))
        total = [a + b / len(inputs) for a, b in zip(total, gradient(along, variables))]
    return total

#.
def show(value):
    text = str(value) if value else "0"
    return text if len(text) <= 24 else "%.10g" % value
def numbers(rows): return [[Q(v) for v in row] for row in rows]
