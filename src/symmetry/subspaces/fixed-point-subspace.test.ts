import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../errors.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { ONE, rational, toDouble, ZERO } from '../../numerics/rational.ts';
import { squaredDistance } from './exact-distance.ts';
import {
  directionsOf,
  embedExact,
  type FixedPointSubspace,
  fixedPointSubspace,
} from './fixed-point-subspace.ts';
import { includes } from './hierarchy.ts';
import { type SignedPartition, signedPartition } from './signed-partition.ts';

const SIZE = 9;

function randomPartition(rng: Rng, partition = signedPartition(SIZE)): SignedPartition {
  const relations = rng.integer(0, 8);
  for (let k = 0; k < relations; k++) {
    const sign = rng.chance(0.5) ? 1 : -1;
    // The first four count from the centre; orbits do not mix them with the others.
    const [low, high] = rng.chance(0.5) ? [0, 3] : [4, SIZE - 1];
    partition.relate(rng.integer(low, high), rng.integer(low, high), sign);
  }
  return partition;
}

function subspaceOf(partition: SignedPartition, center = ZERO): FixedPointSubspace {
  return fixedPointSubspace({ partition, center, centered: (i) => i < 4, describe: () => '' });
}

/** Columns: the points with one coordinate 1, less the point with all coordinates 0. */
function basisOf(subspace: FixedPointSubspace): Float64Array[] {
  const origin = subspace.embed(new Float64Array(subspace.dimension), new Float64Array(SIZE));
  return Array.from({ length: subspace.dimension }, (_, k) => {
    const u = new Float64Array(subspace.dimension);
    u[k] = 1;
    return subspace.embed(u, new Float64Array(SIZE)).map((x, i) => x - origin[i]);
  });
}

function gaussian(rng: Rng, scale = 1): Float64Array {
  return Float64Array.from({ length: SIZE }, () => scale * rng.gaussian());
}

/** Nine additions of numbers of size ≤ 10, twice. */
const ROUNDING = 100 * Number.EPSILON;

describe('the exact distance', () => {
  it('is that of the nearest point, in fractions, and 0 on the subspace', () => {
    const rng = createRng('exact distance');
    for (let trial = 0; trial < 100; trial++) {
      const subspace = subspaceOf(randomPartition(rng), rng.chance(0.5) ? rational(1, 3) : ZERO);
      const theta = Array.from({ length: SIZE }, () =>
        rational(rng.integer(-9, 9), rng.integer(1, 9)),
      );
      const float = subspace.distance(Float64Array.from(theta, toDouble));
      expect(Math.sqrt(toDouble(squaredDistance(subspace, theta)))).toBeCloseTo(float, 12);
      const u = Array.from({ length: subspace.dimension }, () => rational(rng.integer(-9, 9), 7));
      expect(squaredDistance(subspace, embedExact(subspace, u))).toEqual(ZERO);
    }
  });
});

