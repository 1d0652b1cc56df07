/**
 * The rank of a matrix as a function x ↦ Px of linear networks: r(n + m − r), r the rank of P, n × m.
 *
 * Asked at the given θ, where it is at least that, and at factors of rank r padded with zeros, where it is that. F is
 * linear in x, so its gradients at the unit vectors are all there is: ranks over ℚ.
 */
import { rationals } from '../../analytic/fields/rationals.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { gradientOf } from '../../models/gradient.ts';
import type { Rng } from '../../numerics/random.ts';
import { ONE, type Rational, ZERO } from '../../numerics/rational.ts';
import { type RationalRows, rankFactors, rationalRank } from '../../numerics/rational-matrix.ts';
import type { Claim, GenerateOptions, Hypothesis } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { conclude, type Finding } from '../oracles/conclude.ts';
import { rankFinding } from '../oracles/rank-finding.ts';

const LINEAR = ['linear'] as const;

export const MATRICES: Domain = { kinds: LINEAR, depth: [2, 4] };

/** Unit vectors of the datum. */
function units({ model }: Subject): Rational[][] {
  const { datum } = model.inputs;
  return Array.from({ length: datum }, (_, i) =>
    Array.from({ length: datum }, (_, j) => (i === j ? ONE : ZERO)),
  );
}

/** P, outputs × inputs. */
export function productOf(subject: Subject): Rational[][] {
  const columns = units(subject).map((x) => subject.model.evaluate(rationals, subject.exact, x));
  return columns[0].map((_, o) => columns.map((column) => column[o]));
}

/** dim span{ ∂F/∂θᵢ(θ)(·) } over ℚ. */
export function linearSpan(subject: Subject, theta: readonly Rational[] = subject.exact): number {
  const { model } = subject;
  return rationalRank(
    units(subject).flatMap((x) =>
      Array.from({ length: model.output.size }, (_, o) =>
        gradientOf(model, rationals, theta, x, o),
      ),
    ),
  );
}

/** θ of the same P with layers of rank r: (R; 0), (1, 0; 0, 0) …, (C, 0) with P = CR. */
export function thinnest(subject: Subject, product: RationalRows): Rational[] {
  const [left, right] = rankFactors(product);
  const { tensors } = subject.model;
  const theta = subject.exact.map(() => ZERO);
  tensors.forEach(({ offset, axes: [rows, columns] }, l) => {
    const entry = (i: number, j: number): Rational => {
      if (l === 0) return right[i]?.[j] ?? ZERO;
      if (l === tensors.length - 1) return left[i][j] ?? ZERO;
      return i === j && i < right.length ? ONE : ZERO;
    };
    for (let i = 0; i < rows.size; i++)
      for (let j = 0; j < columns.size; j++) theta[offset + i * columns.size + j] = entry(i, j);
  });
  return theta;
}

/** r(n + m − r). */
export const rankOfMatrix = (r: number, rows: number, columns: number): number =>
  r * (rows + columns - r);

export const exactly = (rank: number) => ({ lower: rank, upper: rank });

const UNTIED: Hypothesis = {
  id: 'untied',
  statement: 'No weight is used twice.',
  holds: ({ facts }) => facts.network !== null,
};

/** Matrices of low rank, on strata, and layers of zeros among them. */
export function drawLinear(rng: Rng, { size, kinds }: GenerateOptions) {
  return generateInstance(rng, {
    kinds: LINEAR,
    only: kinds,
    depth: [2, 4],
    hidden: [1, 4],
    inputs: [1, 4],
    outputs: [1, 4],
    point: 'exact-mixture',
    numbers: 'rational',
    size: Math.min(1, size),
  });
}

export const matrixRank: Claim = defineClaim({
  id: 'matrix-rank',
  statement:
    'A matrix of rank r, n × m, has rank r(n + m − r) as a function of products of two matrices or more: the fields span no fewer dimensions at any θ that gives it, and as many at one.',
  latex:
    '\\min_{W_L\\cdots W_1=P}\\dim\\mathrm{span}\\{\\partial_{\\theta_i}F(\\theta)\\}=r(n+m-r)',
  source:
    'Zhang, Zhang, Zhang, Bai, Luo, Xu, Linear Stability Hypothesis and Rank Stratification, arXiv:2211.11623',
  status: 'published',
  statusReason:
    'In print for two square factors, 2rd − r²; W_L⋯W₂X + YW_{L−1}⋯W₁ contains all matrices CX + YR of the column and row space of P.',
  hypotheses: [UNTIED],
  domain: (dropped) =>
    dropped.has(UNTIED.id)
      ? { kinds: ['linear', 'tied-autoencoder'], functions: ['identity'] }
      : MATRICES,
  generate: (rng, options) =>
    options.dropped.has(UNTIED.id) && rng.chance(0.7)
      ? generateInstance(rng, {
          kinds: ['tied-autoencoder'],
          only: options.kinds,
          activations: ['identity'],
          point: 'exact-mixture',
          numbers: 'rational',
          size: Math.min(1, options.size),
        })
      : drawLinear(rng, options),
  check(subject, { strictness }) {
    const product = productOf(subject);
    const expected = rankOfMatrix(rationalRank(product), product.length, product[0].length);
    const findings: Finding[] = [
      rankFinding('rank at θ', exactly(linearSpan(subject)), '≥', expected),
    ];
    if (subject.facts.network !== null) {
      const thin = exactly(linearSpan(subject, thinnest(subject, product)));
      findings.push(rankFinding('rank at factors of rank r', thin, '=', expected));
    }
    return conclude(findings, strictness);
  },
});
