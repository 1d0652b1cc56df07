# ------------------------------------------------------------------------------------------------
# Values in decimals.

#? sin cos arctan erf gelu
def pi():
    """As in the documentation of Python's module decimal."""
    with localcontext() as context:
        context.prec += 15
        last, total, term, n, na, d, da = 0, Decimal(3), Decimal(3), 1, 0, 0, 24
        while total != last:
            last, n, na, d, da = total, n + na, na + 8, d + da, da + 32
            term = term * n / d
            total += term
    return +total
#? sin cos
def turned(u, first):
    """Σ ± u^k/k! over the odd or even k, u within half a turn."""
    with localcontext() as context:
        context.prec += 15 + max(0, u.adjusted())
        u = u.remainder_near(2 * pi())
        term, total, k = (u, u, 1) if first else (Decimal(1), Decimal(1), 0)
        while term and term.adjusted() > total.adjusted() - context.prec:
            term, k = -term * u * u / ((k + 1) * (k + 2)), k + 2
            total += term
    return +total
#? erf gelu
def erf(u):
    """(2/√π) e^(-u²) Σ 2^k u^(2k+1)/(1·3·…·(2k+1))"""
    if abs(u) > 16: return Decimal(1).copy_sign(u)
    with localcontext() as context:
        context.prec += 15
        term = total = u
        k = 0
        while term and term.adjusted() > total.adjusted() - context.prec:
            k += 1
            term = term * 2 * u * u / (2 * k + 1)
            total += term
        total *= 2 * (-u * u).exp() / pi().sqrt()
    return +total
#? arctan
def arctan(u):
    """π/2 - arctan(1/u) where u > 1; arctan u = 2 arctan(u/(1 + √(1 + u²)))"""
    if abs(u) > 1: return (pi() / 2).copy_sign(u) - arctan(1 / u)
    with localcontext() as context:
        context.prec += 15
        for _ in range(4): u = u / (1 + (1 + u * u).sqrt())
        term = total = u
        k = 1
        while term and term.adjusted() > total.adjusted() - context.prec:
            term, k = -term * u * u, k + 2
            total += term / k
        total *= 16
    return +total
#.
VALUES = {
    "exp": lambda u: u.exp(),
    "sigmoid": lambda u: 1 / (1 + (-u).exp()),
    "tanh": lambda u: (1 - 2 / ((2 * u).exp() + 1)) if abs(u) > 1 else (lambda e: (e - 1) / (e + 1))((2 * u).exp()),
    "softplus": lambda u: max(u, ZERO) + (1 + (-abs(u)).exp()).ln(),
    "log": lambda u: u.ln(),
    "sqrt": lambda u: u.sqrt(),
    "sin": lambda u: turned(u, True),
    "cos": lambda u: turned(u, False),
    "arctan": lambda u: arctan(u),
    "erf": lambda u: erf(u),
}
def value(name, u): return VALUES[name](u)