describe('fixed-point subspace', () => {
  it('projects to the nearest point: normal equations by QR', () => {
    const rng = createRng('least squares');
    for (let trial = 0; trial < 100; trial++) {
      const subspace = subspaceOf(randomPartition(rng), rng.chance(0.5) ? ONE : ZERO);
      const theta = gaussian(rng);
      const projected = subspace.project(theta, new Float64Array(SIZE));
      const basis = basisOf(subspace);
      const origin = subspace.embed(new Float64Array(basis.length), new Float64Array(SIZE));
      let nearest = origin;
      if (basis.length > 0) {
        const e = new Matrix(basis.map((column) => [...column])).transpose();
        const right = Matrix.columnVector([...theta].map((x, i) => x - origin[i]));
        const u = solve(e, right, false).to1DArray();
        nearest = origin.map((x, i) => x + u.reduce((s, v, k) => s + v * basis[k][i], 0));
      }
      projected.forEach((x, i) => {
        expect(Math.abs(x - nearest[i])).toBeLessThan(ROUNDING);
      });
      const distance = Math.hypot(...theta.map((x, i) => x - nearest[i]));
      expect(Math.abs(subspace.distance(theta) - distance)).toBeLessThan(ROUNDING);
    }
  });

  it('is an orthogonal projector: idempotent bit for bit, symmetric, normal to what it leaves', () => {
    const rng = createRng('projector');
    for (let trial = 0; trial < 100; trial++) {
      const subspace = subspaceOf(randomPartition(rng));
      const [v, w] = [gaussian(rng), gaussian(rng)];
      const pv = subspace.project(v, new Float64Array(SIZE));
      const pw = subspace.project(w, new Float64Array(SIZE));
      expect([...subspace.project(pv, new Float64Array(SIZE))]).toEqual([...pv]);
      expect(subspace.contains(pv)).toBe(true);
      const inner = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i], 0);
      expect(Math.abs(inner(pv, w) - inner(v, pw))).toBeLessThan(ROUNDING);
      const normal = subspace.normalComponent(v, new Float64Array(SIZE));
      expect(Math.abs(inner(normal, pw))).toBeLessThan(ROUNDING);
      normal.forEach((x, i) => {
        expect(Math.abs(x + pv[i] - v[i])).toBeLessThan(ROUNDING);
      });
    }
  });

  it('returns points of it bit for bit and gives them distance 0, signed zeros included', () => {
    const partition = signedPartition(SIZE);
    for (let i = 1; i < 7; i++) partition.relate(0, i, i % 2 === 0 ? 1 : -1);
    partition.relate(7, 7, -1);
    const subspace = subspaceOf(partition);
    // The naive mean of seven times this number is not the number.
    const x = 0.1;
    const theta = Float64Array.of(x, -x, x, -x, x, -x, x, -0, 5);
    const out = subspace.project(theta, new Float64Array(SIZE));
    out.forEach((y, i) => {
      expect(Object.is(y, theta[i])).toBe(true);
    });
    expect(subspace.distance(theta)).toBe(0);
    expect([...subspace.normalComponent(theta, out)].every((y) => y === 0)).toBe(true);
  });

  it('sees the smallest and the largest deviations', () => {
    const partition = signedPartition(3);
    partition.relate(0, 1, 1);
    partition.relate(0, 2, 1);
    const three = fixedPointSubspace({
      partition,
      center: ZERO,
      centered: () => false,
      describe: () => '',
    });
    const ulp = 2 ** -52;
    // One of three off by δ: distance δ√(2/3).
    const cases: [number, number][] = [
      [1, ulp],
      [2 ** -500, 2 ** -552],
      [0, 2 ** -600],
      [0, 2 ** 700],
      [1e8, 2 ** -20],
    ];
    for (const [base, delta] of cases) {
      const distance = three.distance(Float64Array.of(base, base, base + delta));
      expect(Math.abs(distance / (delta * Math.sqrt(2 / 3)) - 1)).toBeLessThan(8 * ulp);
    }
    expect(three.distance(Float64Array.of(0, 0, Number.MIN_VALUE))).toBeGreaterThan(0);
    expect(three.distance(Float64Array.of(0, 0, Number.NaN))).toBeNaN();
  });

  it('has √n-scaled coordinates as isometric ones', () => {
    const rng = createRng('isometric');
    for (let trial = 0; trial < 50; trial++) {
      const subspace = subspaceOf(randomPartition(rng), rng.chance(0.5) ? rational(-1, 4) : ZERO);
      const [u, v] = [0, 1].map(() =>
        Float64Array.from({ length: subspace.dimension }, () => rng.gaussian()),
      ) as [Float64Array, Float64Array];
      const a = subspace.embed(u, new Float64Array(SIZE));
      const b = subspace.embed(v, new Float64Array(SIZE));
      const far = a.reduce((s, x, i) => s + (x - b[i]) ** 2, 0);
      const weighted = u.reduce((s, x, k) => s + subspace.multiplicity[k] * (x - v[k]) ** 2, 0);
      expect(Math.abs(far - weighted)).toBeLessThan(ROUNDING * (1 + far));
      const back = subspace.coordinates(a, new Float64Array(subspace.dimension));
      back.forEach((x, k) => {
        expect(Math.abs(x - u[k])).toBeLessThan(ROUNDING);
      });
      const exact = embedExact(
        subspace,
        Array.from(u, (_, k) => rational(k + 1)),
      ).map(toDouble);
      const floats = subspace.embed(
        u.map((_, k) => k + 1),
        new Float64Array(SIZE),
      );
      expect(exact).toEqual([...floats].map((x) => x + 0));
    }
  });
});

