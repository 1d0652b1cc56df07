/**
 * Right-hand sides −∇L per second: two-layer tanh, squared loss, float64, one core, against C
 * (`cc -O3 -march=native -ffast-math`) and NumPy with one thread where they are present.
 *
 *   npm run bench:rhs
 */
import { layoutOf } from '../src/instances/layout.ts';
import { createRng } from '../src/numerics/random.ts';
import { resolveLoss } from '../src/training/loss.ts';
import { createObjective } from '../src/training/objective.ts';
import { compileC, measure, python, table } from './peer.ts';

const SIZES = [
  [4, 2, 8],
  [8, 3, 32],
  [64, 10, 256],
  [512, 32, 512],
] as const;

/** Best of five rounds of at least 150 ms, after one to warm up. */
function secondsPerCall(call: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < 150) {
      for (let k = 0; k < 4; k++) call();
      count += 4;
    }
    if (round > 0) best = Math.min(best, (performance.now() - start) / 1000 / count);
  }
  return best;
}

function falsim(m: number, d: number, n: number): number {
  const rng = createRng(1);
  const draw = (count: number) => Float64Array.from({ length: count }, () => rng.uniform() - 0.5);
  const model = {
    kind: 'fully-connected',
    widths: [d, m, 1],
    bias: false,
    activation: 'tanh',
  } as const;
  const dataset = { name: 'bench', n, d, c: 1, inputs: draw(n * d), targets: draw(n) };
  const objective = createObjective(model, dataset, resolveLoss('squared'));
  const theta = draw(layoutOf(model).size);
  const gradient = new Float64Array(theta.length);
  return secondsPerCall(() => objective.gradient(theta, gradient));
}

const time = (seconds: number | undefined) =>
  seconds === undefined
    ? '–'
    : seconds < 1e-3
      ? `${(seconds * 1e6).toFixed(1)} µs`
      : `${(seconds * 1e3).toFixed(2)} ms`;
const ratio = (own: number, peer: number | undefined) =>
  peer === undefined ? '–' : `${(own / peer).toFixed(2)}×`;

const c = compileC('rhs.c', ['-O3', '-march=native', '-ffast-math', '-lm']);
const rows = [['m, d, n', 'per second', 'falsim', 'C', 'falsim / C', 'NumPy', 'falsim / NumPy']];
for (const [m, d, n] of SIZES) {
  const sizes = [m, d, n].map(String);
  const own = falsim(m, d, n);
  const native = c === undefined ? undefined : measure(c, sizes);
  const numpy = python('rhs.py', sizes);
  rows.push([
    sizes.join(', '),
    (1 / own).toFixed(0),
    time(own),
    time(native),
    ratio(own, native),
    time(numpy),
    ratio(own, numpy),
  ]);
}
console.log(table(rows));
