/** ℚ: exact, with the functions whose values are rational at the point in question. */
import { UnsupportedError } from '../../errors.ts';
import { rootOf } from '../../numerics/integer-root.ts';
import { divide, format, ONE, type Rational, rational } from '../../numerics/rational.ts';
import { rationalRing } from '../../numerics/rational-ring.ts';
import type { Field } from '../field.ts';
import type { JetField } from '../jet-field.ts';
import { fieldOfJets } from './field-from-ring.ts';

/** Polynomials everywhere, other functions where no transcendental number is met: tanh at 0, √ at squares. */
export const rationalJets: JetField<Rational> = {
  ring: rationalRing,
  inverse: (a) => divide(ONE, a),
  canonical: (value) => ({ value, reflected: false }),
  generator(name, u) {
    const root = name === 'sqrt' ? rationalRoot(u) : null;
    if (root !== null) return root;
    throw new UnsupportedError(`rationals: ${name} of ${format(u)} is no rational number`);
  },
  constant(name) {
    throw new UnsupportedError(`rationals: ${name} is no rational number`);
  },
};

/** `apply` throws UnsupportedError where the value is not rational. */
export const rationals: Field<Rational> = fieldOfJets(rationalJets);

/** √q where it is rational, else null. */
export function rationalRoot(q: Rational): Rational | null {
  const top = integerRoot(q.numerator);
  const bottom = integerRoot(q.denominator);
  return top === null || bottom === null ? null : rational(top, bottom);
}

function integerRoot(n: bigint): bigint | null {
  if (n < 0n) return null;
  const root = rootOf(n);
  return root * root === n ? root : null;
}
