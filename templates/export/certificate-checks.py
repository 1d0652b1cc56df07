
class Refused(Exception): """The statement does not hold."""
class Undecided(Exception): """A number of which this script does not know enough."""
class Again(Exception): """A prime or a point that cannot be used."""

# ------------------------------------------------------------------------------------------------
# Numbers modulo a large random prime P. Transcendental numbers are random elements; what is not 0
# with random elements is not 0 with numbers that are algebraically independent.

P, ROOT, DRAWN, USED, ONLY_KNOWN = 0, 1, {}, set(), True

def is_prime(n):  # Miller-Rabin; proved for n < 3.3e24 with these bases
    d, r = n - 1, 0
    while d % 2 == 0: d, r = d // 2, r + 1
    for b in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41):
        y = pow(b, d, n)
        if y in (1, n - 1): continue
        if all((y := y * y % n) != n - 1 for _ in range(r - 1)): return False
    return True

def new_prime():
    global P, DRAWN
    P, DRAWN = 4, {}
    while P % 4 != 3 or not is_prime(P): P = random.randrange(2**60, 2**61)

def inv(a):
    if a % P == 0: raise Again()
    return pow(a, -1, P)

def residue(q): return q if isinstance(q, int) else int(q.numerator) * inv(q.denominator) % P

def element(name):
    if name not in DRAWN: DRAWN[name] = random.randrange(2, P)
    return DRAWN[name]

class Generic(int): """A residue that stands for a number without a name."""
def times(u, k): return u * k if isinstance(u, Q) else Generic(u * residue(Q(k)) % P)
def odd(name, u, law=lambda v: -v):
    """A number f(u) with f(-u) = law(f(u)), one element for u and -u."""
    if isinstance(u, Q):
        USED.add(f"{name} {abs(u)}")
        return element((name, abs(u))) if u > 0 else law(element((name, -u))) % P
    least = min(u, P - u)
    return element((name, least)) if u == least else law(element((name, least))) % P

def power(u):
    """The exponent of e^(1/ROOT) or of a point of the circle that belongs to u."""
    global ROOT
    if (u * ROOT).denominator != 1:
        ROOT *= (u * ROOT).denominator
        raise Again()
    return int(u * ROOT)

def e_to(u):
    if u == 0: return 1
    if isinstance(u, Q):
        USED.add("exponentials")
        return pow(element("e"), power(u) % (P - 1), P)
    return odd("exp", u, inv)

def circle(u):
    """cos u, sin u"""
    def point(v):
        scale = inv(1 + v * v)
        return (1 - v * v) * scale % P, 2 * v * scale % P
    def product(a, b): return (a[0] * b[0] - a[1] * b[1]) % P, (a[0] * b[1] + a[1] * b[0]) % P
    if u == 0: return 1, 0
    if not isinstance(u, Q): return point(odd("tan half", u))
    USED.add("exponentials")
    n, turn, c = power(abs(u)), point(element("circle")), (1, 0)
    while n:
        if n & 1: c = product(c, turn)
        n, turn = n >> 1, product(turn, turn)
    return c if u > 0 else (c[0], -c[1] % P)

def log_of(u):
    if not isinstance(u, Q): return element(("log", u))
    if u <= 0: raise Undecided(f"log is met at {u}")
    total = 0
    for n, sign in ((u.numerator, 1), (u.denominator, -1)):
        l = 2
        while n > 1:
            while n % l == 0:
                USED.add(f"log {l}")
                n, total = n // l, total + sign * element(("log", l))
            l = l + 1 if l * l <= n else max(n, l + 1)
    return total % P

