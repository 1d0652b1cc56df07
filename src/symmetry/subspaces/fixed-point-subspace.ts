/**
 * Fix(H) of a group H of signed (affine) permutations: an affine subspace of θ-space on which
 *
 *   θ[i] = c[i] + s[i]·u[orbit[i]],    or θ[i] = c[i] where i is pinned,
 *
 * one free coordinate u[k] per orbit of parameters. With n_k members of orbit k, P averages
 * s[i]·(θ[i] − c[i]) over each orbit. The coordinates u are plain representatives: ‖θ − θ̃‖² =
 * Σ n_k (u_k − ũ_k)², so u′_k = √n_k·u_k are the isometric ones and, along gradient flow,
 * u̇_k = −(1/n_k) ∂L/∂u_k.
 *
 * Rounding. Means are taken about the first member, v₀ + Σ(vᵢ − v₀)/n, so that near the subspace the
 * differences are exact (Sterbenz) and nothing cancels. A point on the subspace is returned bit for bit
 * by `project`, and `distance` is 0 there and nowhere else: the deviation of the first member is
 * −Σ(vᵢ − v₀)/n; if it is 0, the deviations of the others are vᵢ − v₀, and gradual underflow makes
 * these 0 only for vᵢ = v₀. Where c ≠ 0 the values v = ±(θ − c) are themselves rounded once.
 */
import { ShapeError } from '../../errors.ts';
import { add, isZero, negate, type Rational, toDouble, ZERO } from '../../numerics/rational.ts';
import type { InvariantSubspace } from './invariant-subspace.ts';
import type { SignedPartition } from './signed-partition.ts';

/** What a group of signed permutations fixes. */
export interface FixedPointSubspace extends InvariantSubspace {
  /** Coordinate of each parameter, −1 where pinned. */
  readonly orbit: Int32Array;
  /** s. */
  readonly sign: Int8Array;
  /** The centres c, null where all are 0. */
  readonly pinned: Float64Array | null;
  /** The exact value of every centre that is not 0. */
  readonly center: Rational | null;
  /** n_k, the number of members of each orbit. */
  readonly multiplicity: Int32Array;
  /** Numerically on the subspace, −0 and +0 being equal: `distance(theta) === 0`. */
  contains(theta: Float64Array): boolean;
}

export interface SubspaceParts {
  readonly partition: SignedPartition;
  /** c, and which parameters it applies to: all members of an orbit or none. */
  readonly center: Rational;
  readonly centered: (parameter: number) => boolean;
  readonly describe: () => string;
}

