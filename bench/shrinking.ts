/**
 * How good is the shrinker? Claims with a known smallest witness are falsified from 20 seeds each, and
 * what is found is shrunk twice: by the passes over instances, and by fast-check's own arbitraries for
 * the same numbers (arrays of `fc.double`, `fc.constantFrom`). Printed: how many different witnesses the
 * seeds end in, and the median number of verdicts it took to get there.
 *
 *   npm run bench:shrinking [-- seeds]
 */
import fc from 'fast-check';
import { failureKey } from '../src/campaigns/outcome.ts';
import type { Claim } from '../src/claims/claim.ts';
import { claimById } from '../src/claims/registry.ts';
import type { Instance, Numeral } from '../src/instances/instance.ts';
import { open } from '../src/instances/subject.ts';
import { createRng } from '../src/numerics/random.ts';
import { canonicalText } from '../src/shrinking/complexity.ts';
import { shrink } from '../src/shrinking/shrink.ts';
import { table } from './peer.ts';
import { argument, conclude, type Row, say } from './rows.ts';

/** Numbers as one would draw them with fast-check alone. */
interface Numbers {
  readonly activation: string;
  /** One row a layer. */
  readonly layers: readonly (readonly (readonly number[])[])[];
}

interface Target {
  readonly claim: string;
  readonly dropped: readonly string[];
  readonly activations: readonly string[];
  /** Layers of weights. */
  readonly depth: 2 | 3;
  /** All widths are 1. */
  readonly narrow: boolean;
  readonly training?: Pick<Instance, 'data' | 'loss' | 'training'>;
}

const admissible = ['tanh', 'sin', 'arctan', 'erf', 'exp', 'sigmoid', 'softplus'];

const targets: readonly Target[] = [
  {
    claim: 'two-layer-exhaustive',
    dropped: ['value-at-zero'],
    activations: [...admissible, 'gelu', 'silu'],
    depth: 2,
    narrow: false,
  },
  {
    claim: 'two-layer-exhaustive',
    dropped: ['two-layer'],
    activations: admissible,
    depth: 3,
    narrow: true,
  },
  {
    claim: 'equal-inputs-stay-equal',
    dropped: [],
    activations: ['identity', 'square', 'cube', ...admissible],
    depth: 2,
    narrow: false,
  },
  {
    claim: 'gradient-descent-keeps-balance',
    dropped: [],
    activations: ['identity'],
    depth: 2,
    narrow: true,
    training: {
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { method: 'gradient-descent', rate: '1/10', steps: 1 },
    },
  },
];

interface Score {
  readonly distinct: number;
  readonly median: number;
}

function score(witnesses: readonly string[], evaluations: readonly number[]): Score {
  const sorted = [...evaluations].sort((a, b) => a - b);
  return { distinct: new Set(witnesses).size, median: sorted[sorted.length >> 1] };
}

function byPasses(claim: Claim, target: Target, seeds: number): Score {
  const dropped = new Set(target.dropped);
  const witnesses: string[] = [];
  const evaluations: number[] = [];
  for (let draw = 0; witnesses.length < seeds; draw++) {
    const rng = createRng(`${claim.id} ${draw}`);
    const instance = claim.generate(rng, { dropped, size: 0.5 });
    const verdict = claim.check(open(instance), { dropped, strictness: 0.5 });
    if (verdict.kind !== 'falsified') continue;
    const result = shrink(instance, (candidate) => {
      const other = claim.check(open(candidate), { dropped, strictness: 0.5 });
      return other.kind === 'falsified' && failureKey(other) === failureKey(verdict);
    });
    witnesses.push(canonicalText(result.instance));
    evaluations.push(result.evaluations);
  }
  return score(witnesses, evaluations);
}

/** What one writes with fast-check alone: doubles, arrays, zeros put in by hand. */
function plainNumbers({ activations, depth, narrow }: Target): fc.Arbitrary<Numbers> {
  const real = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0, 1));
  const matrix = (rows: number, columns: number) =>
    fc.array(fc.array(real, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    });
  const widest = narrow ? 1 : 3;
  const width = fc.integer({ min: 1, max: widest });
  return fc.tuple(width, width).chain(([m, d]) =>
    fc.record({
      activation: fc.constantFrom(...activations),
      layers:
        depth === 3
          ? fc.tuple(matrix(1, 1), matrix(1, 1), matrix(1, 1))
          : fc.tuple(matrix(m, d), matrix(1, m)),
    }),
  );
}

function instanceOf({ activation, layers }: Numbers, target: Target): Instance {
  const widths = [layers[0][0].length, ...layers.map((rows) => rows.length)];
  return {
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: {
      layers: layers.map((weights) => ({
        weights: weights as readonly (readonly Numeral[])[],
        bias: null,
      })),
    },
    ...target.training,
  };
}

function byPlainFastCheck(claim: Claim, target: Target, seeds: number): Score {
  const dropped = new Set(target.dropped);
  const witnesses: string[] = [];
  const evaluations: number[] = [];
  for (let seed = 1; witnesses.length < seeds; seed++) {
    let sinceFailure = 0;
    let failed = false;
    const run = fc.check(
      fc.property(plainNumbers(target), (numbers) => {
        const verdict = claim.check(open(instanceOf(numbers, target)), {
          dropped,
          strictness: 0.5,
        });
        const fails = verdict.kind === 'falsified';
        if (failed) sinceFailure++;
        failed ||= fails;
        return !fails;
      }),
      { seed, numRuns: 2000 },
    );
    if (!run.failed) continue;
    witnesses.push(JSON.stringify(run.counterexample));
    evaluations.push(sinceFailure);
  }
  return score(witnesses, evaluations);
}

const seeds = argument(20);
const concluded: Row[] = [];
const rows = [['claim', 'without', 'passes: distinct', 'median', 'fast-check: distinct', 'median']];
for (const target of targets) {
  const claim = claimById(target.claim);
  if (claim === undefined) throw new Error(`no claim "${target.claim}"`);
  const ours = byPasses(claim, target, seeds);
  const plain = byPlainFastCheck(claim, target, seeds);
  concluded.push({
    work: `witnesses, ${target.dropped.join(', ') || target.claim}`,
    unit: '',
    measured: ours.distinct,
    peer: { name: 'fast-check', measured: plain.distinct },
  });
  rows.push([
    target.claim,
    target.dropped.join(', ') || '–',
    String(ours.distinct),
    String(ours.median),
    String(plain.distinct),
    String(plain.median),
  ]);
}
say(`${seeds} seeds a row: distinct witnesses, median verdicts of a shrink\n`);
say(table(rows));
conclude(concluded);
