/** Functions on z > 0 that are not analytic at 0. */
import { UnsupportedError } from '../../errors.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { AnalyticFunction, TaylorSupport } from '../analytic-function.ts';
import { arithmeticOf } from '../jet-arithmetic.ts';
import type { JetField } from '../jet-field.ts';
import { mapOf } from '../named-function.ts';
import { everyOrder } from '../support.ts';

type Parts = Pick<
  AnalyticFunction,
  'name' | 'complexity' | 'positive' | 'value' | 'derivative' | 'second' | 'jet'
> & {
  /** At s > 0; left out: all orders. */
  readonly supportAt?: (s: Rational) => TaylorSupport;
};

export function onPositive({ jet, supportAt, ...parts }: Parts): AnalyticFunction {
  const { name, value, derivative } = parts;
  return {
    ...parts,
    spec: name,
    floatable: true,
    map: mapOf(value, derivative),
    jet(field, at, terms) {
      if (field.ring.isZero(at))
        throw new UnsupportedError(`function "${name}" is not analytic at 0`);
      return jet(field, at, terms);
    },
    parity: 'none',
    analytic: true,
    domain: 'positive',
    polynomialDegree: null,
    taylor: null,
    supportAt: (s) => (s.numerator > 0n ? (supportAt?.(s) ?? everyOrder) : null),
    overRationals: undefined,
    atZero: { value: value(0), derivative: derivative(0) },
    zeroAtZero: value(0) === 0,
    derivativeVanishesAtZero: false,
    reflections: [],
  };
}

/** value·(1 + t/u)^{halves/2}: cₙ₊₁ = cₙ (halves/2 − n)/((n + 1)u). */
export function powerJet<T>(
  field: JetField<T>,
  u: T,
  value: T,
  halves: number,
  terms: number,
): T[] {
  const { ring } = field;
  const { integer, inverseInteger } = arithmeticOf(field);
  const inverse = field.inverse(u);
  const out = [value];
  for (let n = 0; n + 1 < terms; n++) {
    const factor = ring.mul(integer(halves - 2 * n), inverseInteger(2 * (n + 1)));
    out.push(ring.mul(ring.mul(out[n], factor), inverse));
  }
  return out.slice(0, terms);
}
