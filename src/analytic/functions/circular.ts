/** What sine and cosine share. */
import { listOf } from '../../numerics/list-of.ts';
import { arithmeticOf } from '../jet-arithmetic.ts';
import type { JetField } from '../jet-field.ts';
import { oddNumber } from '../transcendental-numbers.ts';

// The engine's sine need not be odd to the last bit by its specification; this makes it so.
export const oddSine = (z: number) => (z < 0 ? -Math.sin(-z) : Math.sin(z));
export const evenCosine = (z: number) => Math.cos(Math.abs(z));

/** sin or cos from v = tan(u/2): sin u = 2v/(1 + v²), cos u = (1 − v²)/(1 + v²). */
export function circularJet<T>(field: JetField<T>, u: T, name: 'sin' | 'cos', terms: number): T[] {
  const { ring } = field;
  const { inverseInteger } = arithmeticOf(field);
  const { sine: s, cosine: c } = field.circular?.(u) ?? fromTangent(field, u);
  const derivatives = [s, c, ring.neg(s), ring.neg(c)];
  const first = name === 'sin' ? 0 : 1;
  let inverseFactorial = ring.one;
  return listOf(terms, (n) => {
    if (n > 0) inverseFactorial = ring.mul(inverseFactorial, inverseInteger(n));
    return ring.mul(derivatives[(first + n) % 4], inverseFactorial);
  });
}

function fromTangent<T>(field: JetField<T>, u: T): { sine: T; cosine: T } {
  const { ring } = field;
  const v = oddNumber(field, 'tan-half', u);
  const square = ring.mul(v, v);
  const inverse = field.inverse(ring.add(ring.one, square));
  return {
    sine: ring.mul(ring.add(v, v), inverse),
    cosine: ring.mul(ring.sub(ring.one, square), inverse),
  };
}
