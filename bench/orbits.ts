/**
 * Exact orbit dimensions: every published case against its expected answer, drawn ones of the same sizes
 * against laws counted otherwise, a scaling series, large and deep models, a certificate and its
 * verification, and elimination mod p against FLINT where it is installed.
 *
 *   npm run bench:orbits
 *
 * Times are processor time of the process, all its threads together: what else the machine does hardly
 * counts. The published cases come first, and most of what they cost is compiling, in threads beside the one that
 * computes: their rows have the time of that one, which is waited for. Exits with 1 when any answer differs from the
 * expected one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { independentBalances } from '../src/claims/oracles/linear-laws.ts';
import type { ModelSpec } from '../src/instances/instance.ts';
import { rankModulo } from '../src/numerics/modular-elimination.ts';
import { createRng } from '../src/numerics/random.ts';
import { certificateOf } from '../src/orbits/dimension/certificate.ts';
import { orbit } from '../src/orbits/dimension/orbit.ts';
import { isDecided } from '../src/orbits/dimension/orbit-status.ts';
import { verifyCertificate } from '../src/verifier/verify.ts';
import { cpu, genericInstance, peak, seconds, timed, timeRow } from './orbit-time.ts';
import { compileC, measure, table } from './peer.ts';
import { conclude, type Row, say } from './rows.ts';

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

let wrong = 0;
const concluded: Row[] = [];

interface Cost {
  /** Milliseconds of all threads, and of the one that computes. */
  ms: number;
  waited: number;
}

/** @param round 0 is told of. */
function published(kind: 'linear' | 'relu-paths', list: readonly Case[], round: number): Cost {
  const rows = [
    ['widths', 'bias', 'M', 'conserved', 'expected', 'status', 'time', 'peer / falsim'],
  ];
  const cost: Cost = { ms: 0, waited: 0 };
  let peer = 0;
  for (const { widths, bias, parameters, conserved, peerSeconds } of list) {
    const model: ModelSpec = kind === 'linear' ? { kind, widths } : { kind, widths, bias };
    const instance = genericInstance(model, `${kind} ${widths}${pointOf(round)}`);
    const { result, ms, waited } = timed(() => orbit(instance, { seed: 'bench' }));
    const found = result.parameters - result.dimension;
    // The published networks with biases have none at the output; ours there is free to move.
    const extra = bias ? widths.at(-1)! : 0;
    if (found !== conserved || result.parameters !== parameters + extra) wrong++;
    cost.ms += ms;
    cost.waited += waited;
    peer += peerSeconds ?? 0;
    rows.push([
      widths.join('-'),
      bias ? 'yes' : 'no',
      String(result.parameters),
      String(found),
      `${conserved}${found === conserved ? '' : '  WRONG'}`,
      result.status,
      seconds(waited),
      peerSeconds === undefined ? '–' : `${((1000 * peerSeconds) / waited).toFixed(0)}×`,
    ]);
  }
  if (round > 0) return cost;
  say(`\n${kind}: ${list.length} published cases`);
  say(table(rows));
  const against =
    peer > 0 ? `; SageMath ${peer.toFixed(0)} s, ${((1000 * peer) / cost.waited).toFixed(0)}×` : '';
  say(`total ${seconds(cost.waited)}${against}; with the threads that compile ${seconds(cost.ms)}`);
  if (peer > 0)
    concluded.push({
      work: `laws, ${list.length} published ${kind}`,
      unit: 's',
      measured: cost.waited / 1000,
      peer: { name: 'SageMath', measured: peer, recorded: true },
      goal: { of: 'ratio', atLeast: 3000 },
    });
  return cost;
}

/** A round has points of its own, so that nothing is remembered. */
const pointOf = (round: number) => (round === 0 ? '' : ` at point ${round}`);

/** As many as there are published, with the ones that are: 50 linear, 50 ReLU. */
const DRAWN = 30;

/**
 * Networks of the published sizes. The laws of linear ones are counted by the gradients of their balances, of
 * ReLU ones there is one for each hidden neuron.
 *
 * @param round 0 is told of.
 */
function drawn(kind: 'linear' | 'relu-paths', round: number): Cost {
  const rng = createRng(`drawn ${kind}`);
  const widest = kind === 'linear' ? 5 : 9;
  const cost: Cost = { ms: 0, waited: 0 };
  for (let n = 0; n < DRAWN; n++) {
    const layers = rng.integer(2, 4);
    const widths = Array.from({ length: layers + 1 }, () => rng.integer(2, widest));
    const model: ModelSpec =
      kind === 'linear' ? { kind, widths } : { kind, widths, bias: rng.chance(0.3) };
    const instance = genericInstance(model, `drawn ${kind} ${n}${pointOf(round)}`);
    const { result, ms, waited } = timed(() => orbit(instance, { seed: 'bench' }));
    cost.ms += ms;
    cost.waited += waited;
    const expected =
      kind === 'linear'
        ? independentBalances(
            model,
            Array.from({ length: result.parameters }, () => rng.integer(1, 1e6)),
          )
        : widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
    if (result.parameters - result.dimension !== expected || !isDecided(result.status)) wrong++;
  }
  if (round === 0) say(`\n${kind}: ${DRAWN} drawn cases, total ${seconds(cost.waited)}`);
  return cost;
}

