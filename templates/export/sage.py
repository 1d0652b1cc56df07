#!/usr/bin/env -S sage --python
r"""{{title}}

A certificate of the dimension of an orbit, of all that training can reach from θ, in Sage: vectors of the Lie algebra
as rows over ℚ, symmetries, equations and laws as identities of polynomials over ℚ. No number is rounded, and none is
taken modulo a prime. Exit code 0 where the certificate holds, 1 where it does not, 3 where this script cannot
decide: functions are met where their Taylor coefficients are no fractions, or an identity needs more of a
function than that it has one value and one slope at each point.
"""
# model   {{model}}
# digest  {{digest}}
import json, math, random, sys
from sage.all import QQ as Q, PolynomialRing, matrix
