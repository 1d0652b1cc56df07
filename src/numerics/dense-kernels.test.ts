import { describe, expect, it } from 'vitest';
import { type PointwiseMap, plainSpace, type Space } from './dense-space.ts';
import { LIMIT, tanhMap } from './hyperbolic-tangent.ts';
import { createRng } from './random.ts';
import { simdSpace } from './simd/dense-memory.ts';

const BEYOND = 7.25;

function vectors(length: number): Space {
  const space = simdSpace(length);
  if (space === null) throw new Error('no vector instructions');
  return space;
}

/**
 * The kernels promise the chain acc ← acc + a·b in ascending order for every entry, so three plain
 * loops must give the same bits, whatever the sizes.
 */
describe.each([
  ['loops', () => plainSpace],
  ['vector instructions', () => vectors(10_000)],
] as const)('dense kernels: %s', (name, spaceOf) => {
  const rng = createRng('kernels');
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13];

  it.each(sizes)(
    '%d rows: the same bits as plain loops, and nothing outside is touched',
    (rows) => {
      for (const columns of sizes) {
        const space = spaceOf();
        const { affine, multiply, multiplyTransposed, multiplyOuter, pullBack } = space.kernels;
        const stride = space.tile * rng.integer(1, 4);
        const count = stride - rng.integer(0, 1);
        // A bias may stand in front.
        const offset = rows + rng.integer(0, 3);
        // What is read beyond a block changes sums, what is written there does not stay what it is.
        const beyond: Float64Array[] = [];
        const held = (from: ArrayLike<number>) => {
          const whole = space.block(from.length + 2 * stride);
          whole.set(from);
          beyond.push(whole.subarray(from.length).fill(BEYOND));
          return whole.subarray(0, from.length);
        };
        const array = (length: number) => held(Float64Array.from({ length }, () => rng.gaussian()));
        held([]);
        // Leaves numbers where it puts them aside.
        const [points, value, slope] = [0, 0, 0].map(() => space.block(128));
        points.fill(0.7);
        space.kernels.mapOf(tanhMap)(points, 128, value, slope);
        const theta = array(offset + rows * columns + rows + 2);
        const above = array(rows * stride);
        const below = array(columns * stride);
        const w = (j: number, k: number) => theta[offset + j * columns + k];
        const cells = (tall: number) =>
          Array.from({ length: tall * stride }, (_, p) => [Math.floor(p / stride), p % stride]);
        const sum = (from: number, terms: number, term: (k: number) => number) => {
          let total = from;
          for (let k = 0; k < terms; k++) total += term(k);
          return total;
        };
        const plain = (block: Float64Array) => Array.from(block);

        const z = held(above);
        multiply(theta, offset, rows, columns, below, z, stride);
        const product = (from: (j: number, i: number) => number) =>
          cells(rows).map(([j, i]) =>
            sum(from(j, i), columns, (k) => w(j, k) * below[k * stride + i]),
          );
        expect(plain(z)).toEqual(product((j, i) => above[j * stride + i]));
        for (const bias of [-1, 0, offset + rows * columns]) {
          affine(theta, { rows, columns, weights: offset, bias }, below, z, stride);
          expect(plain(z)).toEqual(product((j) => (bias < 0 ? 0 : theta[bias + j])));
        }

        const d = held(below);
        multiplyTransposed(theta, offset, rows, columns, above, d, stride);
        const back = (from: (p: number) => number) =>
          cells(columns).map(([k, i], p) =>
            sum(from(p), rows, (j) => w(j, k) * above[j * stride + i]),
          );
        expect(plain(d)).toEqual(back((p) => below[p]));
        pullBack(theta, offset, rows, columns, above, below, d, stride);
        expect(plain(d)).toEqual(back(() => 0).map((x, p) => x * below[p]));

        const g = held(theta);
        multiplyOuter(above, below, rows, columns, g, offset, stride, count);
        const expected = plain(theta);
        for (let j = 0; j < rows; j++)
          for (let k = 0; k < columns; k++)
            expected[offset + j * columns + k] = sum(
              w(j, k),
              count,
              (i) => above[j * stride + i] * below[k * stride + i],
            );
        expect(plain(g)).toEqual(expected);
        expect(beyond.every((block) => block.every((x) => x === BEYOND))).toBe(true);
      }
    },
  );

  it('leave other maps as they are', () => {
    const other: PointwiseMap = () => undefined;
    const { mapOf } = spaceOf().kernels;
    expect(mapOf(other)).toBe(other);
    expect(mapOf(tanhMap) === tanhMap).toBe(name === 'loops');
  });

  it('map tanh to the bits of the loop, beyond its table too', () => {
    const special = [0, -0, 5e-324, -5e-324, LIMIT, -LIMIT, LIMIT - 2 ** -48, 400];
    const hard = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    const inside = [
      ...special.filter((x) => Math.abs(x) < LIMIT),
      // On the points of the table and next to them.
      ...Array.from({ length: 400 }, () => (rng.integer(0, 2559) / 128) * (1 + 2 ** -53)),
      ...Array.from({ length: 401 }, () => 3 * rng.gaussian()),
    ];
    for (const points of [
      [...inside, 1],
      [...special, ...hard, ...inside, 2],
    ]) {
      const count = points.length - (points.length % 2);
      const space = name === 'loops' ? plainSpace : vectors(3 * (count + 16));
      const [z, value, slope] = [0, 0, 0].map(() => space.block(count));
      z.set(points.slice(0, count));
      space.kernels.mapOf(tanhMap)(z, count, value, slope);
      const expected = [new Float64Array(count), new Float64Array(count)];
      tanhMap(Float64Array.from(points), count, expected[0], expected[1]);
      expect(Array.from(value)).toEqual(Array.from(expected[0]));
      expect(Array.from(slope)).toEqual(Array.from(expected[1]));
    }
  });
});

describe('the memory of vector instructions', () => {
  it('keeps the numbers of tenants in turn, of any size', () => {
    const lengths = [10, 3, 70_000, 20, 200_000, 7];
    const rng = createRng('tenants');
    const tenants = lengths.map((length) => {
      const space = vectors(2 * length + 100);
      const block = space.block(length);
      expect(block.every((x) => x === 0)).toBe(true);
      return { space, blocks: [block], values: [block.map((_, i) => i)] };
    });
    tenants.forEach(({ blocks: [block] }, t) => {
      tenants[t].space.enter();
      block.set(tenants[t].values[0]);
    });
    for (let round = 0; round < 40; round++) {
      const { space, blocks, values } = tenants[rng.integer(0, tenants.length - 1)];
      space.enter();
      for (const [b, block] of blocks.entries()) {
        expect(block.every((x, i) => x === values[b][i])).toBe(true);
        values[b] = values[b].map((x) => x + 1);
        block.set(values[b]);
      }
      // Later, as the tangents of a network.
      if (blocks.length === 1 && round > 20) {
        blocks.push(space.block(5));
        values.push(new Float64Array(5));
      }
    }
  });

  it('refuses more numbers than were asked for', () => {
    const space = vectors(300_000);
    space.block(200_000);
    expect(() => space.block(2_000_000)).toThrow(/more numbers/);
  });
});
