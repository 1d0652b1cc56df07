/**
 * Directions on which neurons gather when training starts near 0.
 *
 * With F = 0 the residuals are those of the targets alone, s_i = ∂ℓ/∂ŷ(0, yᵢ), and a neuron (a, w) moves by
 * ẇ = −a Σ sᵢ σ′(w·xᵢ) xᵢ, inputs with a 1 for the bias. Near w = 0 only the order p of the first derivative of σ that
 * does not vanish at 0 counts (p ≥ 1), ẇ = −a c ∇P(w), P(w) = Σ sᵢ (w·xᵢ)ᵖ: the direction of w rests where ∇P(w) is
 * parallel to w. Counted exactly:
 *
 *   p = 1              ±∇P, unless it is 0
 *   two weights        the roots of a form of degree p, by Sturm's theorem, two directions each
 *   p = 2              the eigenvectors of Σ sᵢ xᵢxᵢᵀ, two directions each where all eigenvalues differ
 *
 * Source: Zhou, Zhou, Jin, Luo, Zhang, Xu, NeurIPS 2022.
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import { realLineCount, realRootCount } from '../../analytic/real-roots.ts';
import { addPolynomials, multiplyPolynomials } from '../../analytic/univariate-polynomial.ts';
import type { Subject } from '../../instances/subject.ts';
import { toRational } from '../../numerics/numeral.ts';
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  ZERO,
} from '../../numerics/rational.ts';
import { lossSlope } from '../../training/field-loss.ts';
import { settle } from './enclosed-difference.ts';

/** What a neuron near 0 moves in. */
export interface EarlyField {
  /** p. */
  readonly multiplicity: number;
  /** Weights that come into a neuron, its bias among them. */
  readonly weights: number;
  /** xᵢ, with a 1 for the bias. */
  readonly inputs: readonly (readonly Rational[])[];
  /** sᵢ. */
  readonly slopes: readonly Rational[];
}

/** Losses whose slope at F = 0 is rational. */
export const RATIONAL_SLOPES = ['squared', 'linear', 'quartic'] as const;

/** Null for a σ that is constant, or whose series is not known. @param subject of two layers, with data. */
export function earlyField({ facts, instance }: Subject): EarlyField | null {
  const [sigma] = facts.functions;
  const multiplicity = sigma?.taylor?.next(1) ?? null;
  if (multiplicity === null) return null;
  const { inputs, targets } = instance.data!;
  const rows = inputs.map((x) => {
    const row = x.map(toRational);
    return facts.network!.hasBias ? [...row, ONE] : row;
  });
  const slopes = targets.map(
    (y) => lossSlope(rationals, instance.loss!, [ZERO], y.map(toRational))[0],
  );
  return { multiplicity, weights: rows[0].length, inputs: rows, slopes };
}

/**
 * How many directions rest: a number, `all` where every one does, null where it is not known how to count them
 * (three weights or more, p ≥ 3).
 */
export function restingDirections(field: EarlyField): number | 'all' | null {
  const { multiplicity, weights } = field;
  // One weight has two directions, whether anything turns or not.
  if (weights === 1) return 2;
  if (multiplicity === 1) return slopeOf(field).every(isZero) ? 'all' : 2;
  if (weights === 2) {
    const form = turningForm(field);
    return form.every(isZero) ? 'all' : 2 * realLineCount(form);
  }
  if (multiplicity > 2) return null;
  const characteristic = characteristicPolynomial(secondMoments(field));
  return realRootCount(characteristic) === weights ? 2 * weights : 'all';
}

/** Σ sᵢ xᵢ. */
function slopeOf({ inputs, slopes, weights }: EarlyField): Rational[] {
  return Array.from({ length: weights }, (_, j) =>
    rationals.dot(
      slopes,
      inputs.map((x) => x[j]),
    ),
  );
}

