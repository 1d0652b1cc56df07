# ------------------------------------------------------------------------------------------------
# What is shown.

SHOWN = json.loads(r"""
{{shown}}
""")

#? steps stray ratio balance squares span
def plural(n, noun): return f"1 {noun}" if n == 1 else f"{n} {noun}s"
#? random
def somewhere(count):
    """Rational numbers between -3 and 3, the same ones at every run."""
    return [Q(f"{random.randrange(-30, 31)}/10") for _ in range(count)]
#? rank
def rank(rows):
    """By Gaussian elimination; what is below 10⁻³⁰ of the largest number counts as 0."""
    rows, found = [list(row) for row in rows], 0
    least = max((abs(a) for row in rows for a in row), default=ZERO) * TINY
    for column in range(len(rows[0]) if rows else 0):
        pivot = max(rows[found:], key=lambda row: abs(row[column]), default=None)
        if pivot is None or abs(pivot[column]) <= least: continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        found += 1
        for i in range(found, len(rows)):
            scale = rows[i][column] / pivot[column]
            rows[i] = [a - scale * b for a, b in zip(rows[i], pivot)]
    return found
#? normal
def normal(v):
    """The part of v across the subspace: parameters in one group move alike up to sign, the others not at all."""
    out = list(v)
    for group in SHOWN["groups"]:
        mean = sum((s * v[i] for i, s in group), ZERO) / len(group)
        for i, s in group: out[i] = v[i] - s * mean
    return out
#? length
def length(v):
    """‖v‖, to as many digits as a double has."""
    square = sum((a * a for a in v), ZERO)
    return math.sqrt(square)
#? forms
def value_of(form, theta): return sum((Q(c) * theta[i] for i, c in form), ZERO)
def written(form):
    """2·a + b - c"""
    text = " + ".join(f"{c}·{PARAMETERS[i]}" for i, c in sorted(form, key=lambda term: term[1] == "-1"))
    return re.sub(r"(?<![\d/])1·", "", text).replace("+ -", "- ")
#? law
def law(theta, least=0):
    """h(θ), or the sum of its terms of degree `least` at least."""
    total = ZERO
    for c, powers in SHOWN["law"]:
        if sum(e for _, e in powers) >= least: total += Q(c) * math.prod((theta[i] ** e for i, e in powers), start=ONE)
    return total
#? slope
def slope(theta, v):
    """⟨∇h(θ), v⟩"""
    variables = [Number(a) for a in theta]
    h = Number(ZERO)
    for c, powers in SHOWN["law"]:
        term = Number(Q(c))
        for i, e in powers:
            for _ in range(e): term = term * variables[i]
        h += term
    return sum((a * b for a, b in zip(gradient(h, variables), v)), ZERO)
#.

def main():
    """Prints what is found; whether the claim fails."""
#? steps
    path = trained()
    way = [b - a for a, b in zip(path[0], path[-1])]
    print(f"after {plural(len(path) - 1, 'step')}:")
    for i, name in enumerate(PARAMETERS): print(f"  {name}: {show(path[0][i])} -> {show(path[-1][i])}")
    print("these have to keep their values:")
    moved = [value_of(form, way) for form in SHOWN["forms"]]
    for form, change in zip(SHOWN["forms"], moved): print(f"  {written(form)} changes by {show(change)}")
    print(f"the root of the sum of their squares is {length(moved):.7g}")
    return any(abs(a) > TINY for a in moved)
#? stray
    path = trained()
    way = [b - a for a, b in zip(path[0], path[-1])]
    print(f"after {plural(len(path) - 1, 'step')}:")
    for i, name in enumerate(PARAMETERS): print(f"  {name}: {show(path[0][i])} -> {show(path[-1][i])}")
    apart = length(normal(way))
    print(f"the distance to the subspace grows from 0 to {apart:.7g}")
    return apart > TINY
#? ratio
    path = trained()
    before, after = length(normal(path[0])), length(normal(path[-1]))
    print(f"the distance is {before:.7g} at the start and {after:.7g} after {plural(len(path) - 1, 'step')}: {after / before:.4g} times as far")
    return after / before > SHOWN["factor"]
#? balance
    values = [law(theta) for theta in trained()]
    ends = [0]
    for leg in LEGS: ends.append(ends[-1] + leg["steps"])
    print(f"{SHOWN['name']} goes from {' to '.join(show(values[k]) for k in ends)} in {plural(len(values) - 1, 'step')}")
    return any(abs(value - values[0]) > TINY for value in values)
