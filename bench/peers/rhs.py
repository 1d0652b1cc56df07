"""The peer of bench/rhs.ts in NumPy. Usage: rhs.py m d n -> seconds per evaluation."""
import sys
import time

import numpy as np

m, d, n = map(int, sys.argv[1:])
rng = np.random.default_rng(1)
w, a = rng.standard_normal((m, d)), rng.standard_normal(m)
x, y = rng.standard_normal((n, d)), rng.standard_normal(n)


def rhs():
    h = np.tanh(x @ w.T)
    r = (h @ a - y) / n
    ga = -(h.T @ r)
    gw = -((r[:, None] * (1 - h * h) * a).T @ x)
    return gw, ga


best = 1e9
# Calls between looks at the clock.
batch = 1 + 100000 // (m * n)
for _ in range(5):
    count, start = 0, time.process_time()
    while time.process_time() - start < 0.06:
        for _ in range(batch):
            rhs()
        count += batch
    best = min(best, (time.process_time() - start) / count)
print(f"{best:.9g}")
