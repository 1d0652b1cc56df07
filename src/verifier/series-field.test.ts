/** Series in t and s against readable polynomial arithmetic, entry by entry, with zeros where shortcuts are taken. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { createRng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import { constantsModulo } from './constants.ts';
import { nothingAsked } from './known-field.ts';
import { residues } from './residues.ts';
import { type JetsModulo, type Series, seriesField } from './series-field.ts';

const PRIME = 2097211;
const scalars = residues(PRIME);
const { jets: constants } = constantsModulo(nothingAsked(), scalars, createRng('constants'));
const jets: JetsModulo = (f, center, count) =>
  f.jet(constants, { known: null, residue: center }, count).map(({ residue }) => residue);

/** a·b mod (t^length, s^slices) by its definition. */
function product(a: ArrayLike<number>, b: ArrayLike<number>, length: number, slices: number) {
  const out = new Array<bigint>(length * slices).fill(0n);
  for (let i = 0; i < slices; i++)
    for (let j = 0; i + j < slices; j++)
      for (let k = 0; k < length; k++)
        for (let l = 0; k + l < length; l++)
          out[(i + j) * length + k + l] += BigInt(a[i * length + k]) * BigInt(b[j * length + l]);
  return out.map((value) => Number(value % BigInt(PRIME)));
}

describe.each([
  [1, 1],
  [1, 4],
  [5, 1],
  [3, 4],
])('series of %i powers of t and %i of s', (length, slices) => {
  const field = seriesField(scalars, length, slices, jets);
  const size = length * slices;
  const rng = createRng(`series ${length} ${slices}`);
  /** Dense ones, and those of which whole slices, or all but one entry, are 0. */
  const drawn: Series[] = Array.from({ length: 24 }, (_, n) =>
    Float64Array.from({ length: size }, (_, at) => {
      const slice = Math.floor(at / length);
      if (n % 4 === 1 && slice !== n % slices) return 0;
      if (n % 4 === 2 && at !== n % size) return 0;
      if (n % 4 === 3 && rng.chance(0.6)) return 0;
      return rng.integer(rng.chance(0.3) ? PRIME - 3 : 0, PRIME - 1);
    }),
  );
  const pairs = drawn.flatMap((a) => drawn.map((b) => [a, b] as const));

  it('have the products of polynomials', () => {
    for (const [a, b] of pairs) expect([...field.mul(a, b)]).toEqual(product(a, b, length, slices));
    const [a, b] = [drawn.slice(0, 7), drawn.slice(5, 12)];
    const sum = a.reduce((s, x, i) => field.add(s, field.mul(x, b[i])), field.zero);
    expect([...field.dot(a, b)]).toEqual([...sum]);
    expect([...field.dot([field.zero, a[0]], [b[0], field.zero])]).toEqual([...field.zero]);
  });

  it('have sums, differences and opposites entry by entry, as residues', () => {
    for (const [a, b] of pairs.filter((_, n) => n % 5 === 0)) {
      expect([...field.add(a, b)]).toEqual([...a].map((x, k) => (x + b[k]) % PRIME));
      expect([...field.sub(a, b)]).toEqual([...a].map((x, k) => (x - b[k] + PRIME) % PRIME));
      expect([...field.neg(b)]).toEqual([...b].map((x) => (PRIME - x) % PRIME));
      expect([...field.add(a, field.zero)]).toEqual([...a]);
      expect([...field.sub(field.zero, a)]).toEqual([...field.neg(a)]);
    }
  });

  it('have inverses, and refuse one of what begins with 0', () => {
    const one = [1, ...new Array<number>(size - 1).fill(0)];
    for (const a of drawn) {
      if (a[0] === 0) expect(() => field.inverse(a)).toThrow('1/0 modulo');
      else expect(product(a, field.inverse(a), length, slices)).toEqual(one);
    }
    expect([...field.rational(3)]).toEqual(one.map((x) => 3 * x));
    expect(field.rational(rational(1, 3))[0]).toBe(scalars.inverse(3));
  });

  it('have derivatives of z⁵ by the rule for powers', () => {
    const fifth = resolveFunction({ name: 'polynomial', coefficients: [0, 0, 0, 0, 0, 1] });
    for (const a of drawn.slice(0, 8))
      for (const [order, factor] of [1, 5, 20, 60, 120, 120, 0].entries()) {
        let power: ArrayLike<number> = field.one;
        for (let n = order; n < 5; n++) power = product(power, a, length, slices);
        // The last factors: 5!/(5 − r)!, and 0 beyond.
        const expected = Array.from(power, (x) => (order > 5 ? 0 : (x * factor) % PRIME));
        const f = order === 0 ? field.apply(fifth, a) : field.applyDerivative(fifth, order, a);
        expect([...f]).toEqual(expected);
      }
  });

  it('are embedded and weighted power by power', () => {
    const values = [7, 8, 9, 10, 11, 12];
    for (let power = 0; power <= slices; power++) {
      const expected = new Array<number>(size).fill(0);
      if (power < slices)
        for (let k = 0; k < Math.min(length, 6); k++) expected[power * length + k] = values[k];
      expect([...field.embed(values, power)]).toEqual(expected);
    }
    const [a] = drawn;
    const weights = [[2, 3], [], [5], [0, 0, 7], [1], [1]];
    const expected = new Array<number>(length).fill(0);
    for (let e = 0; e < slices; e++) {
      const slice = a.slice(e * length, (e + 1) * length);
      const padded = Array.from({ length }, (_, k) => weights[e][k] ?? 0);
      product(slice, padded, length, 1).forEach((x, k) => {
        expected[k] = (expected[k] + x) % PRIME;
      });
    }
    expect([...field.weighted(a, weights)]).toEqual(expected);
  });
});
