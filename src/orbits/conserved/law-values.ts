/**
 * Conserved quantities at two points of one trajectory, with what the rounding of stored numbers makes
 * uncertain, and what their drift says of how the one came out of the other.
 *
 *   θ̇ = −∇L          h(θ(t)) = h(θ(0))
 *   θ̇ = −∇L − λθ     h(θ(t)) = e^{−nλt} h(θ(0)),  h homogeneous of degree n
 *
 * Source: Kunin et al., "Neural mechanics", ICLR 2021.
 */
import type { BoundModel } from '../../models/bind.ts';
import { parameterNames } from '../../models/names.ts';
import { toDouble } from '../../numerics/rational.ts';
import { evaluateLaw } from './evaluate-law.ts';
import { expressionOfLaw, type Law } from './law.ts';
import { lawsOf } from './laws.ts';

export interface LawValue {
  readonly expression: string;
  readonly value: number;
  /** What the rounding of θ and of the sum leaves open. */
  readonly error: number;
}

/** @param rounding of θ's numbers, as a share of each. */
export function lawValues(
  bound: BoundModel,
  theta: Float64Array,
  rounding: number,
): readonly LawValue[] {
  const names = parameterNames(bound);
  return lawsOf(bound, 1).laws.map((law) => ({
    expression: expressionOfLaw(law, names),
    ...valueAt(law, theta, rounding),
  }));
}

/** Each factor is off by its rounding, and a sum of n products by less than n + 4 units of float64. */
function valueAt(law: Law, theta: Float64Array, rounding: number) {
  const { value, magnitude } = evaluateLaw(law, theta);
  const { highest } = degreesOf(law);
  return {
    value,
    error: magnitude * (highest * rounding + (law.polynomial.terms.length + 4) * 2 ** -52),
  };
}

export interface LawDrift {
  readonly expression: string;
  readonly before: LawValue;
  readonly after: LawValue;
  readonly isKept: boolean;
  /** Whether a move as long as that of θ could have changed it by more than its error. */
  readonly isTested: boolean;
  /** Degree where all terms have one, else null. */
  readonly degree: number | null;
}

export interface Drift {
  readonly laws: readonly LawDrift[];
  /** ‖θ₁ − θ₀‖. */
  readonly moved: number;
  readonly diagnosis: Diagnosis;
  /** λt, from and to (perhaps infinite), where all homogeneous laws have shrunk alike. */
  readonly decay: readonly [number, number] | null;
  /** Homogeneous laws of degree 2: what they have in common, Σ h₀h₁/Σ h₀², and how far off that is, and 1, as shares of them. */
  readonly common: {
    readonly factor: number;
    readonly off: number;
    readonly offKept: number;
  } | null;
}

export type Diagnosis =
  /** There is no law of degree 2 or less. */
  | 'no-law'
  /** Both points are the same. */
  | 'same'
  /** No law could have shown anything. */
  | 'untested'
  | 'kept'
  | 'decayed'
  /** One law away from zero has shrunk: no test of a common factor. */
  | 'one-shrunk'
  | 'neither';

export function driftOf(
  bound: BoundModel,
  [before, after]: readonly [Float64Array, Float64Array],
  [roundingBefore, roundingAfter]: readonly [number, number],
): Drift {
  const { laws } = lawsOf(bound, 1);
  const first = lawValues(bound, before, roundingBefore);
  const last = lawValues(bound, after, roundingAfter);
  const moved = Math.sqrt(before.reduce((sum, x, i) => sum + (after[i] - x) ** 2, 0));
  const drifts = laws.map((law, k): LawDrift => {
    const [one, other] = [first[k], last[k]];
    const { lowest, highest } = degreesOf(law);
    const error = one.error + other.error;
    return {
      expression: one.expression,
      before: one,
      after: other,
      isKept: Math.abs(other.value - one.value) <= error,
      isTested: gradientNorm(law, before) * moved > error,
      degree: lowest === highest ? highest : null,
    };
  });
  const decay = commonDecay(drifts);
  return {
    laws: drifts,
    moved,
    decay,
    common: commonFactor(drifts),
    diagnosis: diagnosed(drifts, moved, decay),
  };
}

function diagnosed(
  drifts: readonly LawDrift[],
  moved: number,
  decay: readonly [number, number] | null,
): Diagnosis {
  if (moved === 0) return 'same';
  if (drifts.length === 0) return 'no-law';
  if (drifts.every(({ isTested }) => !isTested)) return 'untested';
  if (drifts.every(({ isKept }) => isKept)) return 'kept';
  if (decay === null || decay[0] <= 0) return 'neither';
  return drifts.filter(tellsAFactor).length > 1 ? 'decayed' : 'one-shrunk';
}

const tellsAFactor = ({ degree, before }: LawDrift) =>
  degree !== null && Math.abs(before.value) > before.error;

/** The λt that all homogeneous laws allow; null where there is none. */
function commonDecay(drifts: readonly LawDrift[]): readonly [number, number] | null {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const drift of drifts) {
    const { degree, before, after } = drift;
    if (degree === null) continue;
    if (!tellsAFactor(drift)) {
      // From nothing but rounding nothing else comes by shrinking.
      if (Math.abs(after.value) > after.error + Math.abs(before.value) + before.error) return null;
      continue;
    }
    const sign = Math.sign(before.value);
    const [low, high] = [sign * after.value - after.error, sign * after.value + after.error];
    if (high <= 0) return null;
    const size = Math.abs(before.value);
    const least = low / (low > 0 ? size + before.error : size - before.error);
    const most = high / (size - before.error);
    from = Math.max(from, -Math.log(most) / degree);
    to = Math.min(to, least > 0 ? -Math.log(least) / degree : Number.POSITIVE_INFINITY);
  }
  return from <= to && from > Number.NEGATIVE_INFINITY ? [from, to] : null;
}

function commonFactor(drifts: readonly LawDrift[]): Drift['common'] {
  const own = drifts.filter(({ degree }) => degree === 2);
  const square = own.reduce((sum, { before }) => sum + before.value ** 2, 0);
  if (square === 0) return null;
  const factor =
    own.reduce((sum, { before, after }) => sum + before.value * after.value, 0) / square;
  const off = (f: number) =>
    Math.sqrt(
      own.reduce((sum, { before, after }) => sum + (after.value - f * before.value) ** 2, 0) /
        square,
    );
  return { factor, off: off(factor), offKept: off(1) };
}

function degreesOf({ polynomial }: Law): { readonly lowest: number; readonly highest: number } {
  const degrees = polynomial.terms.map(({ powers }) => powers.reduce((sum, [, e]) => sum + e, 0));
  return { lowest: Math.min(...degrees), highest: Math.max(...degrees) };
}

function gradientNorm({ polynomial }: Law, theta: Float64Array): number {
  const gradient = new Map<number, number>();
  for (const { coefficient, powers } of polynomial.terms)
    for (const [i, e] of powers) {
      let slope = toDouble(coefficient) * e;
      for (const [j, n] of powers) slope *= theta[j] ** (j === i ? n - 1 : n);
      gradient.set(i, (gradient.get(i) ?? 0) + slope);
    }
  return Math.sqrt([...gradient.values()].reduce((sum, x) => sum + x * x, 0));
}
