/** The updates of θ in float64 from a gradient that has just been written (`optimiser.ts` gives the equations). */
import type { OptimiserSpec } from './optimiser-spec.ts';

/** @param gradient read at every call. */
export function createUpdate(
  spec: OptimiserSpec,
  size: number,
  gradient: Float64Array,
): (theta: Float64Array) => void {
  const { rate } = spec;
  switch (spec.method) {
    case 'momentum': {
      const velocity = new Float64Array(size);
      return (theta) => {
        for (let i = 0; i < size; i++) {
          velocity[i] = spec.momentum * velocity[i] + gradient[i];
          theta[i] -= rate * velocity[i];
        }
      };
    }
    case 'nesterov': {
      const velocity = new Float64Array(size);
      return (theta) => {
        for (let i = 0; i < size; i++) {
          velocity[i] = spec.momentum * velocity[i] + gradient[i];
          theta[i] -= rate * (gradient[i] + spec.momentum * velocity[i]);
        }
      };
    }
    case 'weight-decay':
      return (theta) => {
        for (let i = 0; i < size; i++) theta[i] -= rate * (gradient[i] + spec.decay * theta[i]);
      };
    case 'sign-descent':
      return (theta) => {
        for (let i = 0; i < size; i++) theta[i] -= rate * Math.sign(gradient[i]);
      };
    case 'rmsprop': {
      const { smoothing, epsilon } = spec;
      const square = new Float64Array(size);
      return (theta) => {
        for (let i = 0; i < size; i++) {
          const g = gradient[i];
          square[i] = smoothing * square[i] + (1 - smoothing) * (g * g);
          theta[i] -= rate * (g / (Math.sqrt(square[i]) + epsilon));
        }
      };
    }
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon } = spec;
      const mean = new Float64Array(size);
      const square = new Float64Array(size);
      const shrink = spec.method === 'adamw' ? rate * spec.decay : 0;
      let power1 = 1;
      let power2 = 1;
      return (theta) => {
        power1 *= beta1;
        power2 *= beta2;
        for (let i = 0; i < size; i++) {
          const g = gradient[i];
          mean[i] = beta1 * mean[i] + (1 - beta1) * g;
          square[i] = beta2 * square[i] + (1 - beta2) * (g * g);
          const root = Math.sqrt(square[i] / (1 - power2));
          if (shrink !== 0) theta[i] -= shrink * theta[i];
          theta[i] -= (rate * (mean[i] / (1 - power1))) / (root + epsilon);
        }
      };
    }
    default:
      return (theta) => {
        for (let i = 0; i < size; i++) theta[i] -= rate * gradient[i];
      };
  }
}
