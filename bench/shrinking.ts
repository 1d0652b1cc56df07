/**
 * How good is the shrinker? Planted failures with known conditions are met at random from 20 seeds each
 * and shrunk twice: by the passes over instances, and by fast-check's own arbitraries for the same values
 * (arrays of `fc.double`, `fc.constantFrom`). Printed: how many different witnesses the 20 seeds end in,
 * and the median number of evaluations to get there.
 *
 *   npx tsx bench/shrinking.ts [seeds]
 */
import fc from 'fast-check';
import { canonicalText } from '../src/arbitraries/complexity.ts';
import { generateInstance } from '../src/arbitraries/instance.ts';
import { shrink } from '../src/arbitraries/shrink.ts';
import type { Instance } from '../src/instances/instance.ts';
import { flatten } from '../src/instances/layout.ts';
import { toFloat } from '../src/instances/numeral.ts';
import { activationNames, resolveActivation } from '../src/models/activation.ts';
import { createRng } from '../src/numerics/random.ts';

/** A bias-free two-layer network with one output, or a chain, as plain numbers. */
interface Network {
  readonly activation: string;
  /** One row a neuron; for a chain one row with all weights. */
  readonly weights: readonly (readonly number[])[];
  readonly outputs: readonly number[];
}

interface Planted {
  readonly name: string;
  readonly depth: number;
  readonly activations: readonly string[];
  fails(network: Network): boolean;
}

const planted: readonly Planted[] = [
  {
    name: 'zero neuron, σ(0) = 0 without parity',
    depth: 2,
    activations: activationNames.filter((name) => resolveActivation(name).analytic),
    fails({ activation, weights, outputs }) {
      const sigma = resolveActivation(activation);
      if (!sigma.zeroAtZero || sigma.parity !== 'none') return false;
      return weights.some((row, k) => outputs[k] === 0 && row.every((w) => w === 0));
    },
  },
  {
    name: 'chain of three at rest with one weight left',
    depth: 3,
    activations: ['tanh', 'sin', 'arctan', 'erf'],
    fails: ({ weights }) =>
      weights.length === 1 &&
      weights[0].length === 3 &&
      weights[0].filter((w) => w !== 0).length === 1,
  },
  {
    name: 'equal input weights, unequal outputs',
    depth: 2,
    activations: activationNames.filter((name) => resolveActivation(name).analytic),
    fails({ activation, weights, outputs }) {
      const sigma = resolveActivation(activation);
      return weights.some((row, i) =>
        weights.some(
          (other, j) =>
            i < j &&
            outputs[i] !== outputs[j] &&
            sigma.derivative(row[0]) !== 0 &&
            row.every((w, k) => w === other[k]),
        ),
      );
    },
  },
  {
    name: 'a² − w² after a step with x = 1, y = 1, η = 1/10',
    depth: 2,
    activations: ['identity'],
    fails({ weights, outputs }) {
      if (weights.length !== 1 || weights[0].length !== 1) return false;
      const [w, a] = [weights[0][0], outputs[0]];
      const slope = a * w - 1;
      const change = (a - slope * w * 0.1) ** 2 - (w - slope * a * 0.1) ** 2 - (a * a - w * w);
      return Math.abs(change) > 1e-6;
    },
  },
  {
    name: 'outgoing weights sum to 10 or more',
    depth: 2,
    activations: ['identity', 'tanh'],
    fails: ({ outputs }) => outputs.reduce((sum, a) => sum + a, 0) >= 10,
  },
  {
    name: 'two numbers with product below −1',
    depth: 2,
    activations: ['identity', 'tanh'],
    fails({ weights, outputs }) {
      const theta = [...weights.flat(), ...outputs];
      return theta.some((x, i) => theta.some((y, j) => i < j && x * y < -1));
    },
  },
];

