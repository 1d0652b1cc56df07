/**
 * Families of layered models on `layered-field.ts`: products of matrices, ReLU networks with free
 * gates, deep bias-free networks through their Taylor coefficients in x, networks with biases through
 * jets of σ.
 *
 * - linear: F = W_L⋯W₁x, members (x, u), potential ⟨u, F(x)⟩.
 * - ReLU paths: members (x, u, one gate per hidden neuron). F is affine in every gate, so gates in 𝔽_p
 *   span the same as gates in {0, 1}.
 * - deep, σ(0) = 0, no bias: F(s·x) is a power series in s without constant term whose coefficients
 *   are polynomials in θ; by the argument of `two-layer-family.ts` they span 𝔉. Members are (x, u, λ),
 *   potential Σ_j λ_j [s^j]⟨u, F(s·x)⟩, j ≤ J.
 * - polynomial σ: F is a polynomial in x and θ; members (x, u), x ∈ 𝔽_p^d.
 * - any other analytic σ: members (x, u), x ∈ 𝔽_p^d, with jets of σ at field elements. At a generic
 *   point these are independent but for what σ's own differential equation and reflections say.
 */
import type { FamilySequence, FieldFamily } from './family.ts';
import {
  gateRule,
  type HiddenRule,
  jetRule,
  polynomialRule,
  scaledTaylorRule,
} from './hidden-rules.ts';
import { type LayeredShape, layeredField } from './layered-field.ts';
import { monomialCount } from './monomial-count.ts';

interface Parts {
  readonly shape: LayeredShape;
  readonly rule: HiddenRule | null;
  /** Coefficients after x and u: gates, or λ. */
  readonly extra: number;
  readonly slices: number;
  readonly weighted: boolean;
  readonly prime: number;
  readonly generic: boolean;
  readonly description: string;
}

function assemble(parts: Parts): FieldFamily {
  const { shape, prime, slices } = parts;
  const inputs = shape.widths[0];
  const output = shape.widths.at(-1)!;
  const weights = parts.weighted ? inputs + output : -1;
  const layout = { input: 0, output: inputs, weights };
  const field = layeredField(shape, parts.rule, layout, slices, prime);
  return {
    ...field,
    prime,
    coefficientCount: inputs + output + parts.extra,
    description: parts.description,
    generic: parts.generic,
  };
}

function single(
  kind: 'output' | 'gates' | 'jets',
  family: (prime: number) => FieldFamily,
): FamilySequence {
  const spec = { kind };
  return {
    levels: 1,
    generic: kind === 'jets',
    spec: () => spec,
    family: (prime) => family(prime),
  };
}

/** F(x) = W_L(… (W₁x + b₁) …) + b_L. */
export function linearSequence(shape: LayeredShape): FamilySequence {
  return single('output', (prime) =>
    assemble({
      shape,
      rule: null,
      extra: 0,
      slices: 1,
      weighted: false,
      prime,
      generic: false,
      description: 'outputs ⟨u, F(x)⟩ of the linear network',
    }),
  );
}

/** F(x; g) = W_L diag(g_{L−1})(… diag(g₁)(W₁x + b₁) …) + b_L with one free gate a hidden neuron. */
export function reluPathsSequence(shape: LayeredShape): FamilySequence {
  const { widths } = shape;
  const hidden = widths.slice(1, -1).reduce((sum, n) => sum + n, 0);
  const gate = widths[0] + widths.at(-1)!;
  return single('gates', (prime) =>
    assemble({
      shape,
      rule: gateRule(gate, prime),
      extra: hidden,
      slices: 1,
      weighted: false,
      prime,
      generic: false,
      description: 'outputs ⟨u, F(x; g)⟩ with free gates g',
    }),
  );
}

/** Any depth, biases or not, polynomial σ with the given coefficients c₀, c₁, … mod p. */
export function polynomialActivationSequence(
  shape: LayeredShape,
  coefficients: (prime: number) => readonly number[],
): FamilySequence {
  return single('output', (prime) =>
    assemble({
      shape,
      rule: polynomialRule(coefficients(prime), prime),
      extra: 0,
      slices: 1,
      weighted: false,
      prime,
      generic: false,
      description: 'outputs ⟨u, F(x)⟩, exact: σ is a polynomial',
    }),
  );
}

/** Taylor coefficients of σ at a field element, as `jetRule` wants them. */
export type JetSource = (center: number, count: number, out: Float64Array) => void;

/** Any depth, biases or not; holds at a generic point. */
export function jetSequence(
  shape: LayeredShape,
  jets: (prime: number) => JetSource,
): FamilySequence {
  return single('jets', (prime) =>
    assemble({
      shape,
      rule: jetRule(jets(prime), prime),
      extra: 0,
      slices: 1,
      weighted: false,
      prime,
      generic: true,
      description: 'outputs ⟨u, F(x)⟩ at random x with generic jets of σ',
    }),
  );
}

export interface DeepTaylor {
  /** σ is odd: every other power of s is zero and left out. */
  readonly odd: boolean;
  /** c_j mod p, j ≥ 1; c₀ must be 0. */
  coefficient(j: number, prime: number): number;
  /** Largest power of s that F(s·x) has; `Infinity` unless σ is a polynomial. */
  readonly degree: number;
}

/**
 * Bias-free, σ(0) = 0. Level 0 keeps enough powers of s for the first-order span to be able to fill
 * ℝᴹ, and two more; the levels above keep up to M + 2, enough for values and slopes of the neurons of
 * a first layer to be interpolated along one direction x.
 */
export function deepTaylorSequence(shape: LayeredShape, sigma: DeepTaylor): FamilySequence {
  const { widths } = shape;
  const step = sigma.odd ? 2 : 1;
  const size = widths.slice(1).reduce((sum, n, l) => sum + n * widths[l], 0);
  const most = Math.ceil(sigma.degree / step);
  let first = 0;
  for (let found = 0; found < size; first++)
    found += widths.at(-1)! * monomialCount(widths[0], step * first + 1, size);
  const counts = [1, 1.5, 2.25, 3.4].map((factor) => Math.ceil(factor * (first + 2)));
  counts.push(size + 2);
  const slicesAt = [...new Set(counts.map((n) => Math.min(n, most, MAX_SLICES)))].sort(
    (a, b) => a - b,
  );
  const slicesOf = (level: number) => slicesAt[Math.min(level, slicesAt.length - 1)];
  return {
    levels: slicesAt.length,
    generic: false,
    spec: (level) => ({ kind: 'taylor', step, slices: slicesOf(level) }),
    family(prime, level) {
      const slices = slicesOf(level);
      const coefficients = Array.from({ length: slices }, (_, i) =>
        sigma.coefficient(step * i + 1, prime),
      );
      return assemble({
        shape,
        rule: scaledTaylorRule(coefficients, step, prime),
        extra: slices,
        slices,
        weighted: true,
        prime,
        generic: false,
        description: `Taylor coefficients of ⟨u, F(s·x)⟩ in s up to degree ${step * (slices - 1) + 1}`,
      });
    },
  };
}

/** Powers of s that are ever kept; the cost of an activation grows as their cube. */
const MAX_SLICES = 48;
