/**
 * The smallest witness of every falsehood falsim knows of, found by the ordinary route (draw until one
 * fails, then shrink) from several seeds: people read it, so it must be the smallest and, whatever the
 * seed, the same. What is expected here was derived by hand, not copied from a run:
 *
 *   two layers, σ(0) ≠ 0 not required   a dead neuron: θ = (0, 0) is at rest. σ(0) = 0 stops a, and without
 *       parity no sign change fixes w. GELU, x Φ(x), is the first such σ in the order of simplicity.
 *   three layers   a tanh(v tanh(wx)) is at rest where two of w, v, a are zero, so the third is conserved;
 *       its isotropy fixes a line. The order prints the last of the three.
 *   equal input weights   the gradients of w₁ and w₂ are a₁σ′(0) and a₂σ′(0) at w = 0: unequal for a = (0, 1).
 *   a² − w² under steps   each step of length η multiplies it by 1 − η²r²x², so anything that moves breaks it.
 */

import { describe, expect, it } from 'vitest';
import { CHUNK_RUNS, type ChunkFailure, runChunk } from '../src/campaigns/chunk.ts';
import { counterexampleOf, MAX_EVALUATIONS } from '../src/campaigns/shrinking.ts';
import type { Claim, Verdict } from '../src/claims/claim.ts';
import { claimById } from '../src/claims/registry.ts';
import type { Counterexample } from '../src/counterexamples/counterexample.ts';
import type { FunctionSpec, Instance, Numeral } from '../src/instances/instance.ts';
import { flatten } from '../src/instances/layout.ts';
import { canonicalText } from '../src/shrinking/complexity.ts';

/** Chunks of 100 instances before a seed counts as one that found nothing. */
const MAX_CHUNKS = 40;

interface Failure {
  readonly failure: ChunkFailure;
  readonly tries: number;
}

/** The first failure of a hunt, without the rest of its chunk. */
function firstFailure(claim: Claim, dropped: readonly string[], seed: number): Failure {
  let failed = false;
  const watched: Claim = {
    ...claim,
    check(instance, options) {
      const verdict = claim.check(instance, options);
      failed ||= verdict.kind === 'falsified';
      return verdict;
    },
  };
  for (let index = 0; index < MAX_CHUNKS; index++) {
    const spec = { claimId: claim.id, dropped, seed, index, runs: CHUNK_RUNS };
    const { failures, tries } = runChunk(watched, spec, () => failed);
    const [failure] = failures;
    if (failure !== undefined) return { failure, tries: index * CHUNK_RUNS + tries };
  }
  throw new Error(`${claim.id}: seed ${seed} found nothing in ${MAX_CHUNKS} chunks`);
}

/**
 * The claim, asked only once about the same instance: all seeds sweep the same small instances, and a
 * verdict is a function of instance and options. Evaluations are counted by the shrinker all the same.
 */
function remembering(claim: Claim): Claim {
  const verdicts = new Map<string, Verdict>();
  return {
    ...claim,
    check(subject, options) {
      const key = `${options.strictness} ${canonicalText(subject.instance)}`;
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      const verdict = claim.check(subject, options);
      verdicts.set(key, verdict);
      return verdict;
    },
  };
}

function witnessOf(claim: Claim, dropped: readonly string[], seed: number): Counterexample {
  const { failure, tries } = firstFailure(claim, dropped, seed);
  return counterexampleOf(claim, {
    claimId: claim.id,
    dropped,
    seed,
    tries,
    instance: failure.instance,
    verdict: failure.verdict,
    maxEvaluations: MAX_EVALUATIONS,
  });
}

/** All of the file but the seed, the counters and what it was shrunk from. */
function identityOf(witness: Counterexample): string {
  const { original: _original, search: _search, digest: _digest, ...rest } = witness;
  const { minimality, ...fixed } = rest;
  return JSON.stringify({ ...fixed, proven: minimality.proven });
}

/** What the witnesses' models have, each some of it. */
interface Shape {
  readonly kind: string;
  readonly widths?: readonly number[];
  readonly activation?: FunctionSpec;
  readonly bias?: boolean;
}

function brief({ clause, signature, instance }: Counterexample): string {
  const { loss, data } = instance;
  const { kind, widths, activation } = instance.model as Shape;
  const shape = widths === undefined ? kind : `[${widths.join()}]`;
  const sigma = activation === undefined ? '' : ` ${JSON.stringify(activation)}`;
  const rest = data
    ? ` ${loss} x=${JSON.stringify(data.inputs)} y=${JSON.stringify(data.targets)}`
    : '';
  const name = signature === '' ? clause : `${clause} (${signature})`;
  return `${name} ${shape}${sigma} θ = (${flatten(instance.parameters).join(', ')})${rest}`;
}

