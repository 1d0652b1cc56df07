#!/usr/bin/env python3
r"""{{title}}

A certificate of the dimension of an orbit: of all that training can reach from θ, whatever the data and the loss.
Decided here with nothing but Python's standard library; exit code 0 where it holds, 1 where it does not, 3 where
this script cannot tell.
"""
# model   {{model}}
# digest  {{digest}}
import itertools, math, operator, random, sys
from fractions import Fraction as Q

# ---- What is claimed: F(θ)(x), with θ = t and x flat; the point θ; dimensions of its orbit; what shows them.
{{functions}}
def F(t, x):
{{program}}

{{certificate}}
SIZE = len(THETA)

#? unknowns
# ---- Numbers: fractions, and residues modulo a random prime P. What is not rational is a random residue: what is not 0
# with random residues is not 0 with numbers that are algebraically independent.
P, DRAWN, AT_THETA = 0, {}, True
#? !unknowns
# ---- Numbers: fractions, and residues modulo a random prime P.
P = 0
#.

class Refused(Exception): """The statement does not hold."""
class Undecided(Exception): """More has to be known than this script knows."""

class R:
    """A residue modulo P; R with a fraction is a residue."""
    def __init__(self, n): self.n = n % P
    def __add__(self, b): return R(self.n + residue(b))
    def __mul__(self, b): return R(self.n * residue(b))
    def __neg__(self): return R(-self.n)
    def __sub__(self, b): return R(self.n - residue(b))
    def __rsub__(self, b): return R(residue(b) - self.n)
    def __truediv__(self, b): return R(self.n * pow(residue(b), -1, P))
    def __rtruediv__(self, b): return R(residue(b) * pow(self.n, -1, P))
    def __eq__(self, b): return self.n == residue(b)
    __radd__, __rmul__ = __add__, __mul__

def residue(q): return q.n if isinstance(q, R) else q.numerator * pow(q.denominator, -1, P) % P
def new_prime():
    global P
#? unknowns
    DRAWN.clear()
#.
    P = 4
    while any(pow(b, P - 1, P) != 1 for b in (2, 3, 5, 7, 11)): P = random.randrange(2**60 + 3, 2**61, 4)

def unknown(*name):
    if name not in DRAWN: DRAWN[name] = R(random.randrange(2, P))
    return DRAWN[name]
#? constants
def known(u):
    if AT_THETA and isinstance(u, R): raise Undecided("a function is met at a number that is not known to be rational")
def mirrored(name, u, law):
    """A number f(u) with f(-u) = law(f(u)), one for u and -u."""
    if isinstance(u, Q):
        USED.add(f"{name} {abs(u)}")
        return unknown(name, abs(u)) if u > 0 else law(unknown(name, -u))
    least = min(u.n, P - u.n)
    return unknown(name, least) if u.n == least else law(unknown(name, least))

USED, ROOT = set(), 1
def power(u):
    """The exponent of e^(1/ROOT) or of a point of the circle that belongs to u."""
    global ROOT
    if (u * ROOT).denominator != 1:
        ROOT *= (u * ROOT).denominator
        raise ValueError
    return int(u * ROOT)
def e_to(u):
    if u == 0: return Q(1)
    if not isinstance(u, Q): return mirrored("exp", u, lambda v: 1 / v)
    USED.add("exponentials")
    return R(pow(unknown("e").n, power(u) % (P - 1), P))
def circle(u):
    """cos u, sin u"""
    def point(v): return (1 - v * v) / (1 + v * v), 2 * v / (1 + v * v)
    def product(a, b): return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]
    if u == 0: return Q(1), Q(0)
    if not isinstance(u, Q): return point(mirrored("tan half", u, operator.neg))
    USED.add("exponentials")
    n, turn, c = power(abs(u)), point(unknown("circle")), (Q(1), Q(0))
    while n:
        if n & 1: c = product(c, turn)
        n, turn = n >> 1, product(turn, turn)
    return c if u > 0 else (c[0], -c[1])
def log_of(u):
    if not isinstance(u, Q): return unknown("log", u.n)
    if u <= 0: raise Undecided(f"log is met at {u}")
    total = Q(0)
    for n, sign in ((u.numerator, 1), (u.denominator, -1)):
        l = 2
        while n > 1:
            while n % l == 0:
                USED.add(f"log {l}")
                n, total = n // l, total + sign * unknown("log", l)
            l = l + 1 if l * l <= n else max(n, l + 1)
    return total
def root_of(u):
    """√u > 0: rational, or the root mod P that is a square."""
    if isinstance(u, Q):
        a, b = math.isqrt(abs(u.numerator)), math.isqrt(u.denominator)
        if u > 0 and Q(a * a, b * b) == u: return Q(a, b)
        raise Undecided(f"√{u} is met: this script knows rational numbers only")
    root = pow(u.n, (P + 1) // 4, P)
    if root * root % P != u.n or root == 0: raise ValueError
    return R(root)
def over_root_pi(factor):
    """2/√π or 1/√(2π)"""
    USED.add("1/√π")
    return (Q(2) if factor == 2 else root_of(R(residue(Q(1, 2))))) * unknown("1/√π")
#? !constants
def mirrored(name, u, law):
    """A number f(u) with f(-u) = law(f(u)), one for u and -u."""
    n = residue(u)
    v = unknown(name, min(n, P - n))
    return v if 2 * n < P else law(v)
def e_to(u): return Q(1) if u == 0 else mirrored("exp", u, lambda v: 1 / v)
def circle(u):
    """cos u, sin u"""
    t = Q(0) if u == 0 else mirrored("tan half", u, operator.neg)
    return (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
def log_of(u): return unknown("log", residue(u))
def over_root_pi(factor): return unknown("a multiple of 1/√π")
def known(u):
    if AT_THETA and (isinstance(u, R) or u != 0): raise Undecided("a function is met at a number other than 0")
#.