describe('hierarchy', () => {
  it('orders subspaces as their points say', () => {
    const rng = createRng('hierarchy');
    const seen = { nested: 0, strict: 0, apart: 0 };
    for (let trial = 0; trial < 300; trial++) {
      const center = rng.chance(0.5) ? ONE : ZERO;
      const partition = randomPartition(rng);
      const a = subspaceOf(partition, center);
      // Half of the time more of the same relations, so that b lies in a.
      const more = randomPartition(rng, rng.chance(0.5) ? partition : undefined);
      const b = subspaceOf(more, rng.chance(0.8) ? center : rational(2));
      expect(includes(b, b)).toBe(true);
      // Distinct coordinates make a point of b generic: it lies on a only if all of b does. Small integers are
      // embedded and compared without rounding.
      const generic = b.embed(
        Float64Array.from({ length: b.dimension }, (_, k) => 3 ** (k + 1) + 100),
        new Float64Array(SIZE),
      );
      expect(includes(a, b)).toBe(a.contains(generic));
      seen[!includes(a, b) ? 'apart' : includes(b, a) ? 'nested' : 'strict']++;
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });
});

it('of another size nothing is asked', () => {
  const partition = signedPartition(SIZE);
  partition.relate(0, 1, -1);
  const subspace = subspaceOf(partition);
  const [short, long, inside] = [SIZE - 1, SIZE + 1, SIZE - 1].map((n) => new Float64Array(n));
  const out = new Float64Array(SIZE);
  for (const wrong of [short, long]) {
    expect(() => subspace.project(wrong, out)).toThrow(ShapeError);
    expect(() => subspace.distance(wrong)).toThrow(ShapeError);
    expect(() => subspace.contains(wrong)).toThrow(ShapeError);
    expect(() => subspace.normalComponent(wrong, out)).toThrow(ShapeError);
    expect(() => subspace.coordinates(wrong, inside)).toThrow(ShapeError);
    expect(() =>
      squaredDistance(
        subspace,
        [...wrong].map(() => ONE),
      ),
    ).toThrow(ShapeError);
  }
  // Eight coordinates: nine numbers are one too many.
  expect(() => subspace.embed(out, out)).toThrow(ShapeError);
  expect(() => includes(subspace, { ...subspace, size: SIZE + 1 })).toThrow(ShapeError);
});

it('distances of any size are those of numbers of any size', () => {
  // θ₀ = −θ₁, and θ₄ is pinned: (3, 5 | 2) is √(8²/2 + 2²) = 6 away.
  const partition = signedPartition(SIZE);
  partition.relate(0, 1, -1);
  partition.relate(4, 4, -1);
  const subspace = subspaceOf(partition);
  for (const power of [-1074, -1000, -470, -465, 0, 490, 500, 505, 1000, 1020]) {
    const unit = 2 ** power;
    const theta = new Float64Array(SIZE).map((_, i) => unit * ([3, 5, 1, 1, 2][i] ?? 7));
    expect(subspace.distance(theta) / unit).toBeCloseTo(6, 12);
  }
  expect(subspace.distance(new Float64Array(SIZE).fill(Number.POSITIVE_INFINITY))).not.toBe(0);
  // θ₀ = θ₁: their difference is in range, and their sum is not.
  const equal = signedPartition(2);
  equal.relate(0, 1, 1);
  const near = subspaceOf(equal).distance(Float64Array.of(1.5 * 2 ** 1023, 1.75 * 2 ** 1023));
  expect(near / 2 ** 1021).toBeCloseTo(Math.SQRT1_2, 12);
});

it('about a centre points of it come back bit for bit, though c + (θ − c) rounds', () => {
  // θ₀ − c = −(θ₁ − c) about c = 1/3.
  const partition = signedPartition(SIZE);
  partition.relate(0, 1, -1);
  const subspace = subspaceOf(partition, rational(1, 3));
  const third = 1 / 3;
  const theta = new Float64Array(SIZE);
  theta[0] = 1e-20;
  theta[1] = 2 * third;
  expect(third + (theta[0] - third)).not.toBe(theta[0]);
  expect(subspace.distance(theta)).toBe(0);
  expect(subspace.project(theta, new Float64Array(SIZE))).toEqual(theta);
  // What is not on it goes to the mean: (1/3 + 1 + 1/3 − 2)/2 on either side.
  theta[0] = 1;
  theta[1] = 0;
  const [a, b] = subspace.project(theta, new Float64Array(SIZE));
  expect([a, b].map((x) => Math.round(6 * x))).toEqual([5, -1]);
  // A signed zero is kept as well.
  const plain = signedPartition(SIZE);
  plain.relate(0, 1, 1);
  const zeros = new Float64Array(SIZE);
  zeros[1] = -0;
  const kept = subspaceOf(plain).project(zeros, new Float64Array(SIZE).fill(7));
  expect([Object.is(kept[0], 0), Object.is(kept[1], -0)]).toEqual([true, true]);
});

it('a centre counts where something is reflected about it, and nowhere else', () => {
  const pinnedOf = (relate: (partition: SignedPartition) => void) => {
    const partition = signedPartition(SIZE);
    relate(partition);
    const { pinned, center } = subspaceOf(partition, rational(1, 2));
    return [pinned && [...pinned], center && toDouble(center)];
  };
  // Equal ones, and what does not count from it.
  expect(pinnedOf(() => {})).toEqual([null, null]);
  expect(pinnedOf((p) => p.relate(0, 1, 1))).toEqual([null, null]);
  expect(pinnedOf((p) => p.relate(4, 5, -1))).toEqual([null, null]);
  expect(pinnedOf((p) => p.relate(0, 1, -1))).toEqual([[0.5, 0.5, 0, 0, 0, 0, 0, 0, 0], 0.5]);
  expect(pinnedOf((p) => p.relate(2, 2, -1))).toEqual([[0, 0, 0.5, 0, 0, 0, 0, 0, 0], 0.5]);
});

it('coordinates are written one for each orbit, and nothing beyond', () => {
  const partition = signedPartition(SIZE);
  partition.relate(0, 1, -1);
  partition.relate(4, 4, -1);
  const subspace = subspaceOf(partition);
  const theta = Float64Array.from({ length: SIZE }, (_, i) => i + 1);
  // θ₀ = 1 and −θ₁ = −2 have the mean −1/2.
  const out = subspace.coordinates(theta, new Float64Array(9).fill(99));
  expect([...out]).toEqual([-0.5, 3, 4, 6, 7, 8, 9, 99, 99]);
  const directions = directionsOf<number, number[]>(
    subspace,
    () => new Array<number>(SIZE).fill(0),
    (sign) => sign,
  );
  expect(directions.map((row) => row.join(' ')).slice(0, 2)).toEqual([
    '1 -1 0 0 0 0 0 0 0',
    '0 0 1 0 0 0 0 0 0',
  ]);
  expect(directions).toHaveLength(7);
});
