# ------------------------------------------------------------------------------------------------
# Functions: f(u), f′(u), f″(u)/2, … from f(u) and the equation that f satisfies.

def point(u, n): return ([u, ONE] + [ZERO] * n)[:n]
#? silu gelu product composition
def multiply(a, b): return [sum(a[i] * b[n - i] for i in range(n + 1)) for n in range(len(a))]
#? softplus erf gelu arctan log
def integral(slope, start): return ([start] + [c / (k + 1) for k, c in enumerate(slope)])[:len(slope)]
#? arctan log
def reciprocal(a):
    out = [ONE / a[0]]
    for n in range(1, len(a)): out.append(-out[0] * sum(a[k] * out[n - k] for k in range(1, n + 1)))
    return out
#? square cube polynomial
def polynomial(coefficients, u, n):
    """Σ cₖ(u + t)ᵏ"""
    return [sum((Q(c) * math.comb(k, j) * (u ** (k - j) if k > j else ONE)
                 for k, c in enumerate(coefficients) if k >= j), ZERO) for j in range(n)]
#? sigmoid silu softplus
def logistic(u, n):
    """y′ = y - y²"""
    c = [value("sigmoid", u)]
    for k in range(n - 1): c.append((c[k] - sum(c[i] * c[k - i] for i in range(k + 1))) / (k + 1))
    return c
#? tanh
def hyperbolic(u, n):
    """y′ = 1 - y²"""
    c = [value("tanh", u)]
    for k in range(n - 1): c.append(((k == 0) - sum(c[i] * c[k - i] for i in range(k + 1))) / (k + 1))
    return c
#? gaussian erf gelu
def bell(u, twice, n):
    """y = e^(-(twice/2)u²): y′ = -twice·u·y"""
    c = [value("exp", -u * u * twice / 2)]
    for k in range(n - 1): c.append(-(u * c[k] + (c[k - 1] if k else 0)) * twice / (k + 1))
    return c
#? sin cos
def turning(u, n, first):
    s, c = value("sin", u), value("cos", u)
    turns = (s, c, -s, -c) if first else (c, -s, -c, s)
    return [turns[k % 4] / math.factorial(k) for k in range(n)]
#? sqrt inverse-sqrt
def power(u, start, twice, n):
    """(u + t)^(twice/2)"""
    c = [start]
    for k in range(n - 1): c.append(c[k] * (twice - 2 * k) / (2 * (k + 1) * u))
    return c
#? composition flat
def compose(outer, inner):
    """Σ outer[k](inner - inner[0])ᵏ"""
    small, total = [ZERO] + inner[1:], [ZERO] * len(inner)
    for c in reversed(outer):
        total = [sum(total[i] * small[n - i] for i in range(n + 1)) for n in range(len(inner))]
        total[0] += c
    return total
#? flat
def flat(u, n):
    """e^(-1/u²) right of 0, and 0"""
    if not u > 0: return [ZERO] * n
    inner = [-(-1) ** k * (k + 1) / u ** (k + 2) for k in range(n)]
    return compose([value("exp", inner[0]) / math.factorial(k) for k in range(n)], inner)
#? product
def all_of(jets):
    out = jets[0]
    for j in jets[1:]: out = multiply(out, j)
    return out
#? composition
def composition(f, u, n):
    inner = jet(f["inner"], u, n)
    return compose(jet(f["outer"], inner[0], n), inner)
#.
JETS = {
    "identity": lambda f, u, n: point(u, n),
    "square": lambda f, u, n: polynomial([0, 0, 1], u, n),
    "cube": lambda f, u, n: polynomial([0, 0, 0, 1], u, n),
    "polynomial": lambda f, u, n: polynomial(f["coefficients"], u, n),
    "exp": lambda f, u, n: [value("exp", u) / math.factorial(k) for k in range(n)],
    "sigmoid": lambda f, u, n: logistic(u, n),
    "tanh": lambda f, u, n: hyperbolic(u, n),
    "silu": lambda f, u, n: multiply(point(u, n), logistic(u, n)),
    "softplus": lambda f, u, n: integral(logistic(u, n), value("softplus", u)),
    "gaussian": lambda f, u, n: bell(u, 2, n),
    "erf": lambda f, u, n: integral([2 * c / value("sqrt", pi()) for c in bell(u, 2, n)], value("erf", u)),
    "gelu": lambda f, u, n: multiply(point(u, n), integral([c / value("sqrt", 2 * pi()) for c in bell(u, 1, n)], (1 + value("erf", u / value("sqrt", Q(2)))) / 2)),
    "sin": lambda f, u, n: turning(u, n, True),
    "cos": lambda f, u, n: turning(u, n, False),
    "arctan": lambda f, u, n: integral(reciprocal(([1 + u * u, 2 * u, ONE] + [ZERO] * n)[:n]), value("arctan", u)),
    "log": lambda f, u, n: integral(reciprocal(point(u, n)), value("log", u)),
    "sqrt": lambda f, u, n: power(u, value("sqrt", u), 1, n),
    "inverse-sqrt": lambda f, u, n: power(u, 1 / value("sqrt", u), -1, n),
    "relu": lambda f, u, n: point(u, n) if u > 0 else [ZERO] * n,
    "leaky-relu": lambda f, u, n: point(u, n) if u > 0 else [c / 100 for c in point(u, n)],
    "flat": lambda f, u, n: flat(u, n),
    "shifted": lambda f, u, n: jet(f["base"], u + Q(f["shift"]), n),
    "sum": lambda f, u, n: [sum(c) for c in zip(*(jet(g, u, n) for g in f["terms"]))],
    "product": lambda f, u, n: all_of([jet(g, u, n) for g in f["factors"]]),
    "composition": lambda f, u, n: composition(f, u, n),
}
def jet(f, u, n): return JETS[f if isinstance(f, str) else f["name"]](f, u, n)