def root_of(u):
    """√u > 0: rational, or the root mod P that is a square."""
    if isinstance(u, Q):
        a, b = math.isqrt(abs(u.numerator)), math.isqrt(u.denominator)
        if u > 0 and Q(a * a, b * b) == u: return Q(a, b)
        raise Undecided(f"√{u} is met: this script knows rational numbers only")
    root = pow(u, (P + 1) // 4, P)
    if root * root % P != u or root == 0: raise Again()
    return Generic(root)

def over_root_pi(factor):
    """2/√π or 1/√(2π)"""
    USED.add("1/√π")
    return (2 if factor == 2 else root_of(Generic(inv(2)))) * element("1/√π") % P

# Taylor coefficients [f(u), f′(u), f″(u)/2, …] at u, a fraction or a generic number.
def multiply(a, b): return [sum(a[i] * b[n - i] for i in range(n + 1)) % P for n in range(len(a))]
def integral(a, start): return ([start % P] + [c * inv(n + 1) % P for n, c in enumerate(a)])[:len(a)]
def point(u, n): return ([residue(u), 1] + [0] * n)[:n]
def reciprocal(a):
    out = [inv(a[0])]
    for n in range(1, len(a)):
        out.append(-out[0] * sum(a[k] * out[n - k] for k in range(1, n + 1)) % P)
    return out
def exponential(u, k, n):
    """e^{k(u + t)}"""
    c = [e_to(times(u, k))]
    for j in range(1, n): c.append(c[-1] * residue(Q(k)) * inv(j) % P)
    return c
def bell(u, k, n):
    """e^{-k(u + t)²}: y′ = -2k(u + t)y"""
    c = [e_to(times(times(u, u) if isinstance(u, Q) else Generic(u * u % P), -k))]
    for j in range(n - 1):
        c.append(-2 * residue(Q(k)) * (residue(u) * c[j] + (c[j - 1] if j else 0)) * inv(j + 1) % P)
    return c
def logistic(u, k, n):
    c = exponential(u, -k, n)
    return reciprocal([c[0] + 1] + c[1:])
def binomial(u, start, twice, n):
    """(u + t)^(twice/2), with its value at u given"""
    c = [residue(start)]
    for j in range(n - 1):
        c.append(c[-1] * residue(Q(twice, 2) - j) * inv((j + 1) * residue(u)) % P)
    return c

def trigonometric(u, n, first):
    c, s = circle(u)
    turns = (s, c, -s, -c) if first else (c, -s, -c, s)
    return [turns[k % 4] * inv(math.factorial(k)) for k in range(n)]

def taylor(f, u, n):
    name = f if isinstance(f, str) else f["name"]
    if name in TAYLOR: return [c % P for c in TAYLOR[name](f, u, n)]
    raise Undecided(f"the function {name}")

def plus(u, q): return u + q if isinstance(u, Q) else Generic((u + residue(q)) % P)
def value_at(f, u, c):
    """f(u) as a fraction where that is known, else as a generic number."""
    polynomial, zero = polynomial_of(f), {"exp": 1, "cos": 1, "gaussian": 1, "sigmoid": Q(1, 2)}
    if not isinstance(u, Q): return Generic(c)
    if polynomial is not None: return sum((Q(q) * u**k for k, q in enumerate(polynomial)), Q(0))
    if f == "sqrt": return root_of(u)
    if u == 0 and (c == 0 or isinstance(f, str) and f in zero): return Q(zero.get(f, 0) if isinstance(f, str) else 0)
    return None
def composed(f, u, n):
    inner = taylor(f["inner"], u, n)
    center = value_at(f["inner"], u, inner[0])
    if center is None and ONLY_KNOWN: raise Undecided("a function is met at a number that is not known to be rational")
    outer, small = taylor(f["outer"], Generic(inner[0]) if center is None else center, n), [0] + inner[1:]
    total, power_of = [0] * n, ([1] + [0] * n)[:n]
    for c in outer: total, power_of = [a + c * b for a, b in zip(total, power_of)], multiply(power_of, small)
    return total
def shifted_polynomial(coefficients, u, n):
    c = [0] * n
    for k, q in enumerate(coefficients):
        for j in range(min(k + 1, n)): c[j] += residue(Q(q)) * math.comb(k, j) * pow(residue(u), k - j, P)
    return c
def polynomial_of(f):
    """Its coefficients, lowest power first; None where f is none."""
    plain = {"identity": [0, 1], "square": [0, 0, 1], "cube": [0, 0, 0, 1]}
    return plain.get(f) if isinstance(f, str) else f.get("coefficients")
def class_member(f, u, n):
    """The generic function of a Taylor support: a random element for each coefficient."""
    support = f["support"]
    def element_at(k):
        if u == 0: return element(("c", k)) if support in ("all", ("even", "odd")[k % 2]) else 0
        if support == "all": return element(("c", k, u))
        return odd(f"f{k}", u, lambda v: v if (support == "even") == (k % 2 == 0) else -v)
    if isinstance(support, str): return [element_at(k) for k in range(n)]
    c = {k: element(("c", k)) for k in support}
    return [sum(v * math.comb(k, j) * pow(residue(u), k - j, P) for k, v in c.items() if k >= j) for j in range(n)]

TAYLOR = {
    "identity": lambda f, u, n: point(u, n),
    "square": lambda f, u, n: shifted_polynomial([0, 0, 1], u, n),
    "cube": lambda f, u, n: shifted_polynomial([0, 0, 0, 1], u, n),
    "polynomial": lambda f, u, n: shifted_polynomial(f["coefficients"], u, n),
    "exp": lambda f, u, n: exponential(u, 1, n),
    "sigmoid": lambda f, u, n: logistic(u, 1, n),
    "tanh": lambda f, u, n: [2 * c - (k == 0) for k, c in enumerate(logistic(u, 2, n))],
    "silu": lambda f, u, n: multiply(point(u, n), logistic(u, 1, n)),
    "softplus": lambda f, u, n: integral(logistic(u, 1, n), log_of(Q(2)) if u == 0 else odd("log(1 + e^u)", u, lambda l: l + residue(u))),
    "gaussian": lambda f, u, n: bell(u, 1, n),
    "erf": lambda f, u, n: integral([over_root_pi(2) * c for c in bell(u, 1, n)], 0 if u == 0 else odd("erf", u)),
    "gelu": lambda f, u, n: multiply(point(u, n), integral([over_root_pi(1) * c for c in bell(u, Q(1, 2), n)], inv(2) if u == 0 else odd("Φ", u, lambda v: 1 - v))),
    "sin": lambda f, u, n: trigonometric(u, n, 1),
    "cos": lambda f, u, n: trigonometric(u, n, 0),
    "arctan": lambda f, u, n: integral(reciprocal(([1 + residue(u) ** 2, 2 * residue(u), 1] + [0] * n)[:n]), 0 if u == 0 else odd("arctan", u)),
    "log": lambda f, u, n: integral(binomial(u, inv(residue(u)), -2, n), log_of(u)),
    "sqrt": lambda f, u, n: binomial(u, residue(root_of(u)), 1, n),
    "inverse-sqrt": lambda f, u, n: binomial(u, inv(residue(root_of(u))), -1, n),
    "shifted": lambda f, u, n: taylor(f["base"], plus(u, Q(f["shift"])), n),
    "sum": lambda f, u, n: [sum(c) for c in zip(*(taylor(g, u, n) for g in f["terms"]))],
    "product": lambda f, u, n: functools.reduce(multiply, (taylor(g, u, n) for g in f["factors"])),
    "composition": composed,
    "taylor": class_member,
}

# ------------------------------------------------------------------------------------------------
# Truncated polynomials: s, the line of inputs; t, the time along a control; one more for each
# derivative. `exact` is the constant term as a fraction where it is known.

CAPS = ()

class Jet:
    def __init__(self, terms, exact=None): self.terms, self.exact = terms, exact
    def __add__(self, other):
        other, terms = lift(other), dict(self.terms)
        for e, c in other.terms.items(): terms[e] = (terms.get(e, 0) + c) % P
        return Jet(terms, None if None in (self.exact, other.exact) else self.exact + other.exact)
    def __mul__(self, other):
        other, terms = lift(other), {}
        for (e, c), (f, d) in itertools.product(self.terms.items(), other.terms.items()):
            g = tuple(map(sum, zip(e, f)))
            if all(i <= cap for i, cap in zip(g, CAPS)): terms[g] = (terms.get(g, 0) + c * d) % P
        known = 0 in (self.exact, other.exact) or None not in (self.exact, other.exact)
        return Jet(terms, (self.exact or Q(0)) * (other.exact or Q(0)) if known else None)
    def __neg__(self): return self * Q(-1)
    def __sub__(self, other): return self + -lift(other)
    def __rsub__(self, other): return lift(other) + -self
    __radd__, __rmul__ = __add__, __mul__
    def constant(self): return self.terms.get((0,) * len(CAPS), 0)
    def series(self, coefficients):
        """Σ coefficients[k](self - constant)^k"""
        small = Jet({e: c for e, c in self.terms.items() if any(e) and c})
        total, power_of = Jet({}), lift(Q(1))
        for c in coefficients: total, power_of = total + power_of * Jet({(0,) * len(CAPS): c}), power_of * small
        return total

def lift(q): return q if isinstance(q, Jet) else Jet({(0,) * len(CAPS): residue(Q(q))}, Q(q))
def variable(k): return Jet({tuple(int(i == k) for i in range(len(CAPS))): 1}, Q(0))
def inverse(a):
    a = lift(a)
    if a.constant() == 0: raise Again() if a.exact is None else Undecided("F divides by 0 at θ")
    c = [inv(a.constant())]
    for _ in range(sum(CAPS)): c.append(-c[-1] * c[0] % P)
    out = a.series(c)
    out.exact = None if a.exact is None else 1 / a.exact
    return out
def apply(f, a, order=0):
    a, n = lift(a), sum(CAPS) + 1
    polynomial = polynomial_of(f)
    if a.exact is None and ONLY_KNOWN and polynomial is None:
        raise Undecided("a function is met at a number that is not known to be rational")
    u = Generic(a.constant()) if a.exact is None else a.exact
    c = taylor(f, u, n + order)
    out = a.series([c[k + order] * math.perm(k + order, order) for k in range(n)])
    if a.exact is not None and order == 0: out.exact = value_at(f, u, c[0])
    return out

# ------------------------------------------------------------------------------------------------
# Members of the family: Y = ∇φ, φ(θ) = Σ_e λ_e [s^e] Σ_m w_m ⟨v, F(θ)(x₀ + s·x; m)⟩, or at a point x.

def jets(series, at=1):
    """Σ series[k] t^k; `series` holds fractions or residues."""
    total = Jet({}, Q(0))
    for k, c in enumerate(series):
        if CAPS[at] < k: break
        e = tuple(k if i == at else 0 for i in range(len(CAPS)))
        total += Jet({e: residue(c)}, c if k == 0 and isinstance(c, Q) else None if k == 0 else Q(0))
    return total

def field(line, member, path, length, directions=()):
    """Y, or D^kY in the directions given, along the series `path`: for each coordinate `length` residues in t."""
    global CAPS
    top = line["top"] if line else 0
    CAPS = (top, length - 1, 1) + (1,) * len(directions)
    theta = [jets(series) for series in path]
    for k, y in enumerate(directions):
        theta = [a + jets(b) * variable(3 + k) for a, b in zip(theta, y)]
    x = [jets(u) for u in member["x"]]
    if line: x = [Q(b) + variable(0) * u for b, u in zip(line["base"], x)]
    weights = [[Q(1)]] * 0 if line is None else member["powers"]
    out = []
    for i in range(1 if FIELD_IS_GIVEN else len(theta)):
        moved = [a + variable(2) if i == j and not FIELD_IS_GIVEN else a for j, a in enumerate(theta)]
        values = None
        for m, choice in enumerate(CHOICES):
            free = [jets(u) for u in member["free"]]
            for place, value in choice: free[place] = lift(value)
            w = jets(member["choices"][m]) if member["choices"] else Q(1)
            v = [jets(u) * w for u in member["output"]]
            got = F(moved, x + free)
            got = [v[0] * a for a in got] if FIELD_IS_GIVEN else [sum((a * b for a, b in zip(got, v)), lift(0))]
            values = got if values is None else [a + b for a, b in zip(values, got)]
        for value in values: out.append(read(value, weights, line, length, len(directions)))
    return out

def read(value, weights, line, length, directions):
    """[s^e ε δ₁ … δ_k], weighted, as a series in t."""
    out = [0] * length
    for e, c in value.terms.items():
        if e[2] != (0 if FIELD_IS_GIVEN else 1) or any(d != 1 for d in e[3:]): continue
        series = [Q(1)] if line is None else weights[e[0]]
        for k, w in enumerate(series):
            if e[1] + k < length: out[e[1] + k] = (out[e[1] + k] + c * residue(Q(w))) % P
    return out

def still(member):
    """The member as series in t: constant, or a control's."""
    def series(values): return [[Q(str(c)) for c in v] if isinstance(v, list) else [Q(str(v))] for v in values]
    return {key: series(values) for key, values in member.items()}

def rows_at(line, controls, rows):
    """θ′ = X(θ) along the row's control; y₀ = Y, yₙ₊₁ = yₙ′ - DX·yₙ: iterated brackets at θ."""
    found = []
    for row in rows:
        n, path, member = row["order"], [[q] for q in THETA], still(row["member"])
        if n:
            control = still(controls[row["control"]])
            for k in range(1, n + 1):
                velocity = field(line, control, path, k)
                for series, v in zip(path, velocity): series.append(v[k - 1] * inv(k) % P)
        y = field(line, member, path, n + 1)
        for length in range(n, 0, -1):
            bent = field(line, control, path, length, [y])
            y = [[((l + 1) * a[l + 1] - b[l]) % P for l in range(length)] for a, b in zip(y, bent)]
        found.append([series[0] for series in y])
    return found

def vectors_at(line, vectors):
    """Vectors that every isometry fixes which fixes θ and leaves F as it is."""
    found, unit = [], lambda i: [[int(i == j)] for j in range(SIZE)]
    def contracted(member, traces, along):
        if traces == 0: return [s[0] for s in field(line, member, [[q] for q in THETA], 1, along)]
        parts = [contracted(member, traces - 1, [unit(i), unit(i)] + along) for i in range(SIZE)]
        return [sum(c) % P for c in zip(*parts)]
    for v in vectors:
        if v["kind"] == "theta": found.append([residue(q) for q in THETA])
        else:
            along = [[[c] for c in found[j]] for j in v["along"]]
            found.append(contracted(still(v["member"]), v["traces"], along))
    return found

def rank(rows, prime=None):
    """Gaussian elimination over the fractions, or modulo a prime."""
    pivots = []
    for row in rows:
        row = list(row)
        for at, pivot in pivots:
            if row[at] != 0: row = [a - row[at] * b if prime is None else (a - row[at] * b) % prime for a, b in zip(row, pivot)]
        at = next((i for i, a in enumerate(row) if a != 0), None)
        if at is None: continue
        scale = 1 / row[at] if prime is None else inv(row[at])
        row = [a * scale if prime is None else a * scale % prime for a in row]
        pivots = [(i, [a - r[at] * b if prime is None else (a - r[at] * b) % prime for a, b in zip(r, row)]) for i, r in pivots]
        pivots.append((at, row))
    return len(pivots), pivots

# ------------------------------------------------------------------------------------------------
# The upper bound: isometries, invariant equations, conserved quantities.

def image(A, b, point):
    """The jets of Aθ + b."""
    return [sum((lift(c) * x for c, x in zip(row, point) if c), lift(shift)) for row, shift in zip(A, b)]

def law_gradient(law, point, number, divide):
    out = [number(0)] * len(point)
    for term in law["terms"]:
        for k, (i, n) in enumerate(term["powers"]):
            slope = number(Q(str(term["coefficient"])) * n) * point[i] ** (n - 1)
            for l, (j, m) in enumerate(term["powers"]):
                if l != k: slope *= point[j] ** m
            out[i] += slope
    for pole in law["logarithms"] + law.get("reciprocals", []):
        value = number(Q(str(pole["constant"]))) + sum(number(Q(str(c))) * point[i] for i, c in pole["form"])
        n, factor = pole.get("power", 0), Q(str(pole["factor"]))
        for i, c in pole["form"]: out[i] += number((-n if n else 1) * factor * Q(str(c))) * divide(value) ** (n + 1)
    return out

def exact_inverse(a):
    if a == 0: raise Refused("a law has a pole at θ")
    return 1 / a

def upper_bound(upper):
    """dim A - number of laws, A the affine subspace through θ that everything cuts out."""
    global CAPS
    symmetries = [matrix_of(g) for g in upper["isometries"]]
    forms = forms_of(symmetries)
    equations = [dense(form) for form in upper["equations"]]
    gradients = [law_gradient(law, THETA, Q, exact_inverse) for law in upper["laws"]]
    fixed, _ = rank(forms)
    closed, pivots = rank(forms + equations)
    bound, _ = rank(forms + equations + gradients)
    if bound != fixed + len(equations) + len(gradients):
        raise Refused("equations and gradients of laws are not independent at θ")
    checks = 6 if symmetries or equations or upper["laws"] else 0
    done = 0
    while done < checks:
        new_prime()
        try: identities(symmetries, equations, upper["laws"], pivots)
        except Again: continue
        done += 1
    return SIZE - bound, SIZE - fixed

def identities(symmetries, equations, laws, pivots):
    """F∘Q = F, tangency and conservation at a random point modulo a random prime."""
    global CAPS, ONLY_KNOWN
    ONLY_KNOWN, CAPS = False, (0, 0, 1)
    draw = lambda: random.randrange(P)
    anywhere = [jets([draw()]) for _ in THETA]
    free = {i: draw() for i in range(SIZE) if i not in dict(pivots)}
    inside = [jets([free[i]]) if i in free else None for i in range(SIZE)]
    for i in free: inside[i] = lift(THETA[i]) + inside[i]
    for at, row in pivots:
        inside[at] = sum((jets([free[i]]) * -c for i, c in enumerate(row) if i in free and c), lift(THETA[at]))
    datum = [jets([draw()]) for _ in range(DATUM)]
    others = [jets([draw()]) for _ in range(OTHERS)]
    for choice in CHOICES:
        x = datum + others
        for place, value in choice: x[DATUM + place] = lift(value)
        values = [a.constant() for a in F(anywhere, x)]
        for A, b in symmetries:
            images = [a.constant() for a in F(image(A, b, anywhere), x)]
            expected = values
            if FIELD_IS_GIVEN: expected = [sum(residue(c) * v for c, v in zip(row, values)) % P for row in A]
            if images != expected: raise Refused("a symmetry changes F")
        weights = [draw() for _ in range(OUTPUTS)]
        def slope(point_at):
            if FIELD_IS_GIVEN: return [a.constant() for a in F(point_at, x)]
            out = []
            for i in range(len(point_at)):
                moved = [a + variable(2) if i == j else a for j, a in enumerate(point_at)]
                out.append(sum(w * a.terms.get((0, 0, 1), 0) for w, a in zip(weights, F(moved, x))) % P)
            return out
        at, along = slope(anywhere), slope(inside)
        for form in equations:
            if sum(residue(c) * y for c, y in zip(form, along)) % P: raise Refused("a field leaves the subspace of the equations")
        for law in laws:
            place, y = (anywhere, at) if law["on"] == "everywhere" else (inside, along)
            gradient = law_gradient(law, [a.constant() for a in place], residue, inv)
            if sum(g * v for g, v in zip(gradient, y)) % P: raise Refused("a law is not conserved")

def at_a_prime(compute, wanted):
    """The largest rank over a few primes: what is independent modulo one prime is independent."""
    global ONLY_KNOWN
    ONLY_KNOWN, best, tries = True, 0, 0
    while tries < 4 and best < wanted:
        new_prime()
        USED.clear()
        try: best, tries = max(best, rank(compute(), P)[0]), tries + 1
        except Again: continue
    return best

def main():
    claim, lower, upper = CERTIFICATE["claim"], CERTIFICATE["lower"], CERTIFICATE["upper"]
    line, rows, span = lower["line"], lower["rows"], CERTIFICATE["span"]
    below = at_a_prime(lambda: rows_at(line, lower["controls"], rows), len(rows)) if rows else 0
    rests = set(USED)
    print(f"dim O(θ) ≥ {below}: {len(rows)} vectors of the Lie algebra have this rank modulo a prime")
    if below != claim["lower"]: raise Refused(f"the certificate says {claim['lower']} there")
    above, fixed = upper_bound(upper)
    print(f"dim O(θ) ≤ {above}: {len(upper['isometries'])} symmetries leave {fixed} dimensions, "
          f"{len(upper['equations'])} equations and {len(upper['laws'])} laws the rest")
    if above != claim["upper"]: raise Refused(f"the certificate says {claim['upper']} there")
    stratum = claim["stratumAtLeast"]
    if stratum is not None:
        found = at_a_prime(lambda: vectors_at(line, span), stratum)
        rests |= USED
        if found < stratum: raise Refused(f"the stratum has dimension ≥ {found} by the vectors given, not {stratum}")
        print(f"dim stratum ≥ {stratum}: {len(span)} vectors that no symmetry of θ can move")
        if stratum > above: print(f"So {stratum - above} more is conserved at θ than symmetries explain.")
    if rests - {"exponentials"} and len(rests) > 1:
        print("This rests on the algebraic independence of " + ", ".join(sorted(rests)) + " (Schanuel's conjecture).")
    if below == above: print(f"The orbit through θ has dimension {below} of {SIZE}.")
