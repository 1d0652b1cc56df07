#!/usr/bin/env python3
r"""{{title}}

A certificate of the dimension of an orbit: of all that training can reach from θ, whatever the data
and the loss. This script decides it with nothing but Python's standard library; the network F is
written out below. It exits with 0 where the certificate holds, with 1 where it does not, and with 3
where it cannot decide.
"""
# model   {{model}}
# digest  {{digest}}
import functools, itertools, json, math, random, sys
from fractions import Fraction as Q