interface Smallest {
  readonly clause: string;
  readonly kind: Instance['model']['kind'];
  readonly widths?: readonly number[];
  readonly activation?: FunctionSpec;
  readonly bias?: boolean;
  readonly theta: readonly Numeral[];
  readonly data?: Instance['data'];
  readonly loss?: string;
  readonly training?: Instance['training'];
}

interface Witness {
  readonly dropped?: readonly string[];
  readonly seeds: number;
  /** How many seeds must end in the same file, or in one file for each of several kinds of model. */
  readonly agree: number;
  readonly smallest: Smallest | readonly Smallest[];
}

/** What `expected` speaks of, as it is in the witness. */
function picture({ clause, instance }: Counterexample, expected: Smallest): Smallest {
  const { data, loss, training } = instance;
  const { kind, widths, activation, bias } = instance.model as Shape;
  return {
    clause,
    kind,
    theta: flatten(instance.parameters),
    ...(expected.widths && widths && { widths }),
    ...(expected.activation && activation && { activation }),
    ...(expected.bias !== undefined && bias !== undefined && { bias }),
    ...(expected.data && { data }),
    ...(expected.loss && { loss }),
    ...(expected.training && { training }),
  };
}

function smallestWitness(id: string, { dropped = [], seeds, agree, smallest }: Witness): void {
  const name = [id, ...dropped].join(' −');
  const alternatives = [smallest].flat() as readonly Smallest[];
  describe(name, () => {
    it(`ends in the same smallest witness from ${agree} of ${seeds} seeds`, () => {
      const claim = remembering(claimById(id)!);
      const before = process.cpuUsage();
      const witnesses = Array.from({ length: seeds }, (_, k) => witnessOf(claim, dropped, k + 1));
      const { user } = process.cpuUsage(before);
      const groups = new Map<string, Counterexample[]>();
      for (const witness of witnesses) {
        const key = identityOf(witness);
        groups.set(key, [...(groups.get(key) ?? []), witness]);
      }
      const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
      const median = (counts: number[]) => counts.sort((a, b) => a - b)[seeds >> 1];
      process.stdout.write(
        `${name}: ${groups.size} distinct from ${seeds} seeds, median ` +
          `${median(witnesses.map((w) => w.search.shrinks))} evaluations after ` +
          `${median(witnesses.map((w) => w.search.tries))} instances, ` +
          `${(user / 1e6).toFixed(1)} s of processor\n`,
      );
      const list = sorted
        .map((g) => `${g.length} × ${brief(g[0])} | ${g[0].irrelevant.join(' ')}`)
        .join('\n');
      // The commonest file of each kind of model.
      const leading = alternatives.map(({ kind }) =>
        sorted.find(([first]) => first.instance.model.kind === kind),
      );
      const together = leading.reduce((sum, group) => sum + (group?.length ?? 0), 0);
      expect(together, list).toBeGreaterThanOrEqual(agree);
      for (const [i, group] of leading.entries()) {
        if (group === undefined) continue;
        const [first] = group;
        expect(first.minimality.proven, list).toBe(true);
        expect(picture(first, alternatives[i]), list).toEqual(alternatives[i]);
      }
    });
  });
}

const ONE_DATUM = { inputs: [[1]], targets: [[1]] };
const NEURON = { kind: 'fully-connected', widths: [1, 1, 1], bias: false } as const;

/** w = 0, a = 1 on (1, 1): one step takes a² − w² from 1 to 0. */
const BALANCE = {
  clause: 'balance',
  ...NEURON,
  activation: 'identity',
  theta: [0, 1],
  data: ONE_DATUM,
  loss: 'squared',
} as const;

// The table: 19 of 20.
const table = { seeds: 20, agree: 19 };
smallestWitness('two-layer-exhaustive', {
  ...table,
  dropped: ['value-at-zero'],
  smallest: { clause: 'orbit-gap', ...NEURON, activation: 'gelu', theta: [0, 0] },
});
smallestWitness('two-layer-exhaustive', {
  ...table,
  dropped: ['two-layer'],
  smallest: {
    clause: 'orbit-gap',
    ...NEURON,
    widths: [1, 1, 1, 1],
    activation: 'tanh',
    theta: [0, 0, 1],
  },
});
smallestWitness('equal-inputs-stay-equal', {
  ...table,
  smallest: {
    clause: 'tangency',
    ...NEURON,
    widths: [1, 2, 1],
    activation: 'identity',
    theta: [0, 0, 0, 1],
  },
});
smallestWitness('gradient-descent-keeps-balance', {
  ...table,
  smallest: {
    ...BALANCE,
    training: { method: 'gradient-descent', rate: 1, steps: 1 },
  },
});

