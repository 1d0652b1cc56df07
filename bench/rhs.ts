/**
 * Right-hand sides −∇L per second: two-layer tanh, squared loss, float64, one core, against C
 * (`cc -O3 -march=native -ffast-math`) and NumPy with one thread where they are present. The bound is what the lanes
 * allow (`peak.ts`).
 *
 *   npm run bench:rhs
 */
import { layoutOf } from '../src/instances/layout.ts';
import { createRng } from '../src/numerics/random.ts';
import { resolveLoss } from '../src/training/loss.ts';
import { createObjective } from '../src/training/objective.ts';
import { leastSeconds, secondsOfCalls, vectorOperationsPerSecond } from './peak.ts';
import { compileC, measure, python, table } from './peer.ts';
import { conclude, processorTime as now, type Row, say } from './rows.ts';

const SIZES = [
  [4, 2, 8],
  [8, 3, 32],
  [64, 10, 256],
  [512, 32, 512],
] as const;

/** Best of five rounds of at least 60 ms, after one to warm up. @param batch calls between looks at the clock. */
function secondsPerCall(batch: number, call: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) {
    const start = now();
    let count = 0;
    while (now() - start < 60) {
      for (let k = 0; k < batch; k++) call();
      count += batch;
    }
    if (round > 0) best = Math.min(best, (now() - start) / 1000 / count);
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
  return secondsPerCall(Math.ceil(1e5 / (m * n)), () => objective.gradient(theta, gradient));
}

/** Each in turn, so that a machine whose pace changes changes it for all of them; the best of three. */
const TURNS = 3;

const best = (times: readonly (number | undefined)[]): number | null =>
  times.some((t) => t === undefined) ? null : Math.min(...(times as number[]));

const time = (seconds: number | null) =>
  seconds === null
    ? '–'
    : seconds < 1e-3
      ? `${(seconds * 1e6).toFixed(seconds < 1e-6 ? 2 : 1)} µs`
      : `${(seconds * 1e3).toFixed(2)} ms`;
const ratio = (own: number, peer: number | null) =>
  peer === null ? '–' : `${(own / peer).toFixed(2)}×`;

const c = compileC('rhs.c', ['-O3', '-march=native', '-ffast-math', '-lm']);
const rows = [['m, d, n', 'falsim', 'bound', 'C', 'falsim / C', 'NumPy', 'falsim / NumPy']];
const concluded: Row[] = [];
const rate = vectorOperationsPerSecond();
const calls = secondsOfCalls();
say(`${(rate / 1e9).toFixed(1)} · 10⁹ vector operations a second at most, two float64 each`);
say(`${(calls * 1e9).toFixed(0)} ns for calls into WebAssembly, in each right-hand side\n`);
for (const [m, d, n] of SIZES) {
  const sizes = [m, d, n].map(String);
  const own: number[] = [];
  const native: (number | undefined)[] = [];
  const numpy: (number | undefined)[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    own.push(falsim(m, d, n));
    native.push(c === undefined ? undefined : measure(c, sizes));
    numpy.push(python('rhs.py', sizes));
  }
  const [measured, inC, inNumpy] = [Math.min(...own), best(native), best(numpy)];
  for (const [name, peer, atMost] of [
    ['C', inC, 1.3],
    ['NumPy', inNumpy, 1],
  ] as const)
    concluded.push({
      work: `right-hand side, ${sizes.join(', ')}`,
      unit: 's',
      measured,
      peer: { name, measured: peer },
      goal: { of: 'ratio', atMost },
    });
  rows.push([
    sizes.join(', '),
    time(measured),
    time(calls + leastSeconds(m, d, n, rate)),
    time(inC),
    ratio(measured, inC),
    time(inNumpy),
    ratio(measured, inNumpy),
  ]);
}
say(table(rows));
conclude(concluded);
