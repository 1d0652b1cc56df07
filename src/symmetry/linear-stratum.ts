/**
 * The stratum of a linear network under its orthogonal groups, as a dense affine subspace; the algebra is
 * in `linear-isotropy.ts`. Dimensions are exact; projections are rounded, a few ulps of ‖θ‖.
 */
import { ShapeError } from '../errors.ts';
import { type Layout, layoutOf } from '../instances/layout.ts';
import type { FullyConnectedSpec, LinearSpec } from '../models/kinds/specs.ts';
import { fromDouble, type Rational } from '../numerics/rational.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import { type LinearIsotropy, linearIsotropy } from './linear-isotropy.ts';
import { type IntegerVector, unitVector } from './orthogonal-span.ts';
import type { Point } from './value-classes.ts';

export interface LinearStratum {
  readonly subspace: InvariantSubspace;
  readonly dimension: number;
  /** dim A_l of each hidden layer: what inputs and outputs reach. */
  readonly reached: readonly number[];
  /** Whether the subspace is all of Fix of the isotropy group, not just known to contain it. */
  readonly exact: boolean;
  /** Orthogonal basis of the subspace, M entries each. */
  directions(): readonly IntegerVector[];
  readonly stratumId: string;
}

/**
 * Fix of the isotropy group of θ in O(n₁) × … × O(n_{L−1}). The orbit of θ lies in it, so its dimension is
 * an upper bound. A fully connected network counts as linear where its activation is the identity.
 */
export function linearStratum(model: LinearSpec | FullyConnectedSpec, theta: Point): LinearStratum {
  const layout = layoutOf(model);
  if (theta.length !== layout.size) {
    throw new ShapeError('linearStratum', `${layout.size} parameters`, `${theta.length}`);
  }
  const exactTheta: readonly Rational[] =
    theta instanceof Float64Array ? Array.from(theta, fromDouble) : theta;
  const { reached, words, exact } = linearIsotropy(layout, exactTheta);
  const widths = model.widths.slice(1, -1);
  const ranks = reached.map((basis, h) => (basis === 'all' ? widths[h]! : basis.length));

  // One orthonormal vector of θ-space per coordinate; where A_l is everything, unit vectors.
  const frames = [
    standard(model.widths[0]!),
    ...reached.map((basis, h) => (basis === 'all' ? standard(widths[h]!) : basis.map(unitVector))),
    standard(model.widths.at(-1)!),
  ];
  const rank = (l: number): number => frames[l]!.length;
  const starts: number[] = [];
  let dimension = 0;
  layout.layers.forEach(({ bias }, l) => {
    starts.push(dimension);
    dimension += rank(l + 1) * rank(l) + words[l]!.length + (bias < 0 ? 0 : rank(l + 1));
  });
  const wordFrames = words.map((list) => list.map(unitVector));

  function coordinates(theta: Float64Array, u: Float64Array): Float64Array {
    layout.layers.forEach(({ rows, columns, weights, bias }, l) => {
      let k = starts[l]!;
      for (const left of frames[l + 1]!) {
        for (const right of frames[l]!) {
          let sum = 0;
          for (let i = 0; i < rows; i++) {
            if (left[i] === 0) continue;
            let row = 0;
            for (let j = 0; j < columns; j++) row += right[j]! * theta[weights + i * columns + j]!;
            sum += left[i]! * row;
          }
          u[k++] = sum;
        }
      }
      for (const word of wordFrames[l]!) {
        let sum = 0;
        for (let i = 0; i < word.length; i++) sum += word[i]! * theta[weights + i]!;
        u[k++] = sum;
      }
      if (bias < 0) return;
      for (const left of frames[l + 1]!) {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += left[i]! * theta[bias + i]!;
        u[k++] = sum;
      }
    });
    return u;
  }

  function embed(u: Float64Array, out: Float64Array): Float64Array {
    out.fill(0);
    layout.layers.forEach(({ rows, columns, weights, bias }, l) => {
      let k = starts[l]!;
      for (const left of frames[l + 1]!) {
        for (const right of frames[l]!) {
          const value = u[k++]!;
          for (let i = 0; i < rows; i++) {
            if (left[i] === 0) continue;
            for (let j = 0; j < columns; j++) {
              out[weights + i * columns + j]! += value * left[i]! * right[j]!;
            }
          }
        }
      }
      for (const word of wordFrames[l]!) {
        const value = u[k++]!;
        for (let i = 0; i < word.length; i++) out[weights + i]! += value * word[i]!;
      }
      if (bias < 0) return;
      for (const left of frames[l + 1]!) {
        const value = u[k++]!;
        for (let i = 0; i < rows; i++) out[bias + i]! += value * left[i]!;
      }
    });
    return out;
  }

  const u = new Float64Array(dimension);
  const full = dimension === layout.size;
  function normalComponent(vector: Float64Array, out: Float64Array): Float64Array {
    if (full) return out.fill(0);
    const tangent = embed(coordinates(vector, u), new Float64Array(layout.size));
    for (let i = 0; i < layout.size; i++) out[i] = vector[i]! - tangent[i]!;
    return out;
  }
  const subspace: InvariantSubspace = {
    size: layout.size,
    dimension,
    project(theta, out) {
      if (full) {
        out.set(theta);
        return out;
      }
      return embed(coordinates(theta, u), out);
    },
    distance(theta) {
      return Math.hypot(...normalComponent(theta, new Float64Array(layout.size)));
    },
    normalComponent,
    embed,
    coordinates,
    describe: () => describeRanks(ranks, widths),
  };
  const idle = words.reduce((sum, list) => sum + list.length, 0);
  const stratumId = `[${ranks.join(' ')}]${idle === 0 ? '' : ` idle ${idle}`} dimension ${dimension}`;
  return {
    subspace,
    dimension,
    reached: ranks,
    exact,
    directions: () => directionsOf(layout, model.widths, reached, words),
    stratumId,
  };
}