function networkOf(instance: Instance): Network | undefined {
  const { model, parameters } = instance;
  if (model.kind !== 'fully-connected' || model.bias || typeof model.activation !== 'string') {
    return undefined;
  }
  if (model.widths.length === 4) {
    if (model.widths.some((n) => n !== 1)) return undefined;
    const theta = flatten(parameters).map(toFloat);
    return { activation: model.activation, weights: [theta], outputs: [] };
  }
  if (model.widths.length !== 3 || model.widths[2] !== 1) return undefined;
  const [inner, outer] = parameters.layers;
  return {
    activation: model.activation,
    weights: inner.weights.map((row) => row.map(toFloat)),
    outputs: outer.weights[0].map(toFloat),
  };
}

interface Score {
  readonly distinct: number;
  readonly median: number;
  readonly smallest: string;
}

function score(witnesses: readonly string[], evaluations: readonly number[]): Score {
  const counts = new Map<string, number>();
  for (const text of witnesses) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [[smallest]] = [...counts].sort((a, b) => b[1] - a[1]);
  const sorted = [...evaluations].sort((a, b) => a - b);
  return { distinct: counts.size, median: sorted[sorted.length >> 1], smallest };
}

function byPasses(claim: Planted, seeds: number): Score {
  const fails = (instance: Instance): boolean => {
    const network = networkOf(instance);
    if (network === undefined) return false;
    return (
      instance.model.kind === 'fully-connected' &&
      instance.model.widths.length === claim.depth + 1 &&
      claim.activations.includes(network.activation) &&
      claim.fails(network)
    );
  };
  const witnesses: string[] = [];
  const evaluations: number[] = [];
  for (let seed = 0; witnesses.length < seeds; seed++) {
    const instance = generateInstance(createRng(`${claim.name} ${seed}`), {
      depth: [claim.depth, claim.depth],
      hidden: claim.depth === 3 ? [1, 1] : [1, 5],
      outputs: [1, 1],
      ...(claim.depth === 3 && { inputs: [1, 1] as const }),
      bias: false,
      activations: claim.activations,
      size: (seed % 10) / 10,
    });
    if (!fails(instance)) continue;
    const result = shrink(instance, fails);
    witnesses.push(canonicalText(result.instance));
    evaluations.push(result.evaluations);
  }
  return score(witnesses, evaluations);
}

/** What one writes with fast-check alone: doubles, arrays, and zeros or copies put in by hand. */
function plainNetwork(claim: Planted): fc.Arbitrary<Network> {
  const real = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0, 1));
  const activation = fc.constantFrom(...claim.activations);
  if (claim.depth === 3) {
    return fc.record({
      activation,
      weights: fc.tuple(fc.array(real, { minLength: 1, maxLength: 5 })),
      outputs: fc.constant([]),
    });
  }
  return fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })).chain(([m, d]) =>
    fc.record({
      activation,
      weights: fc.array(fc.array(real, { minLength: d, maxLength: d }), {
        minLength: m,
        maxLength: m,
      }),
      outputs: fc.array(real, { minLength: m, maxLength: m }),
    }),
  );
}

function byPlainFastCheck(claim: Planted, seeds: number): Score {
  const arbitrary = plainNetwork(claim);
  const witnesses: string[] = [];
  const evaluations: number[] = [];
  for (let seed = 1; witnesses.length < seeds; seed++) {
    let sinceFailure = 0;
    let failed = false;
    const run = fc.check(
      fc.property(arbitrary, (network) => {
        const fails = claim.fails(network);
        if (failed) sinceFailure++;
        failed ||= fails;
        return !fails;
      }),
      { seed, numRuns: 100_000 },
    );
    if (!run.failed) continue;
    witnesses.push(JSON.stringify(run.counterexample));
    evaluations.push(sinceFailure);
  }
  return score(witnesses, evaluations);
}

const seeds = Number(process.argv[2] ?? 20);
console.log(`${seeds} seeds a row; distinct witnesses and median evaluations of a shrink`);
console.log('failure                                             passes        plain fast-check');
for (const claim of planted) {
  const ours = byPasses(claim, seeds);
  const plain = byPlainFastCheck(claim, seeds);
  const cell = ({ distinct, median }: Score) => `${distinct}`.padStart(3) + `${median}`.padStart(7);
  console.log(`${claim.name.padEnd(50)}${cell(ours)}   ${cell(plain)}`);
}
