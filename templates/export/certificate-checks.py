#? functions inverses
# ---- Taylor coefficients [f(u), f′(u), f″(u)/2, …].
def point(u, n): return ([u, Q(1)] + [Q(0)] * n)[:n]
def multiply(a, b): return [sum(a[i] * b[n - i] for i in range(n + 1)) for n in range(min(len(a), len(b)))]
def solution(start, slope, n):
    """y(u) = start, y′ = slope(y)"""
    y = [start]
    while len(y) < n: y.append(slope(y)[len(y) - 1] / Q(len(y)))
    return y[:n]
def error_function(u, n): return integral(Q(0) if u == 0 else mirrored("erf", u, operator.neg), [over_root_pi(2) * c for c in bell(u, Q(1), n)])
def gelu(u, n):
    """u times Φ(u), the integral of e^(-u²/2)/√(2π)"""
    density = [over_root_pi(1) * c for c in bell(u, Q(1, 2), n)]
    return multiply(point(u, n), integral(Q(1, 2) if u == 0 else mirrored("Φ", u, lambda v: 1 - v), density))
def arctan(u, n):
    slope = solution(1 / (1 + u * u), lambda y: [-2 * c for c in multiply(point(u, n), multiply(y, y))], n)
    return integral(Q(0) if u == 0 else mirrored("arctan", u, operator.neg), slope)
def integral(start, a): return [start] + [c / Q(k + 1) for k, c in enumerate(a[:-1])]
def reciprocal(u, n): return solution(1 / u, lambda y: [-c for c in multiply(y, y)], n)
def logistic(u, n): return solution(1 / (1 + e_to(-u)), lambda y: [a - b for a, b in zip(y, multiply(y, y))], n)
def bell(u, k, n): return solution(e_to(-k * u * u), lambda y: [-2 * k * c for c in multiply(point(u, n), y)], n)
def root(start, twice, u, n):
    """(u + t)^(twice/2), with its value at u given"""
    c = [start]
    for j in range(n - 1): c.append(c[-1] * (Q(twice, 2) - j) / ((j + 1) * u))
    return c
def trigonometric(u, n, first):
    c, s = circle(u)
    turns = (s, c, -s, -c) if first else (c, -s, -c, s)
    return [turns[k % 4] / Q(math.factorial(k)) for k in range(n)]
def polynomial(coefficients, u, n):
    c = [Q(0)] * n
    for q in reversed(coefficients):
        c = multiply(point(u, n), c)
        c[0] += Q(q)
    return c
def composed(f, u, n):
    inner = taylor(f["inner"], u, n)
    if "coefficients" not in f["outer"]: known(inner[0])
    outer, small = taylor(f["outer"], inner[0], n), [Q(0)] + inner[1:]
    total, power_of = [Q(0)] * n, point(Q(1), 1) + [Q(0)] * (n - 1)
    for c in outer: total, power_of = [a + c * b for a, b in zip(total, power_of)], multiply(power_of, small)
    return total
def class_member(f, u, n):
    """The generic function of a Taylor support: a random element for each coefficient."""
    support = f["support"]
    def element_at(k):
        if u == 0: return unknown(support, k) if support in ("all", ("even", "odd")[k % 2]) else Q(0)
        if support == "all": return unknown(support, k, residue(u))
        return mirrored(f"{support} {k}", u, lambda v: v if (support == "even") == (k % 2 == 0) else -v)
    if isinstance(support, str): return [element_at(k) for k in range(n)]
    return [sum((unknown(str(support), k) * math.comb(k, j) * math.prod([u] * (k - j)) for k in support if k >= j), Q(0)) for j in range(n)]

