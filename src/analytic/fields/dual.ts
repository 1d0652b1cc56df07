/** Dual numbers over a field: forward mode. Dual over dual gives second directional derivatives. */
import { type Dual, dualRing, liftSmooth } from '../../numerics/dual-ring.ts';
import type { Field } from '../field.ts';
import { fieldOf, reciprocalIn, smoothIn } from './field-from-ring.ts';

/** T[ε]/(ε²). `inverse` throws what the field below throws for the value. */
export function dualField<T>(below: Field<T>): Field<Dual<T>> {
  const reciprocal = liftSmooth(below, reciprocalIn(below));
  return fieldOf(dualRing(below), {
    inverse: (a) => reciprocal(0, a),
    applyDerivative: (f, order, a) => liftSmooth(below, smoothIn(below, f))(order, a),
  });
}
