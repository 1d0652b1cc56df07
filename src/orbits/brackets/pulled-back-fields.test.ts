import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import { primeField } from '../../numerics/prime-field.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { seriesRing } from '../../numerics/truncated-series.ts';
import { linesOf, pointsOf } from '../../testing/families-of.ts';
import { readableFamily } from '../../testing/readable-field.ts';
import { constantSeries, type FieldFamily, randomMember } from '../fields/family.ts';
import { twoLayerFamily } from '../fields/two-layer-family.ts';
import { controlledTrajectory, pulledBackFields } from './pulled-back-fields.ts';

const PRIME = 4194301;
const field = primeField(PRIME);

const families: [string, FieldFamily][] = [
  ['two-layer', twoLayerFamily({ inputs: 2, hidden: 2, outputs: 1 }, [0, 1, 2, 4], PRIME)],
  ['linear', pointsOf({ kind: 'linear', widths: [2, 2, 2] }).family(PRIME, 0)],
  [
    'deep',
    linesOf(
      { kind: 'fully-connected', widths: [1, 2, 1, 1], bias: false, activation: 'tanh' },
      [7],
    ).family(PRIME, 0),
  ],
];

const randomPoint = (size: number, rng: Rng) =>
  Float64Array.from({ length: size }, () => rng.integer(0, PRIME - 1));

/** DY_c(θ)·v. */
function derivativeAlong(
  family: FieldFamily,
  c: Float64Array,
  theta: Float64Array,
  v: Float64Array,
): Float64Array {
  const out = new Float64Array(family.size);
  family.hessianVector(c, theta, v, 1, out);
  return out;
}

function valueAt(family: FieldFamily, c: Float64Array, theta: Float64Array): Float64Array {
  const out = new Float64Array(family.size);
  family.gradient(c, theta, 1, out);
  return out;
}

describe.each(families)('%s fields', (_name, family) => {
  const { size } = family;
  const rng = createRng(`pulled back ${_name}`);

  it('have the trajectory that solves θ′ = X_t(θ) to every order', () => {
    const length = 7;
    const control = randomMember(family, rng, length);
    const theta = randomPoint(size, rng);
    const { point: path } = controlledTrajectory(family, control, theta, length);
    const velocity = new Float64Array(size * length);
    family.gradient(control, path, length, velocity);
    for (let i = 0; i < size; i++) {
      expect(path[i * length]).toBe(theta[i]);
      for (let k = 1; k < length; k++)
        expect(field.mul(k, path[i * length + k])).toBe(velocity[i * length + k - 1]);
    }
  });

  it('bend as dual numbers say: the coefficient of ε in Y(θ + εv) is DY(θ)·v', () => {
    const c = randomMember(family, rng);
    const [theta, v] = [randomPoint(size, rng), randomPoint(size, rng)];
    const moving = new Float64Array(2 * size);
    for (let i = 0; i < size; i++) moving.set([theta[i], v[i]], 2 * i);
    const out = new Float64Array(2 * size);
    family.gradient(constantSeries(c, 2), moving, 2, out);
    const bent = derivativeAlong(family, c, theta, v);
    for (let i = 0; i < size; i++) expect(out[2 * i + 1]).toBe(bent[i]);
  });

  it('are gradients: ⟨DY·v, w⟩ = ⟨DY·w, v⟩', () => {
    const c = randomMember(family, rng);
    const [theta, v, w] = [0, 0, 0].map(() => randomPoint(size, rng));
    const pair = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, x, i) => field.add(sum, field.mul(x, b[i])), 0);
    const one = pair(derivativeAlong(family, c, theta, v), w);
    expect(one).toBe(pair(derivativeAlong(family, c, theta, w), v));
    expect(one).not.toBe(0);
  });

  it('give y₁(0) = [X₀, Y] = DY·X₀ − DX₀·Y and, for a constant control, y₂(0) = [X, [X, Y]]', () => {
    const [x, y] = [randomMember(family, rng), randomMember(family, rng)];
    const theta = randomPoint(size, rng);
    const trajectory = controlledTrajectory(family, constantSeries(x, 3), theta, 3);
    const rows: number[][] = [];
    pulledBackFields(family, trajectory, y, 2, (_n, row, l) => {
      rows.push(Array.from({ length: size }, (_, i) => row[i * l]));
    });
    expect(rows[0]).toEqual([...valueAt(family, y, theta)]);
    const first = bracketAlong(family, x, y, theta, valueAt(family, x, theta));
    expect(rows[1]).toEqual(first.value);
    // [X, B] = DB·X − DX·B with B = [X, Y] and DB·X from the dual part.
    const bent = derivativeAlong(family, x, theta, Float64Array.from(first.value));
    expect(rows[2]).toEqual(first.tangent.map((b, i) => field.sub(b, bent[i])));
    expect(rows[1].some((v) => v !== 0)).toBe(true);
  });

  it('satisfy the Jacobi identity [X,[Y,Z]] + [Y,[Z,X]] + [Z,[X,Y]] = 0', () => {
    const theta = randomPoint(size, rng);
    const members = [0, 0, 0].map(() => randomMember(family, rng));
    const nested = [0, 1, 2].map((i) => {
      const [x, y, z] = [0, 1, 2].map((k) => members[(i + k) % 3]);
      const inner = bracketAlong(family, y, z, theta, valueAt(family, x, theta));
      const bent = derivativeAlong(family, x, theta, Float64Array.from(inner.value));
      return inner.tangent.map((b, j) => field.sub(b, bent[j]));
    });
    expect(nested[0].some((v) => v !== 0)).toBe(true);
    const sum = nested[0].map((v, j) => field.add(v, field.add(nested[1][j], nested[2][j])));
    expect(sum).toEqual(new Array(size).fill(0));
  });
});