#? squares
    path = trained([Q(LEGS[0]["rate"]) / k for k in range(1, LEGS[0]["steps"] + 1)])
    drift = law(path[-1]) - law(path[0])
    squares = sum((law([b - a for a, b in zip(*pair)], 2) for pair in zip(path, path[1:])), ZERO)
    print(f"{SHOWN['name']} drifts by {show(drift)} in {plural(len(path) - 1, 'step')}")
    print(f"the sum of squares of the steps is {show(squares)}")
    left = drift - Q(SHOWN["factor"]) * squares
    print(f"the drift less {SHOWN['factor']} times that sum: {show(left)}, said to be 0")
    return abs(left) > TINY
#? first-slope
    path = trained([ONE])
    left = slope(path[0], [a - b for a, b in zip(*path)])
    print(f"along the first step {SHOWN['name']} changes at the rate {show(left)}, however small the step; said to be 0")
    return abs(left) > TINY
#? halved
    def drift(steps, rate):
        LEGS[0]["steps"] = steps
        path = trained([rate] * steps)
        return law(path[-1]) - law(path[0])
    for digits in (6, 12):
        eta = Q(10) ** -digits
        once, halved = drift(1, eta) / eta ** 2, drift(2, eta / 2) / eta ** 2
        left = Q(SHOWN["ratio"]) * halved - once
        print(f"rate 1e-{digits}: the drift over its square is {float(once):.8g}, with half the rate twice {float(halved):.8g}")
    print(f"{SHOWN['ratio']} times the second less the first: {float(left):.8g}, said to vanish with the rate")
    return abs(left) > Q(10) ** -6
#? tangency
    x = [Q(v) for v in SHOWN["x"]]
    pull = field(THETA, x, SHOWN["output"])
    for name, a in zip(PARAMETERS, pull): print(f"  ∂F/∂{name} = {show(a)}")
    apart = length(normal(pull))
    print(f"the part across the subspace of the gradient at x = ({', '.join(map(show, x))}) is {apart:.7g}, said to be 0")
    return apart > TINY
#? equivariance
    x = [Q(v) for v in SHOWN["x"]]
    def mapped(v):
        out = list(v)
        for i, (to, factor) in enumerate(SHOWN["map"]): out[to] = Q(factor) * v[i]
        return out
    there = field(mapped(THETA), x, SHOWN["output"])
    image = mapped(field(THETA, x, SHOWN["output"]))
    for name, a, b in zip(PARAMETERS, there, image): print(f"  {name}: {show(a)} in the gradient at Qθ, {show(b)} in Q times that at θ")
    apart = length([a - b for a, b in zip(there, image)])
    print(f"they differ by {apart:.7g}, said to be 0")
    return apart > TINY
#? growth
    off = normal(THETA)
    near = [a - b for a, b in zip(THETA, off)]
    leg = SHOWN["legs"][0]
    here, there = (loss_gradient(t, numbers(leg["inputs"]), numbers(leg["targets"]), leg["loss"]) for t in (THETA, near))
    rate = -sum((d * (a - b) for d, a, b in zip(off, here, there)), ZERO)
    print(f"half the square of the distance grows at the rate {show(rate)}, said to be at most 0")
    return rate > TINY
#? law-slope
    largest = ZERO
    for x in numbers(SHOWN["inputs"]):
        for output in range(SHOWN["outputs"]):
            rate = slope(THETA, field(THETA, x, output))
            print(f"along the field of output {output + 1} at x = ({', '.join(map(show, x))}) {SHOWN['name']} changes at the rate {show(rate)}")
            largest = max(largest, abs(rate))
    print("said to be 0 along every field")
    return largest > TINY
#? conserved
    for _ in range(8):
        theta, x = somewhere(len(THETA)), somewhere(SHOWN["inputs"])
        for output in range(SHOWN["outputs"]):
            if slope(theta, field(theta, x, output)) != 0: return False
    print(f"{SHOWN['name']} is conserved: its rate of change along the fields is 0 at 8 random θ and x")
    print(f"at θ it is {show(law(THETA))}")
    return SHOWN["at"] is None or law(THETA) == Q(SHOWN["at"])
#? still
    largest = ZERO
    for _ in range(8):
        x = somewhere(SHOWN["inputs"])
        for output in range(SHOWN["outputs"]):
            pull = field(THETA, x, output)
            largest = max([largest] + [abs(pull[i]) for i in SHOWN["parameters"]])
    names = ", ".join(PARAMETERS[i] for i in SHOWN["parameters"])
    print(f"the largest slope of F in {names} at 8 random x is {show(largest)}")
    return largest <= TINY