/** Two-layer tanh, d = 9, M = 10m: certified by one elimination. */
function scaling(): void {
  const rows = [['M', 'm', 'dimension', 'status', 'time', 'peak memory']];
  const points: [number, number][] = [];
  for (const m of [10, 20, 40, 70, 100, 200, 400]) {
    const model: ModelSpec = {
      kind: 'fully-connected',
      widths: [9, m, 1],
      bias: false,
      activation: 'tanh',
    };
    const instance = genericInstance(model, `tanh ${m}`);
    const { result, ms } = timed(() => orbit(instance, { seed: 'bench' }));
    if (result.dimension !== 10 * m || result.status !== 'certified') wrong++;
    points.push([Math.log(10 * m), Math.log(ms)]);
    if (m === 100) concluded.push(timeRow('orbit, tanh, M = 1000', ms, 0.2));
    if (m === 400)
      concluded.push(timeRow('orbit, tanh, M = 4000', ms, 6), {
        work: 'memory of orbits to there',
        unit: 'MiB',
        measured: process.resourceUsage().maxRSS / 1024,
        goal: { of: 'measured', atMost: 1024 },
      });
    rows.push([
      String(10 * m),
      String(m),
      String(result.dimension),
      result.status,
      seconds(ms),
      peak(),
    ]);
  }
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) /
    points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  say('\ntwo-layer tanh, d = 9, generic θ');
  say(table(rows));
  say(`time ~ M^${slope.toFixed(2)} (least squares over M = 100 … 4000)`);
  concluded.push({
    work: 'time ~ M^k, M = 100 … 4000',
    unit: '',
    measured: slope,
    goal: { of: 'measured', atMost: 2 },
  });
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
    times.push(timed(() => orbit(instance, { seed: k })).ms);
  }
  times.sort((a, b) => a - b);
  say(
    `\nnine parameters (tanh, m = 3, d = 2), another θ each time, model known: median ${times[25].toFixed(2)} ms`,
  );
}

/** Models whose constants are many, or whose rows are dense. */
function large(): void {
  const rows = [['model', 'M', 'dimension', 'status', 'time', 'peak memory']];
  const models: readonly (readonly [string, ModelSpec, number])[] = [
    [
      'softmax attention, 4 tokens, 16 channels, 8 keys and values',
      { kind: 'attention', positions: 4, channels: 16, keys: 8, values: 8, outputs: 1 },
      // QQᵀ − KKᵀ and VVᵀ − OᵀO, symmetric 8 × 8 matrices: 36 laws each.
      320,
    ],
    ...([
      [2, 3, 3, 3, 1],
      [3, 5, 5, 5, 2],
      [4, 8, 8, 8, 4],
    ].map((widths) => [
      `softplus with biases, ${widths.join('-')}`,
      { kind: 'fully-connected', widths, bias: true, activation: 'softplus' },
      widths.slice(1).reduce((sum, n, l) => sum + n * (widths[l] + 1), 0),
    ]) as [string, ModelSpec, number][]),
  ];
  for (const [name, model, expected] of models) {
    const instance = genericInstance(model, name);
    const { result, ms } = timed(() => orbit(instance, { seed: 'bench' }));
    if (result.dimension !== expected || !isDecided(result.status)) wrong++;
    const { parameters, dimension, status } = result;
    rows.push([name, `${parameters}`, `${dimension}`, status, seconds(ms), peak()]);
  }
  say('\nlarge and deep models, generic θ');
  say(table(rows));
}

function certificate(): void {
  const model = { kind: 'fully-connected', widths: [9, 100, 1], bias: false, activation: 'tanh' };
  const result = orbit(genericInstance(model as ModelSpec, 'certificate'), { seed: 'bench' });
  const written = timed(() => JSON.stringify(certificateOf(result, 'bench')));
  const verified = timed(() => verifyCertificate(JSON.parse(written.result)));
  if (!verified.result.accepted) wrong++;
  concluded.push(
    timeRow('certificate written, M = 1000', written.ms, 1),
    timeRow('certificate verified, M = 1000', verified.ms, 5),
  );
  say(
    `\ncertificate of 1000 parameters: written in ${seconds(written.ms)}, verified in ${seconds(verified.ms)}`,
  );
}

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
  concluded.push({
    work: `rank mod p, n = ${n}`,
    unit: 's',
    measured: best / 1000,
    peer: { name: 'FLINT', measured: flint || null },
    goal: { of: 'ratio', atMost: 1.2 },
  });
  const ratio = flint
    ? `; FLINT ${seconds(1000 * flint)}, ratio ${(best / 1000 / flint).toFixed(2)}`
    : '; FLINT is not installed';
  say(`rank of a dense ${n} × ${n} matrix mod ${prime}: ${seconds(best)}${ratio}`);
}

function hundred(round: number): Cost {
  const parts = [
    published('linear', cases.linear, round),
    published('relu-paths', cases.relu, round),
    drawn('linear', round),
    drawn('relu-paths', round),
  ];
  return {
    ms: parts.reduce((sum, { ms }) => sum + ms, 0),
    waited: parts.reduce((sum, { waited }) => sum + waited, 0),
  };
}

const first = hundred(0);
// What is left when all is compiled.
const compiled = Math.min(...[1, 2, 3].map((round) => hundred(round).ms));
say(`\n50 linear and 50 ReLU networks: ${seconds(first.waited)} in the thread that computes`);
say(
  `with the threads that compile: ${seconds(first.ms)}; compiled, at other points: ${seconds(compiled)}`,
);
concluded.push(
  timeRow('laws, 50 linear and 50 ReLU', first.waited, 0.5),
  { work: 'the same, with the threads that compile', unit: 's', measured: first.ms / 1000 },
  { work: 'the same, compiled', unit: 's', measured: compiled / 1000 },
);
scaling();
smallest();
large();
certificate();
say();
for (const n of [1000, 2000]) elimination(n);
say(wrong === 0 ? '\nevery answer matches' : `\n${wrong} answers are wrong`);
conclude(concluded);
process.exitCode = wrong === 0 ? 0 : 1;