#? functions
TAYLOR = {
    "identity": lambda f, u, n: point(u, n),
    "square": lambda f, u, n: polynomial([0, 0, 1], u, n),
    "cube": lambda f, u, n: polynomial([0, 0, 0, 1], u, n),
    "polynomial": lambda f, u, n: polynomial(f["coefficients"], u, n),
    "exp": lambda f, u, n: solution(e_to(u), lambda y: y, n),
    "sigmoid": lambda f, u, n: logistic(u, n),
    "tanh": lambda f, u, n: solution(2 / (1 + e_to(-2 * u)) - 1, lambda y: [(k == 0) - c for k, c in enumerate(multiply(y, y))], n),
    "silu": lambda f, u, n: multiply(point(u, n), logistic(u, n)),
    "softplus": lambda f, u, n: integral(log_of(Q(2)) if u == 0 else mirrored("log(1 + e^u)", u, lambda l: l + u), logistic(u, n)),
    "gaussian": lambda f, u, n: bell(u, Q(1), n),
    "erf": lambda f, u, n: error_function(u, n),
    "gelu": lambda f, u, n: gelu(u, n),
    "sin": lambda f, u, n: trigonometric(u, n, True),
    "cos": lambda f, u, n: trigonometric(u, n, False),
    "arctan": lambda f, u, n: arctan(u, n),
    "log": lambda f, u, n: integral(log_of(u), reciprocal(u, n)),
    "sqrt": lambda f, u, n: root(root_of(u), 1, u, n),
    "inverse-sqrt": lambda f, u, n: root(1 / root_of(u), -1, u, n),
    "shifted": lambda f, u, n: taylor(f["base"], u + Q(f["shift"]), n),
    "sum": lambda f, u, n: [sum(c) for c in zip(*(taylor(g, u, n) for g in f["terms"]))],
    "product": lambda f, u, n: functools.reduce(multiply, (taylor(g, u, n) for g in f["factors"])),
    "composition": composed,
    "taylor": class_member,
}
SERIES = {}  # those of functions without parameters, at the prime and the point where they were asked for
def taylor(f, u, n):
    if not isinstance(f, str): return TAYLOR[f["name"]](f, u, n)
    key = (P, f, n) + (("mod P", u.n) if isinstance(u, R) else (u,))
    if key not in SERIES: SERIES[key] = TAYLOR[f](f, u, n)
    return SERIES[key]

#.
# ---- Polynomials in {{variables}}.
CAPS = ()  # highest power of each that is kept

class Jet:
    """{exponents: coefficient}"""
    def __init__(self, terms): self.terms = {e: c for e, c in terms.items() if isinstance(c, R) or c}
    def __add__(self, b):
        out = dict(self.terms)
        for e, c in lift(b).terms.items(): out[e] = out[e] + c if e in out else c
        return Jet(out)
    def __mul__(self, b):
        out = {}
        for (e, c), (f, d) in itertools.product(self.terms.items(), lift(b).terms.items()):
            g = tuple(map(operator.add, e, f))
            if all(map(operator.le, g, CAPS)): out[g] = out[g] + c * d if g in out else c * d
        return Jet(out)
    def __neg__(self): return self * -1
    def __sub__(self, b): return self + -lift(b)
    def __rsub__(self, b): return lift(b) + -self
    __radd__, __rmul__ = __add__, __mul__
#? poles
    def __pow__(self, n): return math.prod([inverse(self) if n < 0 else self] * abs(n))
#? !poles
    def __pow__(self, n): return math.prod([self] * n)
#? series
    def series(self, coefficients):
        """Σ coefficients[k](self - constant)^k"""
        small, out = Jet({e: c for e, c in self.terms.items() if any(e)}), lift(coefficients[-1])
        for c in coefficients[-2::-1]: out = out * small + c
        return out
#.

def lift(q): return q if isinstance(q, Jet) else Jet({(0,) * len(CAPS): q if isinstance(q, R) else Q(q)})
def constant(a): return lift(a).terms.get((0,) * len(CAPS), Q(0))
def variable(k): return Jet({tuple(int(i == k) for i in range(len(CAPS))): Q(1)})
def inverse(a):
    u = constant(a)
    if isinstance(u, Q) and u == 0: raise Undecided("there is a division by 0 at θ")
    return lift(a).series(reciprocal(u, sum(CAPS) + 1))
def log(a): return lift(a).series([Q(0)] + reciprocal(constant(a), sum(CAPS)))  # up to a constant, for gradients
def apply(f, a, order=0):
    """The derivative f⁽ᵒʳᵈᵉʳ⁾ at a."""
    u, n = constant(a), sum(CAPS) + 1
