/**
 * How many conserved quantities a model has: M − dim Lie, counted against the known laws.
 *
 *   linear networks    the entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁: as many as have independent gradients at θ
 *   ReLU networks      one for every hidden neuron (paths lifted, gates free)
 *
 * Both sides are exact: the Lie rank by brackets over a prime field, the laws by the rank of their
 * gradients over the same field. Neither uses the other.
 */
import { generateInstance } from '../arbitraries/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten, layoutOf } from '../instances/layout.ts';
import { toRational } from '../instances/numeral.ts';
import { createEchelon } from '../numerics/modular-elimination.ts';
import { createRng } from '../numerics/random.ts';
import { type Claim, unmetHypotheses } from './claim.ts';
import { exactOrbit, isVerdict, orbitEvidence } from './oracles/exhaustion.ts';
import { inconclusive, MARGIN_LIMIT, vacuous } from './oracles/finding.ts';

/** Largest prime below 2²². */
const PRIME = 4194301;

/** Rank at θ mod p of the gradients of all entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁, l = 1 … L − 1. */
export function independentBalances(instance: Instance, theta: ArrayLike<number>): number {
  const { layers, size } = layoutOf(instance.model);
  const rows: number[][] = [];
  for (let l = 0; l + 1 < layers.length; l++) {
    const [below, above] = [layers[l]!, layers[l + 1]!];
    for (let i = 0; i < below.rows; i++) {
      for (let j = i; j < below.rows; j++) {
        const gradient = new Array<number>(size).fill(0);
        for (let k = 0; k < below.columns; k++) {
          const [a, b] = [
            below.weights + i * below.columns + k,
            below.weights + j * below.columns + k,
          ];
          gradient[a] = (gradient[a]! + theta[b]!) % PRIME;
          gradient[b] = (gradient[b]! + theta[a]!) % PRIME;
        }
        for (let o = 0; o < above.rows; o++) {
          const [a, b] = [
            above.weights + o * above.columns + i,
            above.weights + o * above.columns + j,
          ];
          gradient[a] = (gradient[a]! + PRIME - theta[b]!) % PRIME;
          gradient[b] = (gradient[b]! + PRIME - theta[a]!) % PRIME;
        }
        rows.push(gradient);
      }
    }
  }
  const echelon = createEchelon(size, PRIME);
  if (rows.length > 0) echelon.insert(Float64Array.from(rows.flat()), rows.length);
  return echelon.rank();
}

function expectedLaws(instance: Instance): number {
  const { model } = instance;
  if (model.kind === 'relu-paths') return model.widths.slice(1, -1).reduce((a, b) => a + b, 0);
  return independentBalances(instance, genericPoint(layoutOf(model).size));
}

/** A fixed random point mod p. */
function genericPoint(size: number): number[] {
  const rng = createRng('a generic point');
  return Array.from({ length: size }, () => rng.integer(1, PRIME - 1));
}

export const conservationLaws: Claim = {
  id: 'conservation-laws',
  statement:
    'At a generic point a linear network has exactly the conserved quantities of its balance matrices, and a ReLU network with lifted paths one for every hidden neuron.',
  latex:
    'M-\\dim\\mathrm{Lie}_\\theta=\\mathrm{rank}\\,D\\bigl(W_lW_l^\\top-W_{l+1}^\\top W_{l+1}\\bigr)_l\\ \\text{(linear)},\\quad \\sum_l n_l\\ \\text{(ReLU)}',
  source: 'Marcotte, Gribonval, Peyré, Abide by the Law and Follow the Flow, NeurIPS 2023',
  planted: false,
  hypotheses: [
    {
      id: 'generic-point',
      statement: 'θ is generic: no weight is zero and no two weights have the same absolute value.',
      holds: (instance) => {
        const values = flatten(instance.parameters).map(toRational);
        const sizes = values.map(
          (v) => `${v.numerator < 0n ? -v.numerator : v.numerator}/${v.denominator}`,
        );
        return values.every((v) => v.numerator !== 0n) && new Set(sizes).size === sizes.length;
      },
    },
  ],
  generate: (rng, { dropped, size }) =>
    generateInstance(rng, {
      kinds: ['linear', 'relu-paths'],
      depth: [2, 4],
      point: dropped.has('generic-point') ? 'exact-mixture' : 'distinct',
      numbers: 'rational',
      bias: 'either',
      size,
    }),
  check(instance, { dropped }) {
    const { model } = instance;
    if (model.kind !== 'linear' && model.kind !== 'relu-paths') {
      return vacuous('kind', 'neither a linear network nor one with free gates');
    }
    const unmet = unmetHypotheses(conservationLaws, instance, dropped);
    if (unmet.length > 0) return vacuous('hypothesis', `not ${unmet[0]!.id}`);
    const result = exactOrbit(instance);
    if (isVerdict(result)) return result;
    const expected = expectedLaws(instance);
    const found = result.parameters - result.dimension;
    const evidence = { expected, found, ...orbitEvidence(result) };
    if (result.status === 'saturated') {
      return inconclusive('saturated', 'the Lie rank stands still, unexplained', evidence);
    }
    const gap = Math.abs(found - expected);
    return {
      kind: gap === 0 ? 'survived' : 'falsified',
      clause: 'count',
      margin: gap === 0 ? MARGIN_LIMIT : -gap,
      reason: `${found} conserved quantities at θ, ${expected} by the laws`,
      evidence,
    };
  },
};
