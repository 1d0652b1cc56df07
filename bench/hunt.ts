/**
 * A hunt on one core against what one would write instead: Hypothesis for the draws, NumPy and SciPy's
 * `solve_ivp` for the flow (`peers/hunt.py`; left out where they are not installed).
 *
 *   npm run bench:hunt [-- SECONDS]      of processor time for each figure, default 10
 *
 * - trajectories: the same networks, data, horizons, method (Dormand–Prince 5(4)) and tolerance (1e-7).
 * - verdicts: instances of `symmetry-induces-sim`; the peer's are networks of the same sizes with two equal
 *   neurons, integrated once. falsim decides by proof and integrates a share (`claims/oracles/integrated.ts`), once
 *   and for half as many steps at most where it never leaves the subspace (`claims/oracles/trajectory.ts`).
 * - the other theorems, in verdicts a second, have no peer.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHUNK_RUNS, runChunk } from '../src/campaigns/chunk.ts';
import { objectiveOf } from '../src/claims/oracles/float-model.ts';
import { segmentsOf } from '../src/claims/oracles/manifold.ts';
import { claimById, claims } from '../src/claims/registry.ts';
import { dormandPrince5 } from '../src/dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../src/dynamics/proportional-integral.ts';
import { solve } from '../src/dynamics/solve.ts';
import { gradientFlow } from '../src/dynamics/vector-field.ts';
import type { Instance } from '../src/instances/instance.ts';
import { open, type Subject } from '../src/instances/subject.ts';
import { toFloat } from '../src/numerics/numeral.ts';
import { createRng } from '../src/numerics/random.ts';
import { python, table } from './peer.ts';
import { argument, conclude, processorTime as now, type Row, say } from './rows.ts';

const TOLERANCE = 1e-7;
/** Of a flow that stiffens; the peer has as many. */
const MOST_STEPS = 1500;
const TRAJECTORIES = 300;
/** Functions that the peer knows. */
const FUNCTIONS =
  'identity square cube tanh sin cos exp arctan sigmoid softplus silu gaussian'.split(' ');

const seconds = argument(10);

/** What `work` does a second, after a fifth of the time to warm up. @param work until a time; how much it did. */
function rate(work: (until: number) => number): number {
  work(now() + 200 * seconds);
  const start = now();
  const count = work(start + 1000 * seconds);
  return (1000 * count) / (now() - start);
}

/** Networks with squared loss that both sides can integrate. */
function common(): Subject[] {
  const claim = claimById('symmetry-induces-sim')!;
  const found: Subject[] = [];
  for (let i = 0; found.length < TRAJECTORIES; i++) {
    const drawn = claim.generate(createRng(`bench ${i}`), {
      dropped: new Set(),
      size: (i % 20) / 20,
      kinds: ['fully-connected'],
    });
    const { activation } = drawn.model as unknown as { readonly activation: unknown };
    if (typeof activation !== 'string' || !FUNCTIONS.includes(activation)) continue;
    const instance: Instance = { ...drawn, loss: 'squared' };
    const subject = open(instance);
    // Sizes that both can integrate in doubles.
    if (subject.float.every((x) => Math.abs(x) < 10)) found.push(subject);
  }
  return found;
}

function forPeer({ instance, float }: Subject): unknown {
  const { widths, bias, activation } = instance.model as unknown as Record<string, unknown>;
  const numbers = (rows: readonly (readonly (string | number)[])[]) =>
    rows.map((row) => row.map(toFloat));
  return {
    widths,
    bias: bias ?? false,
    activation,
    theta: [...float],
    inputs: numbers(instance.data!.inputs),
    targets: numbers(instance.data!.targets),
    time: toFloat(instance.training?.time ?? 1),
  };
}

function integrateOne(subject: Subject): void {
  const [segment] = segmentsOf(subject);
  solve(gradientFlow(objectiveOf(subject, segment)), subject.float, {
    method: dormandPrince5,
    control: proportionalIntegral({
      relative: TOLERANCE,
      absolute: TOLERANCE,
      maxSteps: MOST_STEPS,
    }),
    from: 0,
    until: segment.duration,
    ends: { blowUpAbove: 1e8 },
  });
}

const one = (x: number | undefined) => (x === undefined ? '–' : x.toFixed(x < 100 ? 1 : 0));
const rows = [['', 'falsim', 'Hypothesis + SciPy', 'ratio']];
const concluded: Row[] = [];
/** Of what has a peer: so many times as much as it. */
const GOALS: Readonly<Record<string, number>> = { trajectories: 10, 'symmetry-induces-sim': 20 };
const compare = (name: string, own: number, peer?: number) => {
  const atLeast = GOALS[name];
  if (atLeast !== undefined)
    concluded.push({
      work: name === 'trajectories' ? name : `verdicts, ${name}`,
      unit: '/s',
      measured: own,
      peer: { name: name === 'trajectories' ? 'SciPy' : 'Hypothesis', measured: peer ?? null },
      goal: { of: 'ratio', atLeast },
    });
  const ratio = peer === undefined ? '–' : `${(own / peer).toFixed(1)} ×`;
  rows.push([name, `${one(own)}/s`, peer === undefined ? '–' : `${one(peer)}/s`, ratio]);
};

const subjects = common();
const file = join(mkdtempSync(join(tmpdir(), 'falsim-bench-')), 'instances.json');
writeFileSync(file, JSON.stringify(subjects.map(forPeer)));
let next = 0;
compare(
  'trajectories',
  rate((until) => {
    let count = 0;
    for (; now() < until; count++) integrateOne(subjects[next++ % subjects.length]);
    return count;
  }),
  python('hunt.py', ['trajectories', file, `${seconds}`]),
);
for (const claim of claims.filter(({ status }) => status === 'theorem')) {
  let index = 0;
  const own = rate((until) => {
    const isOver = () => now() >= until;
    let count = 0;
    while (!isOver()) {
      const spec = { claimId: claim.id, dropped: [], seed: 1, index: index++, runs: CHUNK_RUNS };
      count += runChunk(claim, spec, isOver).tries;
    }
    return count;
  });
  const peer = claim.id === 'symmetry-induces-sim';
  compare(claim.id, own, peer ? python('hunt.py', ['verdicts', `${seconds}`]) : undefined);
}
say(table(rows));
conclude(concluded);