export function fixedPointSubspace({
  partition,
  center,
  centered,
  describe,
}: SubspaceParts): FixedPointSubspace {
  const { count, orbit, sign } = partition.classes();
  const size = orbit.length;
  const multiplicity = new Int32Array(count);
  const mixed = new Uint8Array(count);
  for (let i = 0; i < size; i++) {
    const k = orbit[i];
    if (k === -1) continue;
    multiplicity[k] += 1;
    if (sign[i] === -1) mixed[k] = 1;
  }
  // Members of orbit k are members[start[k] … start[k + 1] − 1].
  const start = new Int32Array(count + 1);
  for (let k = 0; k < count; k++) start[k + 1] = start[k] + multiplicity[k];
  const members = new Int32Array(start[count]);
  const cursor = start.slice();
  const fixed: number[] = [];
  for (let i = 0; i < size; i++) {
    const k = orbit[i];
    if (k === -1) fixed.push(i);
    else members[cursor[k]++] = i;
  }
  // A centre matters only where reflections do: equal biases are averaged as they are.
  let pinned: Float64Array | null = null;
  if (!isZero(center)) {
    const c = toDouble(center);
    for (let i = 0; i < size; i++) {
      if (!centered(i) || (orbit[i] !== -1 && mixed[orbit[i]] === 0)) continue;
      pinned ??= new Float64Array(size);
      pinned[i] = c;
    }
  }

  /** s·(θ − c). */
  function value(theta: Float64Array, i: number): number {
    const v = pinned === null || pinned[i] === 0 ? theta[i] : theta[i] - pinned[i];
    return sign[i] === -1 ? -v : v;
  }
  /** Σ(vᵢ − v₀)/n over orbit k. */
  function drift(theta: Float64Array, k: number): number {
    const first = value(theta, members[start[k]]);
    let sum = 0;
    for (let j = start[k] + 1; j < start[k + 1]; j++) sum += value(theta, members[j]) - first;
    return sum / multiplicity[k];
  }
  function allEqual(theta: Float64Array, k: number): boolean {
    const first = value(theta, members[start[k]]);
    for (let j = start[k] + 1; j < start[k + 1]; j++) {
      if (value(theta, members[j]) !== first) return false;
    }
    return true;
  }
  function check(operation: string, array: Float64Array, length: number): void {
    if (array.length !== length) {
      throw new ShapeError(operation, `${length} numbers`, `${array.length}`);
    }
  }
  function place(i: number, u: number): number {
    const v = sign[i] === -1 ? -u : u;
    return pinned === null || pinned[i] === 0 ? v : pinned[i] + v;
  }

  const subspace: FixedPointSubspace = {
    size,
    dimension: count,
    orbit,
    sign,
    pinned,
    center: pinned === null ? null : center,
    multiplicity,
    describe,
    project(theta, out) {
      check('project', theta, size);
      for (const i of fixed) {
        const c = pinned === null ? 0 : pinned[i];
        out[i] = theta[i] === c ? theta[i] : c;
      }
      for (let k = 0; k < count; k++) {
        if (allEqual(theta, k)) {
          for (let j = start[k]; j < start[k + 1]; j++) out[members[j]] = theta[members[j]];
        } else {
          const mean = value(theta, members[start[k]]) + drift(theta, k);
          for (let j = start[k]; j < start[k + 1]; j++) {
            out[members[j]] = place(members[j], mean);
          }
        }
      }
      return out;
    },
    distance(theta) {
      check('distance', theta, size);
      const sumOfSquares = (scale: number): number => {
        let sum = 0;
        for (const i of fixed) sum += (value(theta, i) / scale) ** 2;
        for (let k = 0; k < count; k++) {
          const first = value(theta, members[start[k]]);
          const mean = drift(theta, k);
          for (let j = start[k]; j < start[k + 1]; j++) {
            sum += ((value(theta, members[j]) - first - mean) / scale) ** 2;
          }
        }
        return sum;
      };
      const plain = sumOfSquares(1);
      if (plain > 1e-280 && Number.isFinite(plain)) return Math.sqrt(plain);
      // Squares under- or overflowed: scale by the largest deviation.
      let largest = 0;
      for (const i of fixed) largest = Math.max(largest, Math.abs(value(theta, i)));
      for (let k = 0; k < count; k++) {
        const first = value(theta, members[start[k]]);
        const mean = drift(theta, k);
        for (let j = start[k]; j < start[k + 1]; j++) {
          largest = Math.max(largest, Math.abs(value(theta, members[j]) - first - mean));
        }
      }
      if (largest === 0 || !Number.isFinite(largest)) return largest;
      return largest * Math.sqrt(sumOfSquares(largest));
    },
    contains(theta) {
      return subspace.distance(theta) === 0;
    },
    normalComponent(vector, out) {
      check('normalComponent', vector, size);
      for (const i of fixed) out[i] = vector[i];
      for (let k = 0; k < count; k++) {
        const from = start[k];
        const to = start[k + 1];
        // The first of an orbit has the sign of it.
        const first = vector[members[from]];
        let sum = 0;
        for (let j = from + 1; j < to; j++) {
          const i = members[j];
          sum += (sign[i] === -1 ? -vector[i] : vector[i]) - first;
        }
        const mean = sum / multiplicity[k];
        for (let j = from; j < to; j++) {
          const i = members[j];
          const deviation = (sign[i] === -1 ? -vector[i] : vector[i]) - first - mean;
          out[i] = sign[i] === -1 ? -deviation : deviation;
        }
      }
      return out;
    },
    embed(u, out) {
      check('embed', u, count);
      for (let i = 0; i < size; i++) {
        const k = orbit[i];
        out[i] = k === -1 ? (pinned === null ? 0 : pinned[i]) : place(i, u[k]);
      }
      return out;
    },
    coordinates(theta, out) {
      check('coordinates', theta, size);
      for (let k = 0; k < count; k++) {
        const first = value(theta, members[start[k]]);
        out[k] = allEqual(theta, k) ? first : first + drift(theta, k);
      }
      return out;
    },
  };
  return subspace;
}

/** The exact point with coordinates u. */
export function embedExact(subspace: FixedPointSubspace, u: readonly Rational[]): Rational[] {
  return Array.from({ length: subspace.size }, (_, i) => {
    const k = subspace.orbit[i];
    const center = subspace.pinned !== null && subspace.pinned[i] !== 0 ? subspace.center! : ZERO;
    if (k === -1) return center;
    return add(center, subspace.sign[i] === -1 ? negate(u[k]) : u[k]);
  });
}

/** A basis of its directions, one for each orbit: ±1 at its members, as `entry` has them. @param row of zeros. */
export function directionsOf<T, R extends { [i: number]: T }>(
  { orbit, sign, dimension }: FixedPointSubspace,
  row: () => R,
  entry: (sign: 1 | -1) => T,
): R[] {
  const rows = Array.from({ length: dimension }, row);
  orbit.forEach((k, i) => {
    if (k !== -1) rows[k][i] = entry(sign[i] === -1 ? -1 : 1);
  });
  return rows;
}
