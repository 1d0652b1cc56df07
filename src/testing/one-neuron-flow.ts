/**
 * Gradient flow of the linear network with one hidden neuron, F = a·w·x, on the datum (x, y) = (1, y)
 * with L = ½(aw − y)², in closed form.
 *
 *   ȧ = −w(aw − y),  ẇ = −a(aw − y)      so   d/dt (a² − w²) = 0.
 *
 * On the diagonal a = w the product p = aw = a² obeys ṗ = 2aȧ = −2p(p − y), the logistic equation,
 * whose solution is  p(t) = y p₀ / (p₀ + (y − p₀) e^{−2yt}).  Hence a(t) = w(t) = ±√p(t).
 */
import type { VectorField } from '../dynamics/vector-field.ts';

/** θ = (w, a), as in the layout of a network. */
export function oneNeuronFlow(y: number): VectorField {
  return {
    size: 2,
    evaluate(_t, theta, out) {
      const residual = theta[0] * theta[1] - y;
      out[0] = -theta[1] * residual;
      out[1] = -theta[0] * residual;
    },
  };
}

/** a(t) = w(t) from a(0) = w(0) = start. */
export function oneNeuronSolution(y: number, start: number, t: number): number {
  const p0 = start * start;
  const p = (y * p0) / (p0 + (y - p0) * Math.exp(-2 * y * t));
  return Math.sign(start) * Math.sqrt(p);
}