#? functions-at-points
    if f not in ("identity", "square", "cube") and "coefficients" not in f: known(u)
#.
    return lift(a).series([c * math.perm(k + order, order) for k, c in enumerate(taylor(f, u, n + order)[order:])])

def reduced(rows):
    """Gaussian elimination: [(column of the pivot, row)]."""
    pivots = []
    for row in rows:
        for at, pivot in pivots: row = [a - row[at] * b for a, b in zip(row, pivot)]
        at = next((i for i, a in enumerate(row) if a != 0), None)
        if at is None: continue
        row = [a / row[at] for a in row]
        pivots = [(i, [a - r[at] * b for a, b in zip(r, row)]) for i, r in pivots] + [(at, row)]
    return pivots

#? members
# ---- From below: vectors of the Lie algebra at θ, made of Y = ∇φ, φ(θ) = {{phi}}.
#? members+brackets
def field(member, path, along=()):
    """Y, with k directions DᵏY, along a path in θ: for each coordinate a series in t."""
    global CAPS
    length = len(path[0])
    CAPS = (1, TOP) + (1,) * len(along) + (length - 1,)
    def in_t(c):
        series = c[:length] if isinstance(c, list) else [c]
        return Jet({(0,) * (len(CAPS) - 1) + (k,): q if isinstance(q, R) else Q(q) for k, q in enumerate(series)})
    theta = [sum((in_t(y[i]) * variable(2 + k) for k, y in enumerate(along)), in_t(c)) for i, c in enumerate(path)]
#? members+!brackets
def field(member, along=()):
    """Y at θ; with k directions DᵏY."""
    global CAPS
    CAPS = (1, TOP) + (1,) * len(along)
#? members+!brackets+along
    theta = [sum((variable(2 + k) * y[i] for k, y in enumerate(along)), lift(q)) for i, q in enumerate(THETA)]
#? members+!brackets+!along
    theta = [lift(q) for q in THETA]
#? members+brackets+line
    x = [variable(1) * in_t(u) + b for u, b in zip(member["x"], BASE)]
    weight = sum(in_t(c) * variable(1) ** (TOP - e) for e, c in enumerate(member["powers"]))
#? members+brackets+!line
    x, weight = [in_t(u) for u in member["x"]], 1
#? members+brackets+others
    x += [in_t(u) for u in member["others"]]
#? members+!brackets+line
    x = [variable(1) * u + b for u, b in zip(member["x"], BASE)]
    weight = sum(lift(c) * variable(1) ** (TOP - e) for e, c in enumerate(member["powers"]))
#? members+!brackets+!line
    x, weight = [lift(u) for u in member["x"]], 1
#? members+!brackets+others
    x += [lift(u) for u in member["others"]]
#? members+brackets+!choices
    v = [in_t(c) * weight for c in member["v"]]
#? members+brackets+choices
    v, w = [in_t(c) for c in member["v"]], [in_t(c) * weight for c in member["weights"]]
#? members+!brackets+!choices
    v = [weight * Q(c) for c in member["v"]]
#? members+!brackets+choices
    v, w = [Q(c) for c in member["v"]], [weight * Q(c) for c in member["weights"]]
#? members+given+choices
    def phi(theta):
        return [sum(a) for a in zip(*([a * v[0] * c for a in F(theta, [chosen.get(j, u) for j, u in enumerate(x)])] for chosen, c in zip(CHOICES, w)))]
#? members+given+!choices
    def phi(theta): return [lift(a) * v[0] for a in F(theta, x)]
#? members+!given+choices
    def phi(theta):
        return sum(lift(a) * b * c for chosen, c in zip(CHOICES, w) for a, b in zip(F(theta, [chosen.get(j, u) for j, u in enumerate(x)]), v))
#? members+!given+!choices
    def phi(theta): return sum(lift(a) * b for a, b in zip(F(theta, x), v))
#? members+given
    values, first = phi(theta), (0, TOP)
