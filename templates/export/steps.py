# ------------------------------------------------------------------------------------------------
# Training.

LEGS = json.loads(r"""
{{legs}}
""")

def step(theta, leg, k, rate, memory):
    """Step k = 1, 2, … of the leg: θ - rate·direction; `memory` is what the method remembers."""
    inputs, targets = numbers(leg["inputs"]), numbers(leg["targets"])
#? sgd
    rows = leg["batches"][k - 1]
    inputs, targets = [inputs[i] for i in rows], [targets[i] for i in rows]
#? label-noise
    noise = numbers(leg["drawn"][k - 1])
    targets = [[a + b for a, b in zip(*pair)] for pair in zip(targets, noise)]
#? dropout shared-dropout
    mask = [Q(v) for v in leg["drawn"][k - 1]]  # 0 or 2 for what goes out of a unit, 1 elsewhere
    masked = [a * b for a, b in zip(mask, theta)]
    g = [a * b for a, b in zip(mask, loss_gradient(masked, inputs, targets, leg["loss"]))]
#? plain
    g = loss_gradient(theta, inputs, targets, leg["loss"])
#? gradient-noise shared-noise
    g = [a + Q(b) for a, b in zip(g, leg["drawn"][k - 1])]
#? momentum nesterov
    mu = Q("9/10")
    v = memory["velocity"] = [mu * a + b for a, b in zip(memory.get("velocity", [ZERO] * len(g)), g)]
#? momentum
    g = v
#? nesterov
    g = [a + mu * b for a, b in zip(g, v)]
#? sign-descent
    g = [Q((a > 0) - (a < 0)) for a in g]
#? rmsprop
    rho, epsilon = Q("99/100"), Q("1/100000000")
    s = memory["square"] = [rho * a + (1 - rho) * b * b for a, b in zip(memory.get("square", [ZERO] * len(g)), g)]
    g = [a / (b.sqrt() + epsilon) for a, b in zip(g, s)]
#? adam adamw
    beta1, beta2, epsilon = Q("9/10"), Q("999/1000"), Q("1/100000000")
    m = memory["mean"] = [beta1 * a + (1 - beta1) * b for a, b in zip(memory.get("mean", [ZERO] * len(g)), g)]
    s = memory["square"] = [beta2 * a + (1 - beta2) * b * b for a, b in zip(memory.get("square", [ZERO] * len(g)), g)]
    g = [a / (1 - beta1 ** k) / ((b / (1 - beta2 ** k)).sqrt() + epsilon) for a, b in zip(m, s)]
#? weight-decay adamw
    g = [a + Q("1/100") * b for a, b in zip(g, theta)]
#.
    return [a - rate * b for a, b in zip(theta, g)]

def trained(rates=None):
    """θ at the start and after each step; rates: one for each step, in the place of the leg's own."""
    path, k = [THETA], 0
    for leg in LEGS:
        memory = {}
        for n in range(1, leg["steps"] + 1):
            rate = Q(leg["rate"]) if rates is None else rates[k]
            path.append(step(path[-1], leg, n, rate, memory))
            k += 1
    return path

