/**
 * F(θ)(x) over any commutative ring, for every kind of model, as one would write it on a blackboard.
 * It is the definition: the fast float64 kernels and the fast fields mod p are held against it.
 * ∇F comes from running the same page on a tape.
 *
 *   fully-connected   F = W_L σ(… σ(W₁x + b₁) …) + b_L
 *   linear            F = W_L ⋯ W₁ x
 *   relu-paths        F = W_L diag(g_{L−1})(… diag(g₁)(W₁x + b₁) …) + b_L with free gates g
 *   diagonal-linear   F = Σᵢ (Πₗ θₗᵢ) xᵢ
 *   polynomial        F = Σⱼ fⱼ(θ) xⱼ
 */
import { ShapeError } from '../errors.ts';
import type { ModelSpec, PolynomialSpec } from '../instances/instance.ts';
import { inputDimension, type Layout, layoutOf } from '../instances/layout.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';
import { tape } from '../numerics/tape-ring.ts';
import { evaluatePolynomial, type Polynomial, parsePolynomial } from './polynomial.ts';

/** Number of hidden neurons, which is the number of gates of a relu-paths model. */
export function gateCount(model: ModelSpec): number {
  return 'widths' in model ? model.widths.slice(1, -1).reduce((sum, n) => sum + n, 0) : 0;
}

/**
 * F(θ)(x), all outputs.
 *
 * @param theta flat, in the order of `layoutOf(model)`.
 * @param sigma σ and its derivatives over the ring; only fully connected models look at it.
 * @param gates relu-paths only: one per hidden neuron, layer by layer.
 * @throws ShapeError when theta, x or gates have the wrong length.
 */
export function evaluate<T>(
  ring: Ring<T>,
  model: ModelSpec,
  theta: readonly T[],
  x: readonly T[],
  sigma: Smooth<T>,
  gates?: readonly T[],
): T[] {
  const layout = layoutOf(model);
  checkLength('theta', layout.size, theta.length);
  checkLength('x', inputDimension(model), x.length);
  switch (model.kind) {
    case 'fully-connected':
      return dense(ring, layout, theta, x, (z) => sigma(0, z));
    case 'linear':
      return dense(ring, layout, theta, x, (z) => z);
    case 'relu-paths': {
      const free = gates ?? [];
      checkLength('gates', gateCount(model), free.length);
      return dense(ring, layout, theta, x, (z, neuron) => ring.mul(free[neuron], z));
    }
    case 'diagonal-linear': {
      const features = x.map((_, i) =>
        layout.layers.reduce(
          (product, { weights }) => ring.mul(product, theta[weights + i]),
          ring.one,
        ),
      );
      return [dot(ring, features, x)];
    }
    case 'polynomial': {
      const features = featuresOf(model).map((f) => evaluatePolynomial(ring, f, theta));
      return [dot(ring, features, x)];
    }
  }
}

/**
 * ∇_θ F_output(θ)(x) by reverse mode over the ring; `sigma` is asked for σ and σ′.
 *
 * @throws ShapeError as `evaluate`.
 */
export function gradient<T>(
  ring: Ring<T>,
  model: ModelSpec,
  theta: readonly T[],
  x: readonly T[],
  sigma: Smooth<T>,
  output: number,
  gates?: readonly T[],
): T[] {
  const record = tape(ring);
  const variables = theta.map(record.variable);
  const outputs = evaluate(
    record.ring,
    model,
    variables,
    x.map(record.constant),
    record.lift(sigma),
    gates?.map(record.constant),
  );
  return record.gradient(outputs[output], variables);
}

/** W_L φ(… φ(W₁x + b₁) …) + b_L where φ is told the running number of the hidden neuron. */
function dense<T>(
  ring: Ring<T>,
  { layers }: Layout,
  theta: readonly T[],
  x: readonly T[],
  activate: (z: T, neuron: number) => T,
): T[] {
  let h = [...x];
  let neuron = 0;
  layers.forEach(({ rows, columns, weights, bias }, l) => {
    const z = Array.from({ length: rows }, (_, i) => {
      const from = weights + i * columns;
      const sum = dot(ring, theta.slice(from, from + columns), h);
      return bias < 0 ? sum : ring.add(sum, theta[bias + i]);
    });
    h = l === layers.length - 1 ? z : z.map((value) => activate(value, neuron++));
  });
  return h;
}

function dot<T>(ring: Ring<T>, a: readonly T[], b: readonly T[]): T {
  return a.reduce((sum, value, i) => ring.add(sum, ring.mul(value, b[i])), ring.zero);
}

const parsed = new WeakMap<PolynomialSpec, readonly Polynomial[]>();

/** The features of a polynomial model, read once. @throws InputError on bad text. */
export function featuresOf(model: PolynomialSpec): readonly Polynomial[] {
  let features = parsed.get(model);
  if (features === undefined) {
    features = model.features.map((text, j) =>
      parsePolynomial(text, model.variables, `model.features[${j}]`),
    );
    parsed.set(model, features);
  }
  return features;
}

function checkLength(name: string, expected: number, received: number): void {
  if (expected !== received)
    throw new ShapeError(`readable network: length of ${name}`, String(expected), String(received));
}
