import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { layoutOf, unflatten } from '../../instances/layout.ts';
import { createRng } from '../../numerics/random.ts';
import { dense } from '../../testing/dense.ts';
import { orbit } from '../dimension/orbit.ts';
import { driftAlong, lawOf } from './explain-drift.ts';

/** Small distinct integers, no two of the same size: on no stratum of signed permutations. */
function generic(model: ModelSpec, seed = 1): number[] {
  const { size } = layoutOf(model);
  const rng = createRng(seed);
  return rng
    .shuffle(Array.from({ length: size }, (_, i) => i + 1))
    .map((n) => (rng.chance(0.5) ? -n : n));
}

function explained(model: ModelSpec, theta: readonly number[]) {
  return orbit({ model, parameters: unflatten(model, theta) }, { seed: 'explain' });
}

interface Known {
  readonly name: string;
  readonly model: ModelSpec;
  readonly theta: readonly number[];
  readonly dimension: number;
  readonly stratum: number;
  /** [expression, kind], as derived by hand. */
  readonly invariants: readonly (readonly [string, string])[];
}

const FIRST = 'first-integral';
const RESTRICTED = 'restricted-first-integral';
const SUBSPACE = 'invariant-subspace';

const known: Known[] = [
  {
    name: 'a dead GELU neuron',
    model: dense([1, 1, 1], 'gelu'),
    theta: [0, 0],
    dimension: 0,
    stratum: 2,
    invariants: [
      ['w', SUBSPACE],
      ['a', SUBSPACE],
    ],
  },
  {
    name: 'a dead SiLU neuron beside a live one',
    model: dense([2, 2, 1], 'silu'),
    theta: [0, 0, 1, 2, 0, 3],
    dimension: 3,
    stratum: 6,
    invariants: [
      ['w₁[1]', SUBSPACE],
      ['w₁[2]', SUBSPACE],
      ['a₁', SUBSPACE],
    ],
  },
  ...(
    [
      ['w', [3, 0, 0]],
      ['v', [0, 3, 0]],
      ['a', [0, 0, 3]],
    ] as const
  ).map(([name, theta]) => ({
    name: `three layers of width 1, all but ${name} zero`,
    model: dense([1, 1, 1, 1], 'tanh'),
    theta,
    dimension: 0,
    stratum: 1,
    invariants: [[name, RESTRICTED] as const],
  })),
  {
    name: 'two cosines without input weights',
    model: dense([2, 2, 1], 'cos'),
    theta: [0, 0, 0, 0, 1, 2],
    dimension: 1,
    stratum: 2,
    invariants: [['a₁ − a₂', RESTRICTED]],
  },
  {
    name: 'cubes',
    model: dense([2, 2, 1], 'cube'),
    theta: [1, 2, -3, 4, 5, 6],
    dimension: 4,
    stratum: 6,
    invariants: [
      ['3a₁² − ‖w₁‖²', FIRST],
      ['3a₂² − ‖w₂‖²', FIRST],
    ],
  },
  {
    name: 'squares with two outputs',
    model: dense([2, 2, 2], 'square'),
    theta: [1, 2, -3, 4, 5, 6, 7, -9],
    dimension: 6,
    stratum: 8,
    invariants: [
      ['2‖a₁‖² − ‖w₁‖²', FIRST],
      ['2‖a₂‖² − ‖w₂‖²', FIRST],
    ],
  },
  {
    name: 'the identity',
    model: dense([2, 2, 1], 'identity'),
    theta: [1, 2, -3, 4, 5, 6],
    dimension: 3,
    stratum: 6,
    invariants: [
      ['a₁² − ‖w₁‖²', FIRST],
      ['a₂² − ‖w₂‖²', FIRST],
      ['a₁a₂ − w₁·w₂', FIRST],
    ],
  },
  {
    name: 'exp with biases',
    model: dense([1, 1, 1], 'exp', true),
    theta: [2, 3, 5, 7],
    dimension: 3,
    stratum: 4,
    invariants: [['a² − 2b', FIRST]],
  },
  {
    name: 'a ReLU network with free gates',
    model: { kind: 'relu-paths', widths: [2, 1, 2], bias: true },
    theta: [1, 2, 3, 4, 5, 6, 7],
    dimension: 6,
    stratum: 7,
    invariants: [['‖a‖² − ‖w‖² − b²', FIRST]],
  },
  {
    name: 'a diagonal network',
    model: { kind: 'diagonal-linear', depth: 2, inputs: 1 },
    theta: [1, 2],
    dimension: 1,
    stratum: 2,
    invariants: [['θ₂² − θ₁²', FIRST]],
  },
  {
    // u̇ = 2uvx, v̇ = u²x: u u̇ = 2v v̇.
    name: 'a polynomial model whose law has to be searched',
    model: { kind: 'polynomial', variables: ['u', 'v'], features: ['u^2*v'] },
    theta: [1, 3],
    dimension: 1,
    stratum: 2,
    invariants: [['u² − 2v²', FIRST]],
  },
  {
    // Scalar σ(z) = 1 + z: fields Σ aₖ and Σ aₖwₖ see the neurons through a₁ − a₂, w₁ − w₂ only.
    name: 'an affine activation',
    model: dense([1, 2, 1], { name: 'polynomial', coefficients: [1, 1] }),
    theta: [1, 2, 3, 5],
    dimension: 3,
    stratum: 4,
    invariants: [['a₁² − 2a₁a₂ + a₂² − w₁² + 2w₁w₂ − w₂²', FIRST]],
  },
  {
    // One field, (Σ aₖwₖ³)x³. Two polynomial laws; the third ties the clocks of the two neurons,
    // dw/(3a w²) with 3a² − w² fixed: an elliptic integral.
    name: 'two cubic neurons on one input, whose clocks are no polynomials',
    model: dense([1, 2, 1], 'cube'),
    theta: [3, -1, 2, 5],
    dimension: 1,
    stratum: 4,
    invariants: [
      ['3a₁² − w₁²', FIRST],
      ['3a₂² − w₂²', FIRST],
      ['1 local first integral, no polynomial of low degree', FIRST],
    ],
  },
];

