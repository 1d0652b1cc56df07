
class Refused(Exception): """The statement does not hold."""
class Undecided(Exception): """More is needed than fractions."""

# ------------------------------------------------------------------------------------------------
# Taylor coefficients at 0. A transcendental factor is a random fraction: a minor that is not 0 there is a polynomial
# in it that is not 0, and has no transcendental root.

FACTORS = {}
def factor(name):
    if FACTORS and name not in FACTORS: raise Undecided(f"{name} is met beside {min(FACTORS)}")
    return FACTORS.setdefault(name, Q(random.randrange(2, 2**31)))

def product(a, b): return [sum(a[i] * b[n - i] for i in range(n + 1)) for n in range(len(a))]
def integral(a, start): return ([start] + [c / Q(n + 1) for n, c in enumerate(a)])[:len(a)]
def reciprocal(a):
    out = [1 / a[0]]
    for n in range(1, len(a)): out.append(-out[0] * sum(a[k] * out[n - k] for k in range(1, n + 1)))
    return out
def exponential(k, n): return [Q(k) ** j / Q(math.factorial(j)) for j in range(n)]
def logistic(k, n): return reciprocal([1 + c if j == 0 else c for j, c in enumerate(exponential(-k, n))])
def bell(k, n): return [Q(0) if j % 2 else Q(-k) ** (j // 2) / Q(math.factorial(j // 2)) for j in range(n)]
def point(n): return ([Q(0), Q(1)] + [Q(0)] * n)[:n]

SERIES = {
    "exp": lambda n: exponential(1, n),
    "sigmoid": lambda n: logistic(1, n),
    "tanh": lambda n: [2 * c - int(k == 0) for k, c in enumerate(logistic(2, n))],
    "silu": lambda n: product(point(n), logistic(1, n)),
    "softplus": lambda n: integral(logistic(1, n), factor("log 2")),
    "gaussian": lambda n: bell(1, n),
    "erf": lambda n: integral([factor("2/√π") * c for c in bell(1, n)], Q(0)),
    "gelu": lambda n: product(point(n), integral([factor("1/√(2π)") * c for c in bell(Q("1/2"), n)], Q("1/2"))),
    "sin": lambda n: [Q((0, 1, 0, -1)[k % 4]) / Q(math.factorial(k)) for k in range(n)],
    "cos": lambda n: [Q((1, 0, -1, 0)[k % 4]) / Q(math.factorial(k)) for k in range(n)],
    "arctan": lambda n: integral(reciprocal(([Q(1), Q(0), Q(1)] + [Q(0)] * n)[:n]), Q(0)),
}
DRAWN = {}
def series_at_zero(f, n):
    if isinstance(f, str) and f in SERIES: return SERIES[f](n)
    if isinstance(f, dict) and f["name"] == "taylor":  # any function with these powers: each coefficient is drawn once
        has = lambda k: k in f["support"] if isinstance(f["support"], list) else f["support"] in ("all", ("even", "odd")[k % 2])
        return [DRAWN.setdefault(k, Q(random.randrange(2, 2**31))) if has(k) else Q(0) for k in range(n)]
    raise Undecided(f"the function {f} is met at 0")
def polynomial_of(f):
    """Its coefficients, lowest power first; None where f is none."""
    plain = {"identity": [0, 1], "square": [0, 0, 1], "cube": [0, 0, 0, 1]}
    if isinstance(f, str): return plain.get(f)
    if f["name"] != "shifted": return f.get("coefficients")
    base = polynomial_of(f["base"])
    if base is None: return None
    out, a = [Q(0)] * len(base), Q(str(f["shift"]))
    for k, c in enumerate(base):
        for j in range(k + 1): out[j] += Q(str(c)) * math.comb(k, j) * a ** (k - j)
    return out
def derived(coefficients, n):
    c = [Q(str(a)) for a in coefficients]
    for _ in range(n): c = [k * a for k, a in enumerate(c)][1:]
    return c
def even(f): return f in ("cos", "gaussian") or isinstance(f, dict) and f.get("support") == "even"
def odd(f): return f in ("tanh", "sin", "arctan", "erf", "inverse") or isinstance(f, dict) and f.get("support") == "odd"

def horner(coefficients, z):
    out = 0 * z
    for c in reversed(coefficients): out = out * z + c
    return out

# ------------------------------------------------------------------------------------------------
# Fields near θ: polynomials in s, in the time t of the controls and in u = θ′ - θ, as far as they are needed.

S = PolynomialRing(Q, ["s", "t"] + [f"u{i}" for i in range(SIZE)])
GENERATORS = S.gens()
s, t, U = GENERATORS[0], GENERATORS[1], GENERATORS[2:]
IN_LETTERS = False  # whether F is computed for an identity instead
TOP, DEPTH = 0, 0  # the highest powers of s, and of t and u together

def cut(p, depth=None):
    kept = {}
    for e, c in S(p).dict().items():
        e = tuple(e)
        if e[0] <= TOP and sum(e[1:]) <= (DEPTH if depth is None else depth): kept[e] = c
    return S(kept)

def applied(coefficients, z):
    """Σ c_k z^k, where z is 0 at θ."""
    out, power = S(0), S(1)
    for c in coefficients:
        out, power = out + c * power, cut(power * z)
        if power == 0: break
    return cut(out)

def apply(f, z, order=0):
    if IN_LETTERS: return lift(z).under(f, order)
    polynomial = polynomial_of(f)
    if polynomial is not None: return cut(horner(derived(polynomial, order), S(z)))
    z = cut(z)
    if z.constant_coefficient() != 0: raise Undecided(f"{f} is met at {z.constant_coefficient()}")
    n = TOP + DEPTH + 1
    c = series_at_zero(f, n + order)
    return applied([c[k + order] * Q(math.factorial(k + order)) / Q(math.factorial(k)) for k in range(n)], z)

def inverse(z):
    if IN_LETTERS: return lift(z).under("inverse", 0)
    z = cut(z)
    c = z.constant_coefficient()
    if c == 0: raise Undecided("a denominator is 0 at θ")
    return applied([(-1) ** k / c ** (k + 1) for k in range(TOP + DEPTH + 1)], z - c)

def potential(line, member):
    """φ(θ) = Σ_e λ_e [s^e] Σ_m w_m ⟨v, F(θ)(x₀ + s·x; m)⟩, or at a point x."""
    number = lambda v: sum((Q(str(c)) * t**k for k, c in enumerate(v if isinstance(v, list) else [v])), S(0))
    x = [number(v) for v in member["x"]]
    if line: x = [Q(str(b)) + s * v for b, v in zip(line["base"], x)]
    total = [S(0)] * (SIZE if FIELD_IS_GIVEN else 1)
    for m, choice in enumerate(CHOICES):
        free = [number(v) for v in member["free"]]
        for place, value in choice: free[place] = S(value)
        w = number(member["choices"][m]) if member["choices"] else S(1)
        got = F([q + u for q, u in zip(THETA, U)], x + free)
        v = [number(c) * w for c in member["output"]]
        got = [v[0] * a for a in got] if FIELD_IS_GIVEN else [sum((a * b for a, b in zip(got, v)), S(0))]
        total = [cut(a + b) for a, b in zip(total, got)]
    if not line: return total
    powers, read = [number(c) for c in member["powers"]], []
    for p in total:
        out = S(0)
        for e, c in p.dict().items():
            e = tuple(e)
            out += powers[e[0]] * S({(0,) + e[1:]: c})
        read.append(out)
    return read

def field(line, member, depth):
    """Y = ∇φ, up to terms of degree `depth` in u and t."""
    global TOP, DEPTH
    TOP, DEPTH = (line["top"] if line else 0), depth + (0 if FIELD_IS_GIVEN else 1)
    found = potential(line, member)
    if not FIELD_IS_GIVEN: found = [found[0].derivative(u) for u in U]
    TOP = 0
    return [cut(p, depth) for p in found]

def row_at(line, controls, row):
    """θ′ = X(θ), y₀ = Y, yₙ₊₁ = yₙ′ - DX·yₙ: an iterated bracket at θ."""
    n = row["order"]
    y = field(line, row["member"], n)
    if n:
        X = field(line, controls[row["control"]], n)
        for left in range(n - 1, -1, -1):
            bent = []
            for i in range(SIZE):
                p = y[i].derivative(t)
                for j in range(SIZE): p += y[i].derivative(U[j]) * X[j] - X[i].derivative(U[j]) * y[j]
                bent.append(cut(p, left))
            y = bent
    return [p.constant_coefficient() for p in y]

def vectors_at(line, vectors):
    """Vectors that every isometry fixes which fixes θ and leaves F as it is."""
    found = []
    for v in vectors:
        if v["kind"] == "theta":
            found.append(list(THETA))
            continue
        y = field(line, v["member"], len(v["along"]) + 2 * v["traces"])
        for j in v["along"]: y = [sum((c * p.derivative(u) for c, u in zip(found[j], U)), S(0)) for p in y]
        for _ in range(v["traces"]): y = [sum((p.derivative(u).derivative(u) for u in U), S(0)) for p in y]
        found.append([p.constant_coefficient() for p in y])
    return found

def rank(rows): return matrix(Q, rows).rank() if rows else 0

# ------------------------------------------------------------------------------------------------
# Identities: polynomials in θ, x and a letter for each value of a function. Equal arguments have one letter, so that what
# holds for all values of the letters holds for F.

LETTERS = {{letters}}
B = PolynomialRing(Q, [f"t{i}" for i in range(SIZE)] + [f"x{i}" for i in range(DATUM + OTHERS)] + [f"y{i}" for i in range(LETTERS)])
T, X, Y = B.gens()[:SIZE], B.gens()[SIZE:SIZE + DATUM + OTHERS], B.gens()[SIZE + DATUM + OTHERS:]
MET = {}

def letter(f, n, z):
    """f⁽ⁿ⁾(z)"""
    polynomial = None if f == "inverse" else polynomial_of(f)
    if polynomial is not None: return horner(derived(polynomial, n), z)
    if f == "inverse":
        if z == 0: raise Undecided("a denominator is 0")
        if n == 1: return letter(f, 0, z) ** 2 * Q(-1)
        if z == z.constant_coefficient(): return B(1 / z.constant_coefficient())
    if f == "exp": n = 0
    if z == 0:
        value = known_at_zero(f, n)
        if value is not None: return B(value)
    if (even(f) or odd(f)) and (json.dumps(f), n, -z) in MET:
        return named(f, n, -z) * (1 if even(f) == (n % 2 == 0) else -1)
    return named(f, n, z)

def named(f, n, z):
    key = (json.dumps(f), n, z)
    if key not in MET:
        if len(MET) == LETTERS: raise Undecided("a function is met at too many points")
        MET[key] = Y[len(MET)]
    return MET[key]

def known_at_zero(f, n):
    """f⁽ⁿ⁾(0) where it is a fraction, whatever the transcendental factor is; else None."""
    if even(f) and n % 2 == 1 or odd(f) and n % 2 == 0: return Q(0)
    if isinstance(f, dict) or f not in SERIES: return None
    found = []
    for trial in (1, 2):
        FACTORS.clear()
        for name in ("log 2", "2/√π", "1/√(2π)"): FACTORS[name] = Q(trial)
        found.append(SERIES[f](n + 1)[n] * math.factorial(n))
    FACTORS.clear()
    return found[0] if found[0] == found[1] else None

class Dual:
    """A polynomial and its slopes in θ."""
    def __init__(self, value, slope): self.value, self.slope = B(value), slope
    def __add__(self, other):
        other = lift(other)
        return Dual(self.value + other.value, [a + b for a, b in zip(self.slope, other.slope)])
    def __mul__(self, other):
        other = lift(other)
        return Dual(self.value * other.value, [a * other.value + self.value * b for a, b in zip(self.slope, other.slope)])
    def __neg__(self): return self * Q(-1)
    def __sub__(self, other): return self + -lift(other)
    def __rsub__(self, other): return lift(other) - self
    __radd__, __rmul__ = __add__, __mul__
    def under(self, f, order):
        slope = letter(f, order + 1, self.value)
        return Dual(letter(f, order, self.value), [slope * a for a in self.slope])

def lift(value): return value if isinstance(value, Dual) else Dual(value, [B(0)] * SIZE)

def values_and_slopes(at, choice):
    """F, and ∂F/∂θ, at a point whose coordinates are polynomials."""
    global IN_LETTERS
    IN_LETTERS = True
    x = [lift(a) for a in X]
    for place, value in choice: x[DATUM + place] = lift(Q(value))
    theta = [Dual(a, [B(int(i == j)) for j in range(SIZE)]) for i, a in enumerate(at)]
    found = [lift(a) for a in F(theta, x)]
    IN_LETTERS = False
    values = [a.value for a in found]
    return values, [values] if FIELD_IS_GIVEN else [a.slope for a in found]

def not_zero(reason):
    if MET: raise Undecided(f"perhaps {reason}: it is no identity in the values of functions at points that differ")
    raise Refused(reason)

# ------------------------------------------------------------------------------------------------
# The upper bound: isometries, invariant equations, conserved quantities.

def law_gradient(law, at, one):
    """∇h times the product of the denominators of h′, which is returned too."""
    out = [0 * one] * SIZE
    for term in law["terms"]:
        for k, (i, n) in enumerate(term["powers"]):
            slope = Q(str(term["coefficient"])) * n * one * at[i] ** (n - 1)
            for l, (j, m) in enumerate(term["powers"]):
                if l != k: slope *= at[j] ** m
            out[i] += slope
    scale = one
    for pole in law["logarithms"] + law.get("reciprocals", []):
        value = Q(str(pole["constant"])) * one + sum((Q(str(c)) * at[i] for i, c in pole["form"]), 0 * one)
        if value == 0: raise Refused("a law has a pole at θ")
        n, below = pole.get("power", 0), value ** (pole.get("power", 0) + 1)
        out = [a * below for a in out]
        for i, c in pole["form"]: out[i] += scale * (-n if n else 1) * Q(str(pole["factor"])) * Q(str(c))
        scale *= below
    return out

def upper_bound(upper):
    """dim A - number of laws, A the affine subspace through θ that everything cuts out."""
    symmetries = [matrix_of(g) for g in upper["isometries"]]
    forms = forms_of(symmetries)
    equations = [dense(form) for form in upper["equations"]]
    gradients = [law_gradient(law, THETA, Q(1)) for law in upper["laws"]]
    fixed, bound = rank(forms), rank(forms + equations + gradients)
    if bound != fixed + len(equations) + len(gradients):
        raise Refused("equations and gradients of laws are not independent at θ")
    identities(symmetries, equations, upper["laws"], forms + equations)
    return SIZE - bound, SIZE - fixed

def inside_of(forms):
    """Points of the affine subspace through θ, in its free coordinates."""
    inside = [THETA[i] + T[i] for i in range(SIZE)]
    if forms:
        reduced = matrix(Q, forms).echelon_form()
        for r, pivot in enumerate(reduced.pivots()):
            inside[pivot] = THETA[pivot] - sum((reduced[r][j] * T[j] for j in range(SIZE) if j != pivot), B(0))
    return [B(a) for a in inside]

def identities(symmetries, equations, laws, forms):
    """F∘Q = F, tangency and conservation."""
    inside = inside_of(forms)
    for choice in CHOICES if symmetries or equations or laws else []:
        values, slopes = values_and_slopes(T, choice)
        for A, b in symmetries:
            image = [sum((c * a for c, a in zip(row, T)), B(0)) + shift for row, shift in zip(A, b)]
            expected = values
            if FIELD_IS_GIVEN: expected = [sum((c * v for c, v in zip(row, values)), B(0)) for row in A]
            if values_and_slopes(image, choice)[0] != expected: not_zero("a symmetry changes F")
        within = values_and_slopes(inside, choice)[1] if equations or any(l["on"] != "everywhere" for l in laws) else []
        for form in equations:
            for y in within:
                if sum((c * a for c, a in zip(form, y)), B(0)) != 0: not_zero("a field leaves the subspace of the equations")
        for law in laws:
            place, fields = (T, slopes) if law["on"] == "everywhere" else (inside, within)
            gradient = law_gradient(law, place, B(1))
            for y in fields:
                if sum((g * a for g, a in zip(gradient, y)), B(0)) != 0: not_zero("a law is not conserved")

def main():
    claim, lower, upper = CERTIFICATE["claim"], CERTIFICATE["lower"], CERTIFICATE["upper"]
    line, rows, span = lower["line"], lower["rows"], CERTIFICATE["span"]
    above, fixed = upper_bound(upper)
    print(f"dim O(θ) ≤ {above}: {len(upper['isometries'])} symmetries leave {fixed} dimensions, "
          f"{len(upper['equations'])} equations and {len(upper['laws'])} laws the rest")
    if above != claim["upper"]: raise Refused(f"the certificate says {claim['upper']} there")
    below = rank([row_at(line, lower["controls"], row) for row in rows])
    print(f"dim O(θ) ≥ {below}: {len(rows)} vectors of the Lie algebra have this rank over ℚ")
    if below != claim["lower"]: raise Refused(f"the certificate says {claim['lower']} there")
    stratum = claim["stratumAtLeast"]
    if stratum is not None:
        found = rank(vectors_at(line, span))
        if found < stratum: raise Refused(f"the stratum has dimension ≥ {found} by the vectors given, not {stratum}")
        print(f"dim stratum ≥ {stratum}: {len(span)} vectors that no symmetry of θ can move")
        if stratum > above: print(f"So {stratum - above} more is conserved at θ than symmetries explain.")
    if below == above: print(f"The orbit through θ has dimension {below} of {SIZE}.")
