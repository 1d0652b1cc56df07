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
import type { Instance, LinearSpec, ModelSpec } from '../instances/instance.ts';
import { flatten, layoutOf } from '../instances/layout.ts';
import { toRational } from '../instances/numeral.ts';
import { createEchelon, rankModulo } from '../numerics/modular-elimination.ts';
import { rationalModulo } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { lieRank } from '../orbits/lie-rank.ts';
import { exactParameters, type OrbitResult } from '../orbits/orbit.ts';
import { orbitProblem } from '../orbits/orbit-problem.ts';
import { type Claim, type Evidence, unmetHypotheses, type Verdict } from './claim.ts';
import { exactOrbit, isVerdict, orbitEvidence } from './oracles/exhaustion.ts';
import { inconclusive, MARGIN_LIMIT, vacuous } from './oracles/finding.ts';

/** Largest prime below 2²². */
const PRIME = 4194301;

/** How often `generate` draws again for the hypotheses in force. */
const REDRAWS = 20;

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

/**
 * A linear network with one input and one output: ∇F(x) = x∇F(1), so every field is a multiple of one,
 * the orbit is its trajectory and M − 1 quantities are conserved.
 */
function isSingleField(model: ModelSpec): model is LinearSpec {
  return model.kind === 'linear' && model.widths[0] === 1 && model.widths.at(-1) === 1;
}

/**
 * Whether two layers of width 1 (input, hidden or output) have two or more wider ones between them. The
 * stretch in between is a network of one input and one output: all its weights move along one curve,
 * which leaves them more laws than their balances.
 */
function hasScalarStretch(model: ModelSpec): boolean {
  if (model.kind !== 'linear') return false;
  const ones = model.widths.flatMap((width, l) => (width === 1 ? [l] : []));
  return ones.some((l, i) => i > 0 && l - ones[i - 1]! >= 3);
}

/**
 * Whether every Wₗ and every [Wₗ | Wₗ₊₁ᵀ] of a linear network has full rank: where one has not, as with
 * weights in arithmetic progression, the orbit is smaller. Full rank mod p is full rank.
 */
function hasFullRanks({ model, parameters }: Instance): boolean {
  if (model.kind !== 'linear') return true;
  const denominators = flatten(parameters).map((x) => toRational(x).denominator);
  if (denominators.some((d) => d % BigInt(PRIME) === 0n)) return false;
  const matrices = parameters.layers.map(({ weights }) =>
    weights.map((row) => row.map((x) => rationalModulo(toRational(x), PRIME))),
  );
  const isFull = (rows: readonly (readonly number[])[]): boolean => {
    const columns = rows[0]!.length;
    const rank = rankModulo(Float64Array.from(rows.flat()), rows.length, columns, PRIME);
    return rank === Math.min(rows.length, columns);
  };
  const joined = matrices
    .slice(1)
    .map((above, l) =>
      matrices[l]!.map((row, k) => [...row, ...above.map((outgoing) => outgoing[k]!)]),
    );
  return [...matrices, ...joined].every(isFull);
}

/** A fixed random point mod p. */
function genericPoint(size: number): number[] {
  const rng = createRng('a generic point');
  return Array.from({ length: size }, () => rng.integer(1, PRIME - 1));
}

interface Dimension {
  readonly parameters: number;
  readonly dimension: number;
  readonly status: OrbitResult['status'];
  readonly evidence: Evidence;
}

function dimensionOf(instance: Instance): Dimension | Verdict {
  const result = exactOrbit(instance);
  return isVerdict(result) ? result : { ...result, evidence: orbitEvidence(result) };
}

/** The orbit of a single field: a point where it vanishes, else one trajectory. */
function trajectoryOf(instance: Instance): Dimension {
  const problem = orbitProblem(instance, exactParameters(instance));
  const prime = problem.primes[0]!;
  const rng = createRng('single field');
  const theta = problem.theta(prime);
  const { rank } = lieRank(problem.sequence, theta, { rng, prime, upperBound: 1 });
  return {
    parameters: problem.size,
    dimension: rank,
    status: 'explained',
    evidence: { dimension: rank, singleField: true },
  };
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
      statement:
        'θ is generic: no weight is zero, no two have the same absolute value and, in a linear network, no Wₗ or [Wₗ | Wₗ₊₁ᵀ] falls short of full rank.',
      holds: (instance) => {
        const values = flatten(instance.parameters).map(toRational);
        const sizes = values.map(
          (v) => `${v.numerator < 0n ? -v.numerator : v.numerator}/${v.denominator}`,
        );
        const distinct = new Set(sizes).size === sizes.length;
        return values.every((v) => v.numerator !== 0n) && distinct && hasFullRanks(instance);
      },
    },
    {
      id: 'several-fields',
      statement:
        'In a linear network no two layers of width 1 (inputs and outputs count) have two or more wider layers between them.',
      holds: ({ model }) => !hasScalarStretch(model),
    },
  ],
  generate(rng, { dropped, size }) {
    const several = !dropped.has('several-fields');
    const draw = () =>
      generateInstance(rng, {
        kinds: several ? ['linear', 'relu-paths'] : ['linear'],
        depth: [2, 4],
        inputs: several ? [2, 3] : [1, 3],
        outputs: several ? [1, 3] : [1, 2],
        point: dropped.has('generic-point') ? 'exact-mixture' : 'distinct',
        numbers: 'rational',
        bias: 'either',
        size,
      });
    let instance = draw();
    // Bottlenecks of width 1 and low ranks turn up by chance.
    for (
      let n = 0;
      n < REDRAWS && unmetHypotheses(conservationLaws, instance, dropped).length > 0;
      n++
    ) {
      instance = draw();
    }
    return instance;
  },
  check(instance, { dropped }) {
    const { model } = instance;
    if (model.kind !== 'linear' && model.kind !== 'relu-paths') {
      return vacuous('kind', 'neither a linear network nor one with free gates');
    }
    const unmet = unmetHypotheses(conservationLaws, instance, dropped);
    if (unmet.length > 0) return vacuous('hypothesis', `not ${unmet[0]!.id}`);
    const expected = expectedLaws(instance);
    const orbit = isSingleField(model) ? trajectoryOf(instance) : dimensionOf(instance);
    if ('reason' in orbit) return orbit;
    const found = orbit.parameters - orbit.dimension;
    const evidence = { expected, found, ...orbit.evidence };
    if (orbit.status === 'saturated') {
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
