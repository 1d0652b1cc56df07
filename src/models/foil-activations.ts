/** Activations that are not analytic: what happens when that premise is dropped. */
import { named } from './define-activation.ts';

/** σ(z) = max(z, 0), with σ′(0) = 0. */
export const relu = named({
  name: 'relu',
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? 0 : Number.NaN),
  second: (z) => (Number.isNaN(z) ? z : 0),
  parity: 'none',
  taylor: null,
});

const LEAK = 0.01;

/** σ(z) = z for z > 0, z/100 otherwise, with σ′(0) = 1/100. */
export const leakyRelu = named({
  name: 'leaky-relu',
  value: (z) => (z > 0 ? z : LEAK * z),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? LEAK : Number.NaN),
  second: (z) => (Number.isNaN(z) ? z : 0),
  parity: 'none',
  taylor: null,
});

/** Below this, e^{−1/z²} is 0 in float64. */
const FLAT_UNDERFLOW = 0.03;

// The large cofactors meet e^{−1/z²} in two halves, before it can be subnormal.

/** 0 or, for NaN, NaN. */
const vanishing = (z: number) => (Number.isNaN(z) ? z : 0);

/**
 * σ(z) = e^{−1/z²} for z > 0, 0 otherwise: infinitely differentiable, every derivative at 0 is 0, and
 * so not analytic there. σ′ = 2z⁻³σ, σ″ = (4z⁻⁶ − 6z⁻⁴)σ.
 */
export const flat = named({
  name: 'flat',
  value: (z) => (z > FLAT_UNDERFLOW ? Math.exp(-1 / (z * z)) : vanishing(z)),
  derivative(z) {
    if (!(z > FLAT_UNDERFLOW)) return vanishing(z);
    const u = 1 / (z * z);
    const root = Math.exp(-0.5 * u);
    return ((2 * u) / z) * root * root;
  },
  second(z) {
    if (!(z > FLAT_UNDERFLOW)) return vanishing(z);
    const u = 1 / (z * z);
    const root = Math.exp(-0.5 * u);
    return (4 * u - 6) * u * u * root * root;
  },
  parity: 'none',
  taylor: null,
});