#? members+!given
    values, first = [phi(theta[:i] + [a + variable(0)] + theta[i + 1:]) for i, a in enumerate(theta)], (1, TOP)
#? members+brackets
    return [[a.terms.get(first + (1,) * len(along) + (k,), Q(0)) for k in range(length)] for a in values]
#? members+!brackets
    return [a.terms.get(first + (1,) * len(along), Q(0)) for a in values]
#? rows+brackets
def bracket(row):
    """yₙ(0): θ′ = X(θ) along the row's control X; y₀ = Y, yₙ₊₁ = yₙ′ - DX·yₙ."""
    n, path = row["order"], [[q] for q in THETA]
    for k in range(1, n + 1):
        velocity = field(CONTROLS[row["control"]], path)
        for c, v in zip(path, velocity): c.append(v[k - 1] / Q(k))
    y = field(row, path)
    for length in range(n, 0, -1):
        bent = field(CONTROLS[row["control"]], [c[:length] for c in path], [[c[:length] for c in y]])
        y = [[(l + 1) * a[l + 1] - b[l] for l in range(length)] for a, b in zip(y, bent)]
    return [c[0] for c in y]
#? span
def span():
    """Vectors that every isometry fixes which fixes θ and leaves F as it is: {{spanned}}."""
    found = []
#? span+traces
    def contracted(vector, traces, along):
        if traces == 0: return {{at}}(vector, along)
        units = [[int(i == j) for j in range(SIZE)] for i in range(SIZE)]
        return [sum(c) for c in zip(*(contracted(vector, traces - 1, [e, e] + along) for e in units))]
#? span
    for vector in SPAN:
#? span-theta
        if vector == "theta": found.append(THETA); continue
#? span+traces
        found.append(contracted(vector, vector["traces"], [found[j] for j in vector["along"]]))
#? span+!traces
        found.append({{at}}(vector, [found[j] for j in vector["along"]]))
#? span
    return found
#? span+brackets
def at_theta(vector, along): return [c[0] for c in field(vector, [[q] for q in THETA], along)]
#? members
def rank(vectors, wanted):
    """The largest rank modulo two primes: what is independent modulo one of them is independent."""
    best = done = 0
    for _ in range(12):
        if best == wanted or done == 2: break
        new_prime()
#? constants
        USED.clear()
#? members
        try: best, done = max(best, len(reduced([[R(residue(c)) for c in v] for v in vectors()]))), done + 1
        except ValueError: pass  # a division by P, or no root
    return best

#.
# ---- From above: what is fixed by symmetries, invariant, or conserved.
def slopes(f, point):
    """∂fₖ/∂θᵢ, a row for each k."""
    global CAPS
    CAPS, e = (1,), Jet({(1,): Q(1)})
    columns = [f([lift(q) + e if i == j else lift(q) for j, q in enumerate(point)]) for i in range(SIZE)]
    return [[lift(a).terms.get((1,), Q(0)) for a in row] for row in zip(*columns)]
def upper_bound():
#? cut
    forms = []
#? symmetries
    for k, image in enumerate(symmetries(THETA)):
        A = slopes(lambda t: symmetries(t)[k], THETA)  # images are affine, as can be seen
        if any(sum(map(operator.mul, a, b)) != (i == j) for i, a in enumerate(A) for j, b in enumerate(A)): raise Refused("a symmetry is no isometry")
        if image != THETA: raise Refused("a symmetry moves θ")
        forms += [[c - (i == j) for j, c in enumerate(row)] for i, row in enumerate(A)]
#? cut
    fixed, equal = len(reduced(forms)), {{cut}}
    subspace, more = reduced(forms + equal), equal{{gradients}}
    if len(reduced(forms + more)) != fixed + len(more): raise Refused("equations and gradients of laws are not independent at θ")
#? upper+!cut
    fixed, equal, subspace, more = 0, [], [], {{gradients}}
    if len(reduced(more)) != len(more): raise Refused("equations and gradients of laws are not independent at θ")
#? upper
    tries = tested = 0
    while tested < 6:
        new_prime()
        tries += 1
        if tries > 60: raise Undecided("F is not defined at random points")
