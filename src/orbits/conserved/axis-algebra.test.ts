/** Of more than forty parameters the algebra is sought along axes: networks of many inputs and few units, by hand. */
import { describe, expect, it } from 'vitest';
import { type BoundModel, bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { add, format, isZero, negate, type Rational, ZERO } from '../../numerics/rational.ts';
import type { FieldFamily } from '../fields/family.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { type AxisAnsatz, axisAlgebraModulo } from './axis-ansatz.ts';
import type { SparseVector } from './lifted-space.ts';
import { type PointField, type PointFields, pointFields } from './point-fields.ts';

function algebraOf(model: ModelJson) {
  const bound = bind(model);
  return affineAlgebra(bound, pointFields(bound, createRng('fields')), createRng('axes'));
}
const network = (widths: readonly number[], activation: string, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const texts = (vectors: readonly SparseVector[]) =>
  vectors.map((vector) => vector.map(([at, q]) => `${at}: ${format(q)}`));

describe('along axes', () => {
  it('two cubic units of twenty inputs have the laws ‖wₖ‖² − 3aₖ², and nothing that turns', () => {
    const { ansatz, symmetric, antisymmetric } = algebraOf(network([20, 2, 1], 'cube'));
    expect(ansatz).toBe('axes');
    // θ = (w₁, w₂, a₁, a₂), 42 numbers; entry (i, i) of A is number 43i.
    const law = (k: number) => [
      ...Array.from({ length: 20 }, (_, i) => `${43 * (20 * k + i)}: 1`),
      `${43 * (40 + k)}: -3`,
    ];
    expect(texts(symmetric.vectors)).toEqual([law(0), law(1)]);
    expect([symmetric.dimension, antisymmetric.dimension, antisymmetric.vectors]).toEqual([
      2,
      0,
      [],
    ]);
  });

  it('exponentials have translations of their biases: aₖ²/2 − bₖ', () => {
    const { symmetric, dimension } = algebraOf(network([20, 2, 1], 'exp', true));
    // θ = (w₁, w₂, b, a, c), 45 numbers: aₖ is number 42 + k, bₖ number 40 + k.
    const law = (k: number) => [`${46 * (42 + k)}: 1`, `${45 * 45 + 40 + k}: -1`];
    expect(texts(symmetric.vectors)).toEqual([law(0), law(1)]);
    expect(dimension).toBe(2);
  });

  it.each<[ModelJson, number, number]>([
    // gl of each hidden axis: n(n + 1)/2 symmetric elements, n(n − 1)/2 antisymmetric ones.
    [{ kind: 'linear', widths: [12, 3, 2] }, 6, 3],
    [{ kind: 'linear', widths: [16, 2, 2, 3] }, 6, 2],
  ])('%j has all that the changes of basis between its layers give', (model, even, odd) => {
    const { ansatz, elements, symmetric, antisymmetric } = algebraOf(model);
    expect(ansatz).toBe('axes');
    expect([elements().vectors.length, elements().dimension]).toEqual([even + odd, even + odd]);
    expect([symmetric.vectors.length, antisymmetric.vectors.length]).toEqual([even, odd]);
    const { size } = bind(model);
    const symmetryOf = (vector: SparseVector, sign: (q: Rational) => Rational) => {
      const entries = new Map(vector);
      return vector.every(([at, value]) => {
        if (at >= size * size) return false;
        const other = entries.get((at % size) * size + Math.floor(at / size)) ?? ZERO;
        return isZero(add(value, negate(sign(other))));
      });
    };
    expect(symmetric.vectors.every((vector) => symmetryOf(vector, (q) => q))).toBe(true);
    expect(antisymmetric.vectors.every((vector) => symmetryOf(vector, negate))).toBe(true);
  });
});

/** Of each prime the field c·g(θ), by whether something is found or checked with it. */
function fieldsOf(
  size: number,
  found: (theta: Float64Array) => readonly number[],
  checked = found,
): PointFields {
  const at = (g: typeof found, prime: number): PointField => {
    const member: PointField['member'] = (theta, rng, out) => {
      const factor = rng.integer(1, prime - 1);
      g(theta).forEach((x, i) => {
        out[i] = (factor * (((x % prime) + prime) % prime)) % prime;
      });
      return true;
    };
    return {
      prime,
      size,
      family: { partial: false } as FieldFamily,
      member,
      sample(rng, theta, out) {
        for (const i of theta.keys()) theta[i] = rng.integer(0, prime - 1);
        member(theta, rng, out);
      },
    };
  };
  const primes = fastPrimes(20);
  return {
    finding: (k) => at(found, primes[k]),
    checking: (k) => at(checked, primes[16 + k]),
  };
}

describe('in general', () => {
  const two = { size: 2 } as BoundModel;
  const of = (...fields: Parameters<typeof fieldsOf>) =>
    affineAlgebra(two, fieldsOf(...fields), createRng('dense'));

  it('all of A is unknown of forty parameters and no more', () => {
    expect(algebraOf({ kind: 'linear', widths: [40, 1] }).ansatz).toBe('dense');
    expect(algebraOf({ kind: 'linear', widths: [41, 1] }).ansatz).toBe('axes');
  });

  it('the dimension is known before anything else is asked for', () => {
    // ⟨(u, −v), (v, u)⟩ = 0.
    expect(of(2, ([u, v]) => [v, u]).dimension).toBe(1);
    expect(of(2, () => [0, 0]).dimension).toBe(6);
  });

  it('what is found is held against the fields to check with', () => {
    const hyperbolic = ([u, v]: Float64Array) => [v, u];
    expect(texts(of(2, hyperbolic).symmetric.vectors)).toEqual([['0: 1', '3: -1']]);
    const refused = of(2, hyperbolic, ([u, v]) => [u, v]).symmetric;
    expect([refused.vectors, refused.dimension]).toEqual([[], 1]);
  });

  it('elements of one parameter that never moves are its row, of which the diagonal is symmetric', () => {
    // u̇ = 0: A₀₀, A₀₁ and v₀.
    const first = of(2, () => [0, 1]);
    expect(texts(first.elements().vectors)).toEqual([['0: 1'], ['1: 1'], ['4: 1']]);
    expect(texts(first.symmetric.vectors)).toEqual([['0: 1'], ['4: 1']]);
    expect(texts(first.antisymmetric.vectors)).toEqual([['4: 1']]);
    const second = of(2, () => [1, 0]);
    expect(texts(second.symmetric.vectors)).toEqual([['3: 1'], ['5: 1']]);
    expect(texts(second.antisymmetric.vectors)).toEqual([['5: 1']]);
    expect(first.elements()).toBe(first.elements());
  });
});

describe('unknowns of an ansatz', () => {
  const modulo = (ansatz: Omit<AxisAnsatz, 'narrowed'>, ...fields: Parameters<typeof fieldsOf>) => {
    const field = fieldsOf(...fields).finding(0);
    const rows = axisAlgebraModulo({ ...ansatz, narrowed: [] }, field, createRng('ansatz'));
    return rows.map((row) => [...row].map((x) => (x > field.prime / 2 ? x - field.prime : x)));
  };
  const unknown = (rows: number[], columns: number[]) => ({ rows, columns });

  it('are solved for together with translations', () => {
    // F = (u + 1)v: δu = u + 1 and δv = −v leave it alone.
    const diagonal = [unknown([0], [0]), unknown([1], [1])];
    const shifted = ([u, v]: Float64Array) => [v, u + 1];
    expect(modulo({ unknowns: diagonal, translations: true }, 2, shifted)).toEqual([[1, -1, 1, 0]]);
    expect(modulo({ unknowns: diagonal, translations: false }, 2, shifted)).toEqual([]);
    const product = ([u, v]: Float64Array) => [v, u];
    expect(modulo({ unknowns: diagonal, translations: false }, 2, product)).toEqual([[1, -1]]);
  });

  it('are sums over all their entries, however many', () => {
    // Of n products uᵢvᵢ, δu = u and δv = −v as wholes; with half of the vs something is missing.
    for (const n of [1, 257, 520]) {
      const numbers = (from: number, count: number) =>
        Array.from({ length: count }, (_, i) => from + i);
      const [u, v] = [numbers(0, n), numbers(n, n)];
      const field = (theta: Float64Array) => [...theta.subarray(n), ...theta.subarray(0, n)];
      const scaled = [unknown(u, u), unknown(v, v)];
      expect(modulo({ unknowns: scaled, translations: false }, 2 * n, field)).toEqual([[1, -1]]);
      const lacking = [unknown(u, u), unknown(v.slice(1), v.slice(1))];
      const expected = n === 1 ? [[0, 1]] : [];
      expect(modulo({ unknowns: lacking, translations: false }, 2 * n, field)).toEqual(expected);
    }
  });

  it('are exact where sums of products are beyond 2⁵³', () => {
    // u̇ᵢ = vᵢ, v̇ᵢ = −uᵢ: Σ vᵢuᵢ, of about 2¹²·p²/4, and its opposite.
    const n = 2 ** 12;
    const field = (theta: Float64Array) => [
      ...theta.subarray(n),
      ...theta.subarray(0, n).map((u) => -u),
    ];
    const [u, v] = [0, n].map((from) => Array.from({ length: n }, (_, i) => from + i));
    const whole = [unknown(u, u), unknown(v, v)];
    expect(modulo({ unknowns: whole, translations: false }, 2 * n, field)).toEqual([[1, 1]]);
  });

  it('move rows by columns', () => {
    // F = (u² − v²)/2: δu = v and δv = u leave it alone.
    const field = ([u, v]: Float64Array) => [u, -v];
    const crossed = [unknown([0], [1]), unknown([1], [0])];
    expect(modulo({ unknowns: crossed, translations: false }, 2, field)).toEqual([[1, 1]]);
  });
});