describe('a gap between orbit and stratum is explained', () => {
  it.each(known)('for $name', ({ model, theta, dimension, stratum, invariants }) => {
    const result = explained(model, theta);
    expect(result.status).toBe('explained');
    expect(result.dimension).toBe(dimension);
    expect(result.stratum.dimension).toBe(stratum);
    expect(result.invariants.map((i) => [i.expression, i.kind])).toEqual(invariants);
    expect(invariants).toHaveLength(stratum - dimension);
  });

  it('for identity networks of every small size, by m(m + 1)/2 laws less those that the stratum says', () => {
    for (const [d, m] of [
      [1, 2],
      [2, 3],
      [3, 2],
      [4, 3],
    ]) {
      const model = dense([d, m, 1], 'identity');
      const result = explained(model, generic(model));
      expect(result.status).toBe('explained');
      expect(result.dimension).toBe(m * (1 + d) - (m * (m + 1)) / 2);
      // One input: O(m) × O(m) on a + w and a − w leaves a stratum of dimension 2, and one law on it.
      expect(result.invariants).toHaveLength(d === 1 ? 1 : (m * (m + 1)) / 2);
    }
  });

  it('needs nothing for softplus, tanh and GELU at generic points', () => {
    for (const activation of ['softplus', 'tanh', 'gelu']) {
      const model = dense([2, 2, 1], activation);
      const result = explained(model, generic(model));
      expect(result).toMatchObject({ status: 'certified', dimension: 6, invariants: [] });
    }
  });
});

describe('invariants along float trajectories', () => {
  /** Hyperbolic rotation: the flow of the identity network with one neuron under the loss ŷ, x = 1. */
  const flow = (t: number) => [
    Math.cosh(t) * 1 + Math.sinh(t) * 2,
    Math.sinh(t) * 1 + Math.cosh(t) * 2,
  ];
  const { invariants } = explained(dense([1, 1, 1], 'identity'), [1, 2]);
  const points = Array.from({ length: 50 }, (_, i) => flow(i / 25));

  it('are kept by the exact flow to rounding', () => {
    expect(invariants.map((i) => i.expression)).toEqual(['a² − w²']);
    // cosh and sinh to 1 ulp, two products and sums a point: below 16 roundings of the largest term.
    expect(driftAlong(lawOf(invariants[0])!, points).relative).toBeLessThan(16 * 2 ** -52);
  });

  it('are lost by a flow that is not the model’s', () => {
    const shrinking = points.map(([w, a], i) => [w * 0.999 ** i, a]);
    expect(driftAlong(lawOf(invariants[0])!, shrinking).relative).toBeGreaterThan(1e-3);
  });

  it('count as lost where the trajectory is not finite', () => {
    expect(driftAlong(lawOf(invariants[0])!, [...points, [Number.NaN, 1]])).toMatchObject({
      absolute: Number.POSITIVE_INFINITY,
      relative: Number.POSITIVE_INFINITY,
      at: points.length,
    });
  });
});