#? upper+!choices
        try: identities(subspace, equal)
#? upper+choices
        try: [identities(subspace, equal, chosen) for chosen in CHOICES]
#.
        except ValueError: continue  # a division by P
        tested += 1
    return SIZE - fixed - len(more), SIZE - fixed
#? upper+!choices
def identities(subspace, equal):
#? upper+choices
def identities(subspace, equal, chosen):
#.
    """At a random point, modulo a random prime."""
#? upper+unknowns
    global AT_THETA, CAPS
    AT_THETA, CAPS = False, (1,)
#? upper+!unknowns
    global CAPS
    CAPS = (1,)
#? upper
    def draw(n): return [R(random.randrange(P)) for _ in range(n)]
    def dot(a, b): return sum(map(operator.mul, a, b))
    anywhere, x = draw(SIZE), [lift(u) for u in draw(INPUTS)]
#? upper+choices
    x = [lift(chosen.get(j, u)) for j, u in enumerate(x)]
#? symmetries given
    def values(t): return [constant(a) for a in F([lift(q) for q in t], x)]
#? upper+given
    def field_at(t): return values(t)
#? upper+!given
    w = draw(OUTPUTS)
    def field_at(t): return slopes(lambda t: [sum(lift(a) * b for a, b in zip(F(t, x), w))], t)[0]
#? symmetries+!given
    if any(values(image) != values(anywhere) for image in symmetries(anywhere)): raise Refused("a symmetry changes F")
#? symmetries+given
    for k, image in enumerate(symmetries(anywhere)):
        A = slopes(lambda t: symmetries(t)[k], THETA)
        if values(image) != [dot(row, values(anywhere)) for row in A]: raise Refused("a symmetry changes F")
#? laws
    if any(dot(g, field_at(anywhere)) != 0 for g in slopes(laws, anywhere)): raise Refused("a law is not conserved")
#? inside
    d = draw(SIZE)
    for at, row in subspace: d[at] = -sum((c * d[i] for i, c in enumerate(row) if c and i != at), Q(0))
    inside = [q + c for q, c in zip(THETA, d)]
#? equations
    if any(dot(g, field_at(inside)) != 0 for g in equal): raise Refused("a field leaves the subspace of the equations")
#? laws-inside
    if any(dot(g, field_at(inside)) != 0 for g in slopes(laws_inside, inside)): raise Refused("a law is not conserved")
#.

def main():
#? span
    found = rank(span, STRATUM)
#? constants+span
    rests = set(USED)
#? constants+!span
    rests = set()
#? rows
    below = rank(lambda: [{{row}}(row) for row in ROWS], len(ROWS))
#? !rows
    below = 0
#? constants
    rests |= USED
#.
    print(f"dim O(θ) ≥ {below}: the rank of {{rows}} of the Lie algebra modulo a prime")
    if below != LOWER: raise Refused(f"the certificate says {LOWER} there")
#? upper
    above, fixed = upper_bound()
#? !upper
    above, fixed = SIZE, SIZE
#.
    print(f"dim O(θ) ≤ {above}: symmetries ({{symmetries}}) leave {fixed} dimensions, equations ({{equations}}) and laws ({{laws}}) the rest")
    if above != UPPER: raise Refused(f"the certificate says {UPPER} there")
#? span
    if found < STRATUM: raise Refused(f"the stratum has dimension ≥ {found} by the vectors given, not {STRATUM}")
    print(f"dim stratum ≥ {STRATUM}: {{vectors}} that no symmetry of θ can move")
    if STRATUM > above: print(f"So {STRATUM - above} more is conserved at θ than symmetries explain.")
#? constants
    if rests - {"exponentials"} and len(rests) > 1:
        print("This rests on the algebraic independence of " + ", ".join(sorted(rests)) + " (Schanuel's conjecture).")
#.
    if below == above: print(f"The orbit through θ has dimension {below} of {SIZE}.")

if __name__ == "__main__":
    try: main()
    except Refused as reason: print("refused:", reason); sys.exit(1)
    except Undecided as reason: print("not decided:", reason); sys.exit(3)