/** u vᵀ in the place of W_l for the basis vectors u, v of what is reached on both sides, words, biases. */
function directionsOf(
  layout: Layout,
  widths: readonly number[],
  reached: LinearIsotropy['reached'],
  words: LinearIsotropy['words'],
): IntegerVector[] {
  const unit = (n: number) =>
    Array.from({ length: n }, (_, j) => Array.from({ length: n }, (_, i) => (i === j ? 1n : 0n)));
  const spans = [
    unit(widths[0]!),
    ...reached.map((basis, h) => (basis === 'all' ? unit(widths[h + 1]!) : basis)),
    unit(widths.at(-1)!),
  ];
  const placed = (at: number, entries: IntegerVector): IntegerVector => {
    const out = new Array<bigint>(layout.size).fill(0n);
    entries.forEach((x, i) => {
      out[at + i] = x;
    });
    return out;
  };
  return layout.layers.flatMap(({ weights, bias }, l) => [
    ...spans[l + 1]!.flatMap((left) =>
      spans[l]!.map((right) =>
        placed(
          weights,
          left.flatMap((x) => right.map((y) => x * y)),
        ),
      ),
    ),
    ...words[l]!.map((word) => placed(weights, word)),
    ...(bias < 0 ? [] : spans[l + 1]!.map((left) => placed(bias, left))),
  ]);
}

function standard(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, j) => {
    const e = new Float64Array(n);
    e[j] = 1;
    return e;
  });
}

function describeRanks(ranks: readonly number[], widths: readonly number[]): string {
  const parts = ranks.flatMap((rank, h) =>
    rank === widths[h]
      ? []
      : [`inputs and outputs reach ${rank} of ${widths[h]} dimensions of layer ${h + 1}`],
  );
  return parts.length === 0 ? 'no symmetry' : parts.join('; ');
}
