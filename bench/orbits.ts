/**
 * Exact orbit dimensions: every published case against its expected answer, a scaling series, and one
 * elimination mod p against FLINT where it is installed.
 *
 *   npm run bench:orbits
 *
 * Exits with 1 when any answer differs from the expected one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance, ModelSpec } from '../src/instances/instance.ts';
import { layoutOf, unflatten } from '../src/instances/layout.ts';
import { rankModulo } from '../src/numerics/modular-elimination.ts';
import { createRng } from '../src/numerics/random.ts';
import { orbit } from '../src/orbits/dimension/orbit.ts';
import { compileC, measure, table } from './peer.ts';

interface Case {
  readonly widths: readonly number[];
  readonly bias: boolean;
  readonly parameters: number;
  readonly conserved: number;
  readonly peerSeconds?: number;
}

const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, 'conservation-cases.json'), 'utf8'),
) as { readonly linear: readonly Case[]; readonly relu: readonly Case[] };

/** Integers up to ±1000: a generic point for these models. */
function genericInstance(model: ModelSpec, seed: string): Instance {
  const rng = createRng(seed);
  const theta = Array.from({ length: layoutOf(model).size }, () => rng.integer(1, 1000));
  return {
    model,
    parameters: unflatten(
      model,
      theta.map((v) => (rng.chance(0.5) ? v : -v)),
    ),
  };
}

const seconds = (ms: number) => (ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`);
let wrong = 0;

function published(kind: 'linear' | 'relu-paths', list: readonly Case[]): void {
  const rows = [
    ['widths', 'bias', 'M', 'conserved', 'expected', 'status', 'time', 'peer / falsim'],
  ];
  let total = 0;
  let peer = 0;
  for (const { widths, bias, parameters, conserved, peerSeconds } of list) {
    const model: ModelSpec = kind === 'linear' ? { kind, widths } : { kind, widths, bias };
    const result = orbit(genericInstance(model, `${kind} ${widths}`), { seed: 'bench' });
    const found = result.parameters - result.dimension;
    // The published networks with biases have none at the output; ours there is free to move.
    const extra = bias ? widths.at(-1)! : 0;
    if (found !== conserved || result.parameters !== parameters + extra) wrong++;
    total += result.milliseconds;
    peer += peerSeconds ?? 0;
    rows.push([
      widths.join('-'),
      bias ? 'yes' : 'no',
      String(result.parameters),
      String(found),
      `${conserved}${found === conserved ? '' : '  WRONG'}`,
      result.status,
      seconds(result.milliseconds),
      peerSeconds === undefined
        ? '–'
        : `${((1000 * peerSeconds) / result.milliseconds).toFixed(0)}×`,
    ]);
  }
  console.log(`\n${kind}: ${list.length} published cases`);
  console.log(table(rows));
  const against =
    peer > 0 ? `; SageMath ${peer.toFixed(0)} s, ${((1000 * peer) / total).toFixed(0)}×` : '';
  console.log(`total ${seconds(total)}${against}`);
}

/** Two-layer tanh, d = 9, M = 10m: certified by one elimination. */
function scaling(): void {
  const rows = [['M', 'm', 'dimension', 'status', 'time', 'peak memory']];
  const points: [number, number][] = [];
  for (const m of [10, 20, 40, 70, 100]) {
    const model: ModelSpec = {
      kind: 'fully-connected',
      widths: [9, m, 1],
      bias: false,
      activation: 'tanh',
    };
    const result = orbit(genericInstance(model, `tanh ${m}`), { seed: 'bench' });
    if (result.dimension !== 10 * m || result.status !== 'certified') wrong++;
    points.push([Math.log(10 * m), Math.log(result.milliseconds)]);
    rows.push([
      String(10 * m),
      String(m),
      String(result.dimension),
      result.status,
      seconds(result.milliseconds),
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
    ]);
  }
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) /
    points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  console.log('\ntwo-layer tanh, d = 9, generic θ');
  console.log(table(rows));
  console.log(`time ~ M^${slope.toFixed(2)} (least squares over M = 100 … 1000)`);
}

function smallest(): void {
  const model: ModelSpec = {
    kind: 'fully-connected',
    widths: [2, 3, 1],
    bias: false,
    activation: 'tanh',
  };
  // Another θ each time: what is remembered of an instance would be measured otherwise.
  const times: number[] = [];
  for (let k = 0; k < 51; k++) {
    const instance = genericInstance(model, `nine parameters ${k}`);
    times.push(orbit(instance, { seed: k }).milliseconds);
  }
  times.sort((a, b) => a - b);
  console.log(
    `\nnine parameters (tanh, m = 3, d = 2), another θ each time, model known: median ${times[25].toFixed(2)} ms`,
  );
}

/** Processor time, also of the peer: other work on the machine does not count. */
const cpu = () => process.cpuUsage().user / 1000;

function elimination(n: number): void {
  const prime = 4194301;
  const rng = createRng('elimination');
  const matrix = Float64Array.from({ length: n * n }, () => rng.integer(0, prime - 1));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const rows = matrix.slice();
    const start = cpu();
    if (rankModulo(rows, n, n, prime) !== n) wrong++;
    best = Math.min(best, cpu() - start);
  }
  const program = compileC('elimination.c', ['-O3', '-march=native', '-lflint']);
  const flint = program && measure(program, [String(n), String(prime)]);
  const ratio = flint
    ? `; FLINT ${seconds(1000 * flint)}, ratio ${(best / 1000 / flint).toFixed(2)}`
    : '; FLINT is not installed';
  console.log(`rank of a dense ${n} × ${n} matrix mod ${prime}: ${seconds(best)}${ratio}`);
}

published('linear', cases.linear);
published('relu-paths', cases.relu);
scaling();
smallest();
console.log();
for (const n of [1000, 2000]) elimination(n);
console.log(wrong === 0 ? '\nevery answer matches' : `\n${wrong} answers are wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
