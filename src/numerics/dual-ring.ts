/**
 * Dual numbers T[ε]/(ε²): forward-mode differentiation as a ring over a ring.
 *
 *   (a + a′ε)(b + b′ε) = ab + (a′b + ab′)ε,    σ(a + a′ε) = σ(a) + σ′(a)a′ε
 *
 * A tape over dual numbers gives Hessian–vector products, dual numbers over dual numbers second
 * directional derivatives. Source: Griewank & Walther, *Evaluating Derivatives*, ch. 3.
 */
import type { Ring, Smooth } from './ring.ts';

/** `value` + `tangent`·ε. */
export interface Dual<T> {
  readonly value: T;
  readonly tangent: T;
}

/** The ring T[ε]/(ε²); rationals map to constants. */
export function dualRing<T>(base: Ring<T>): Ring<Dual<T>> {
  return {
    name: `dual numbers over ${base.name}`,
    zero: { value: base.zero, tangent: base.zero },
    one: { value: base.one, tangent: base.zero },
    add: (a, b) => ({
      value: base.add(a.value, b.value),
      tangent: base.add(a.tangent, b.tangent),
    }),
    sub: (a, b) => ({
      value: base.sub(a.value, b.value),
      tangent: base.sub(a.tangent, b.tangent),
    }),
    mul: (a, b) => ({
      value: base.mul(a.value, b.value),
      tangent: base.add(base.mul(a.tangent, b.value), base.mul(a.value, b.tangent)),
    }),
    neg: (a) => ({ value: base.neg(a.value), tangent: base.neg(a.tangent) }),
    rational: (q) => ({ value: base.rational(q), tangent: base.zero }),
  };
}

/** σ⁽ⁿ⁾(a + a′ε) = σ⁽ⁿ⁾(a) + σ⁽ⁿ⁺¹⁾(a)a′ε: asks `smooth` for one order more. */
export function liftSmooth<T>(base: Ring<T>, smooth: Smooth<T>): Smooth<Dual<T>> {
  return (order, z) => ({
    value: smooth(order, z.value),
    tangent: base.mul(smooth(order + 1, z.value), z.tangent),
  });
}