#? equal
    for i, j in SHOWN["pairs"]:
        same = all(THETA[a] == THETA[b] for a, b in zip(SHOWN["units"][i], SHOWN["units"][j]))
        print(f"units {i + 1} and {j + 1} are {'equal' if same else 'different'}")
        if not same: return False
    units = [tuple(THETA[a] for a in unit) for unit in SHOWN["units"]]
    most = max(units.count(unit) for unit in units)
    print(f"{len(SHOWN['pairs'])} pairs; {most} equal units at most")
    return most == 2 and len(SHOWN["pairs"]) > 1
#? reflection
    def reflected(v):
        out = list(v)
        for form in SHOWN["forms"]:
            share = 2 * value_of(form, v) / sum(Q(c) ** 2 for _, c in form)
            for i, c in form: out[i] -= share * Q(c)
        return out
    print("the reflection that changes the signs of", "; ".join(map(written, SHOWN["forms"])))
    if reflected(THETA) != THETA: return False
    for _ in range(8):
        theta, x = somewhere(len(THETA)), somewhere(SHOWN["inputs"])
        here, there = F(theta, x), F(reflected(theta), x)
        if [number(y).value for y in here] != [number(y).value for y in there]: return False
    print("fixes θ, and leaves F as it is at 8 random θ and x")
    print(f"what it fixes has dimension {len(THETA) - len(SHOWN['forms'])} of {len(THETA)}, said to be all")
    return len(SHOWN["forms"]) > 0
#? curve
    for theta in [THETA] + [somewhere(len(THETA)) for _ in range(8)]:
        pulls = [field(theta, somewhere(SHOWN["inputs"]), o) for _ in range(4) for o in range(SHOWN["outputs"])]
        if rank(pulls) != 1: return False
    print("the fields at θ and at 8 random points are multiples of one: the orbit is a curve")
    print(f"it has dimension 1 of {len(THETA)}.")
    print(f"{len(THETA) - 1} functions are conserved along it, said to be {SHOWN['expected']}")
    return len(THETA) - 1 != SHOWN["expected"]
#? signs
    found = []
    for _ in range(8 * len(THETA)):
        inputs, targets = [somewhere(SHOWN["inputs"]) for _ in range(2)], [somewhere(SHOWN["outputs"]) for _ in range(2)]
        pull = loss_gradient(THETA, inputs, targets, "linear")
        found.append([Q((a > 0) - (a < 0)) for a in pull])
    dimension = rank(found)
    print(f"the signs of the gradients of {len(found)} random data sets span {dimension} of {len(THETA)} dimensions")
    print(f"{len(THETA) - dimension} are conserved, said to be {SHOWN['expected']}")
    return len(THETA) - dimension != SHOWN["expected"]
#? span
    inputs = [somewhere(SHOWN["inputs"]) for _ in range(2 * len(THETA) + 2)]
    def span(theta): return rank([field(theta, x, o) for x in inputs for o in range(SHOWN["outputs"])])
    here, most, theta = span(THETA), 0, THETA
    for x in inputs[:3]:  # the orbit is walked along fields
        theta = runge_kutta(theta, lambda t: field(t, x, 0), Q("1/4"), 8)
        most = max(most, span(theta))
    print(f"the fields at {len(inputs)} random x span {plural(here, 'dimension')} at θ and {most} along the orbit")
    return here != most
#? trajectory
    apart = []
    for steps in (8, 16, 32):
        theta = THETA
        for leg in SHOWN["legs"]:
            inputs, targets = numbers(leg["inputs"]), numbers(leg["targets"])
            down = lambda t: [-g for g in loss_gradient(t, inputs, targets, leg["loss"])]
            theta = runge_kutta(theta, down, Q(leg["time"]) / steps, steps)
        apart.append(length(normal([b - a for a, b in zip(THETA, theta)])))
        print(f"{steps} steps: the distance to the subspace is {apart[-1]:.12g}")
    error = abs(apart[2] - apart[1])
    print(f"halving the step changes it by {error:.2g}: it converges to a distance that is not 0")
    return apart[2] > 1000 * error
#? runge-kutta
def runge_kutta(theta, slope_at, h, steps):
    """The classical method of order 4 in steps of length h."""
    def ahead(v, s): return [a + s * b for a, b in zip(theta, v)]
    for _ in range(steps):
        k1 = slope_at(theta)
        k2 = slope_at(ahead(k1, h / 2))
        k3 = slope_at(ahead(k2, h / 2))
        k4 = slope_at(ahead(k3, h))
        theta = [t + h / 6 * (a + 2 * b + 2 * c + d) for t, a, b, c, d in zip(theta, k1, k2, k3, k4)]
    return theta
#.

if __name__ == "__main__":
    fails = main()
    print("so the claim fails" if fails else "this is not what the file says")
    sys.exit(0 if fails else 1)
