/** Dual numbers over a field: forward mode. Dual over dual gives second directional derivatives. */
import { type Dual, dualRing, liftSmooth } from '../../numerics/dual-ring.ts';
import type { Field } from '../field.ts';
import { fieldOf, reciprocalIn, ringOf, smoothIn } from './ring-bridge.ts';

export type { Dual };

/** T[ε]/(ε²). `inverse` throws what the field below throws for the value. */
export function dualField<T>(below: Field<T>): Field<Dual<T>> {
  const base = ringOf(below);
  const reciprocal = liftSmooth(base, reciprocalIn(below));
  const neverZero = { ...dualRing(base), isZero: () => false };
  return fieldOf(neverZero, {
    inverse: (a) => reciprocal(0, a),
    applyDerivative: (f, order, a) => liftSmooth(base, smoothIn(below, f))(order, a),
  });
}
