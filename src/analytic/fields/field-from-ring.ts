/** Fields made of a ring, division and functions. */
import { NotInvertible, ShapeError } from '../../errors.ts';
import { rational } from '../../numerics/rational.ts';
import type { DecidableRing, Ring, Smooth } from '../../numerics/ring.ts';
import type { AnalyticFunction } from '../analytic-function.ts';
import type { Field } from '../field.ts';
import type { JetField } from '../jet-field.ts';

/** What a ring lacks to be a field with functions. */
export interface FieldParts<T> {
  /** 1/a. @throws NotInvertible */
  inverse(a: T): T;
  /** f⁽ⁿ⁾(a). */
  applyDerivative(f: AnalyticFunction, order: number, a: T): T;
}

export function fieldOf<T>(ring: Ring<T>, { inverse, applyDerivative }: FieldParts<T>): Field<T> {
  const { name, zero, one, add, sub, mul, neg } = ring;
  return {
    name,
    zero,
    one,
    rational: (q) => ring.rational(typeof q === 'number' ? rational(q) : q),
    add,
    sub,
    mul,
    neg,
    dot(a, b) {
      sameLength(a, b);
      let sum = zero;
      for (let i = 0; i < a.length; i++) sum = add(sum, mul(a[i], b[i]));
      return sum;
    },
    inverse,
    apply: (f, a) => applyDerivative(f, 0, a),
    applyDerivative,
  };
}

/** 1/a that refuses zero by name, whatever `inverse` makes of it. */
export function inverseOfNonZero<T>(
  ring: DecidableRing<T>,
  inverse: (a: T) => T,
): FieldParts<T>['inverse'] {
  return (a) => {
    if (ring.isZero(a)) throw new NotInvertible(ring.name, '0');
    return inverse(a);
  };
}

/** f and its derivatives in a field, as ring code asks for them. */
export function smoothIn<T>(field: Field<T>, f: AnalyticFunction): Smooth<T> {
  return (order, z) => field.applyDerivative(f, order, z);
}

/** z ↦ 1/z and its derivatives (−1)ⁿ n! z^{−n−1}. */
export function reciprocalIn<T>(field: Field<T>): Smooth<T> {
  return (order, z) => {
    const inverse = field.inverse(z);
    let value = inverse;
    for (let n = 1; n <= order; n++)
      value = field.mul(field.mul(value, field.rational(-n)), inverse);
    return value;
  };
}

/**
 * The field whose functions are given by their jets. The last jet is kept: duals, tapes and series ask
 * for one order after another at the same point.
 */
export function fieldOfJets<T>(jets: JetField<T>): Field<T> {
  const { ring } = jets;
  let last: { readonly f: AnalyticFunction; readonly at: T; readonly jet: readonly T[] } | null =
    null;
  return fieldOf(ring, {
    inverse: inverseOfNonZero(ring, (a) => jets.inverse(a)),
    applyDerivative(f, order, at) {
      if (last === null || last.f !== f || !Object.is(last.at, at) || last.jet.length <= order) {
        const known = last !== null && last.f === f && Object.is(last.at, at);
        const terms = known ? 2 * (order + 1) : order + 1;
        last = { f, at, jet: f.jet(jets, at, terms) };
      }
      let value = last.jet[order];
      for (let n = 2; n <= order; n++) value = ring.mul(value, ring.rational(rational(n)));
      return value;
    },
  });
}

function sameLength(a: readonly unknown[], b: readonly unknown[]): void {
  if (a.length !== b.length) throw new ShapeError('dot', `${a.length} factors`, `${b.length}`);
}