/** The others: fewer seeds, to the last one alike. */
const few = { seeds: 3, agree: 3 };
smallestWitness('momentum-keeps-balance', {
  ...few,
  smallest: {
    ...BALANCE,
    training: { method: 'momentum', rate: 1, steps: 1 },
  },
});
smallestWitness('symmetry-induces-sim', {
  ...few,
  dropped: ['odd-activation'],
  smallest: { clause: 'tangency', ...NEURON, activation: 'exp', theta: [0, 0] },
});
smallestWitness('flow-equivariance', {
  ...few,
  dropped: ['isometry'],
  smallest: { clause: 'field', ...NEURON, activation: 'identity', theta: [0, 1] },
});
smallestWitness('flow-equivariance', {
  ...few,
  dropped: ['model-invariance'],
  smallest: { clause: 'field', ...NEURON, activation: 'square', theta: [1, 0] },
});
smallestWitness('affine-sim-discrete', {
  ...few,
  dropped: ['affine'],
  smallest: BALANCE,
});
smallestWitness('diagonal-linear', {
  ...few,
  dropped: ['only-critical-point-at-zero'],
  smallest: { clause: 'orbit-dimension', kind: 'diagonal-linear', theta: [0] },
});
smallestWitness('conservation-laws', {
  ...few,
  dropped: ['generic-point'],
  smallest: { clause: 'count', kind: 'linear', widths: [1, 1, 1], theta: [0, 0] },
});
smallestWitness('orbit-is-sim', {
  ...few,
  dropped: ['exact-gradient-flow'],
  smallest: { clause: 'drift', kind: 'linear', widths: [1, 1, 1], theta: [0, 1] },
});
smallestWitness('two-layer-exhaustive', {
  ...few,
  dropped: ['not-polynomial'],
  smallest: { clause: 'orbit-gap', ...NEURON, activation: 'identity', theta: [0, 1] },
});
smallestWitness('two-layer-exhaustive', {
  ...few,
  dropped: ['slope-at-zero'],
  smallest: {
    clause: 'orbit-gap',
    ...NEURON,
    widths: [1, 2, 1],
    activation: 'cos',
    theta: [0, 0, 0, 1],
  },
});
smallestWitness('two-layer-exhaustive', {
  ...few,
  dropped: ['no-bias'],
  smallest: { clause: 'orbit-gap', ...NEURON, bias: true, activation: 'exp', theta: [0, 0, 0, 0] },
});
smallestWitness('two-layer-exhaustive', {
  ...few,
  dropped: ['analytic'],
  smallest: {
    clause: 'orbit-gap',
    kind: 'relu-paths',
    widths: [1, 1, 1],
    bias: false,
    theta: [0, 1],
  },
});
// δ = (∓½, ±½) in w and a: half the rate is −r·x·Σ δw δa, positive for r = F − y = 1 and opposite signs.
smallestWitness('distance-never-grows', {
  ...few,
  smallest: {
    clause: 'growth',
    ...NEURON,
    widths: [1, 2, 1],
    activation: 'identity',
    theta: [0, 1, 1, 0],
    data: { inputs: [[1]], targets: [[-1]] },
    loss: 'squared',
  },
});
// The first dataset does not use the only input; no hidden layer is needed, and without one a network is
// linear.
smallestWitness('data-independence', {
  ...few,
  dropped: ['structural'],
  smallest: { clause: 'tangency', kind: 'linear', widths: [1, 1], theta: [0] },
});
// identity(z + 1) is odd about −1, where weight decay does not leave the bias.
smallestWitness('affine-sim-discrete', {
  ...few,
  dropped: ['through-origin'],
  smallest: {
    clause: 'steps',
    ...NEURON,
    bias: true,
    activation: { name: 'shifted', base: 'identity', shift: 1 },
    theta: [0, -1, 0, 0],
  },
});
// Passes keep the kind of a model with hidden layers, so each kind has a smallest witness of its own.
smallestWitness('constant-rank', {
  seeds: 5,
  agree: 5,
  dropped: ['all-brackets'],
  smallest: [
    { clause: 'span', kind: 'linear', widths: [2, 1, 1], theta: [0, 1, 0] },
    { clause: 'span', ...NEURON, activation: 'tanh', theta: [0, 1] },
  ],
});