/** Σ sᵢ (w·xᵢ)ᵖ⁻¹ (w₁xᵢ₂ − w₂xᵢ₁) as a form in w = (1, z): how fast the angle of w changes. */
export function turningForm({ inputs, slopes, multiplicity }: EarlyField): readonly Rational[] {
  const terms = inputs.map(([first, second], i) => {
    const slope = slopes[i];
    let product: readonly Rational[] = [multiply(slope, second), negate(multiply(slope, first))];
    for (let k = 1; k < multiplicity; k++) product = multiplyPolynomials(product, [first, second]);
    return product;
  });
  const sum = terms.reduce(addPolynomials, []);
  return Array.from({ length: multiplicity + 1 }, (_, j) => sum[j] ?? ZERO);
}

/** Σ sᵢ xᵢxᵢᵀ. */
function secondMoments({ inputs, slopes, weights }: EarlyField): Rational[][] {
  return Array.from({ length: weights }, (_, j) =>
    Array.from({ length: weights }, (_, k) =>
      rationals.dot(
        slopes,
        inputs.map((x) => multiply(x[j], x[k])),
      ),
    ),
  );
}

/** det(z − A), by Faddeev and LeVerrier. */
function characteristicPolynomial(matrix: readonly (readonly Rational[])[]): Rational[] {
  const n = matrix.length;
  const coefficients: Rational[] = [ONE];
  let power: Rational[][] = matrix.map((row) => row.map(() => ZERO));
  for (let k = 1; k <= n; k++) {
    const shifted = power.map((row, i) =>
      row.map((v, j) => (i === j ? add(v, coefficients[k - 1]) : v)),
    );
    const columns = shifted.map((_, j) => shifted.map((row) => row[j]));
    power = matrix.map((row) => columns.map((column) => rationals.dot(row, column)));
    const trace = power.reduce((sum, row, i) => add(sum, row[i]), ZERO);
    coefficients.push(divide(trace, rational(-k)));
  }
  return coefficients.reverse();
}

/** Directions that are tried around the circle. */
const AROUND = 96;

/**
 * At least so many directions rest at this size of w, small or not: between two at which w turns in opposite ways there
 * is one, by enclosures of Σ sᵢ σ′(w·xᵢ) (w₁xᵢ₂ − w₂xᵢ₁). For two weights.
 */
export function restingAtSize(
  subject: Subject,
  { inputs, slopes }: EarlyField,
  size: Rational,
): number {
  const [sigma] = subject.facts.functions;
  const signs: number[] = [];
  for (let k = 0; k < AROUND; k++) {
    const w = directionOf(k).map((u) => multiply(size, u));
    const settled = settle(
      (bits) => {
        const field = ballsField(bits, 'refused');
        const terms = inputs.map(([first, second], i) => {
          const at = add(multiply(w[0], first), multiply(w[1], second));
          const turn = rationals.sub(multiply(w[0], second), multiply(w[1], first));
          const slope = field.applyDerivative(sigma, 1, field.rational(at));
          return field.mul(field.rational(multiply(slopes[i], turn)), slope);
        });
        return { difference: terms.reduce(field.add), scale: field.one };
      },
      [60],
    );
    if (settled.decided === 'differs') signs.push(Math.sign(settled.enclosure.distance));
  }
  return signs.filter((sign, k) => sign !== signs[(k + 1) % signs.length]).length;
}

/** Rational points of the circle, in their order around it: (1 − t², 2t)/(1 + t²), four times a quarter. */
function directionOf(k: number): readonly [Rational, Rational] {
  const quarter = AROUND / 4;
  const t = rational(k % quarter, quarter);
  const square = multiply(t, t);
  const below = add(ONE, square);
  const cos = divide(rationals.sub(ONE, square), below);
  const sin = divide(multiply(rational(2), t), below);
  const turned: readonly (readonly [Rational, Rational])[] = [
    [cos, sin],
    [negate(sin), cos],
    [negate(cos), negate(sin)],
    [sin, negate(cos)],
  ];
  return turned[Math.floor(k / quarter)];
}