/** [Y, Z] at θ, and its derivative along v, by dual numbers (series of length 2). */
function bracketAlong(
  family: FieldFamily,
  y: Float64Array,
  z: Float64Array,
  theta: Float64Array,
  v: Float64Array,
): { value: number[]; tangent: number[] } {
  const { size } = family;
  const moving = new Float64Array(2 * size);
  for (let i = 0; i < size; i++) moving.set([theta[i], v[i]], 2 * i);
  const [fieldY, fieldZ, bentZ, bentY] = [0, 0, 0, 0].map(() => new Float64Array(2 * size));
  const [cy, cz] = [constantSeries(y, 2), constantSeries(z, 2)];
  family.gradient(cy, moving, 2, fieldY);
  family.gradient(cz, moving, 2, fieldZ);
  family.hessianVector(cz, moving, fieldY, 2, bentZ);
  family.hessianVector(cy, moving, fieldZ, 2, bentY);
  const part = (k: number) =>
    Array.from({ length: size }, (_, i) => field.sub(bentZ[2 * i + k], bentY[2 * i + k]));
  return { value: part(0), tangent: part(1) };
}

describe('the derivation y ↦ y′ − DX·y', () => {
  it('gives n! times the coefficients of Z(t)·Y(θ(t)) with Z solved as a matrix by the readable route', () => {
    const model: ModelSpec = { kind: 'linear', widths: [2, 1, 2] };
    const fast = pointsOf({ kind: 'linear', widths: [2, 1, 2] }).family(PRIME, 0);
    const rng = createRng('explicit Z');
    const length = 6;
    const { size } = fast;
    const ring = seriesRing(field, length);
    const readable = readableFamily(bind(model), { mode: 'point' }, PRIME);
    const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());
    const control = randomMember(fast, rng, length);
    const member = randomMember(fast, rng);
    const theta = randomPoint(size, rng);

    const trajectory = controlledTrajectory(fast, control, theta, length);
    const split = (flat: Float64Array) =>
      Array.from({ length: flat.length / length }, (_, i) => [
        ...flat.subarray(i * length, (i + 1) * length),
      ]);
    const path = split(trajectory.point);
    // A[·][j] = DX_t(θ(t))·e_j.
    const columns = path.map((_, j) => {
      const out = new Float64Array(size * length);
      const along = flat(path.map((_, i) => (i === j ? ring.one : ring.zero)));
      readable.hessianVector(control, flat(path), along, length, out);
      return split(out);
    });
    // Z′ = −Z·A, Z(0) = I, one power of t a step.
    let z = path.map((_, i) => path.map((_, j) => (i === j ? ring.one : ring.zero)));
    for (let k = 1; k < length; k++)
      z = z.map((row) =>
        row.map((entry, j) => {
          const rate = row.reduce(
            (sum, factor, q) => ring.add(sum, ring.mul(factor, columns[j][q])),
            ring.zero,
          );
          const next = [...entry];
          next[k] = field.mul(field.neg(rate[k - 1]), field.inverse(k));
          return next;
        }),
      );
    const value = new Float64Array(size * length);
    readable.gradient(constantSeries(member, length), flat(path), length, value);
    const y = split(value);
    const pulled = z.map((row) =>
      row.reduce((sum, factor, q) => ring.add(sum, ring.mul(factor, y[q])), ring.zero),
    );
    let factorial = 1;
    let seen = 0;
    pulledBackFields(fast, trajectory, member, length - 1, (n, row, l) => {
      if (n > 0) factorial = field.mul(factorial, n);
      const expected = pulled.map((series) => field.mul(factorial, series[n]));
      expect(Array.from({ length: size }, (_, i) => row[i * l])).toEqual(expected);
      seen++;
    });
    expect(seen).toBe(length);
  });
});
