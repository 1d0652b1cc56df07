/**
 * Losses of one number ŷ against one number y, with their first two derivatives in ŷ, written so that
 * tails neither overflow nor cancel. Formulas: `loss.ts`.
 */

export interface Scalar {
  value(prediction: number, target: number): number;
  /** ∂ℓ/∂ŷ. */
  slope(prediction: number, target: number): number;
  /** ∂²ℓ/∂ŷ². */
  curvature(prediction: number, target: number): number;
}

export const squared: Scalar = {
  value: (p, y) => 0.5 * (p - y) * (p - y),
  slope: (p, y) => p - y,
  curvature: () => 1,
};

export const linear: Scalar = {
  value: (p, y) => p * y,
  slope: (_p, y) => y,
  curvature: () => 0,
};

export const quartic: Scalar = {
  value: (p, y) => 0.25 * (p - y) ** 4,
  slope: (p, y) => (p - y) * (p - y) * (p - y),
  curvature: (p, y) => 3 * (p - y) * (p - y),
};

export const logCosh: Scalar = {
  value(p, y) {
    const r = Math.abs(p - y);
    if (r > 1) return r + Math.log1p(Math.exp(-2 * r)) - Math.LN2;
    // cosh r = 1 + 2 sinh²(r/2): no cancellation near 0.
    const s = Math.sinh(0.5 * r);
    return Math.log1p(2 * s * s);
  },
  slope: (p, y) => Math.tanh(p - y),
  curvature(p, y) {
    const sech = 1 / Math.cosh(p - y);
    return sech * sech;
  },
};

/** log(1 + e^z), finite for every z; relative error of a few ulps at both ends. */
export function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}

/** 1/(1 + e^{−z}); tends to 0 through the subnormals. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

export const logistic: Scalar = {
  value: (p, y) => softplus(-y * p),
  slope: (p, y) => -y * sigmoid(-y * p),
  curvature: (p, y) => y * y * sigmoid(y * p) * sigmoid(-y * p),
};

export const exponential: Scalar = {
  value: (p, y) => Math.exp(-y * p),
  slope: (p, y) => -y * Math.exp(-y * p),
  curvature: (p, y) => y * y * Math.exp(-y * p),
};

/** The joint |r| = 1 is where the second derivative jumps. */
export const huber: Scalar = {
  value(p, y) {
    const r = Math.abs(p - y);
    return r <= 1 ? 0.5 * r * r : r - 0.5;
  },
  slope: (p, y) => Math.max(-1, Math.min(1, p - y)),
  curvature: (p, y) => (Math.abs(p - y) <= 1 ? 1 : 0),
};
