import { describe, expect, it } from 'vitest';
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { type BoundModel, bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import type { Operation } from '../../models/program.ts';
import { createRng } from '../../numerics/random.ts';
import { dense } from '../../testing/dense.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { lawBlocks, lawsModulo } from './graded-laws.ts';
import { gradingOf } from './gradings.ts';
import { pointFields } from './point-fields.ts';
import { symmetricElements } from './symmetric-elements.ts';

describe('gradings', () => {
  /** The classes of products θᵢθⱼ that have more than one member besides squares, as pairs i ≤ j. */
  const classesOf = (model: ModelJson) => {
    const bound = bind(model);
    const grading = gradingOf(bound, createRng('gradings'));
    const classes = new Map<number, string[]>();
    for (let i = 0; i < bound.size; i++)
      for (let j = i; j < bound.size; j++) {
        const key = grading.product(i, j);
        classes.set(key, [...(classes.get(key) ?? []), `${i}${j}`]);
      }
    return [...classes.values()].map((list) => list.join(' '));
  };

  it('of a linear network 1-2-1: what two units bear meets, θ = (w₁, w₂, a₁, a₂)', () => {
    // w(wᵢ) = sᵢ − x, w(aᵢ) = f − sᵢ. Differences: s₁ − s₂ for w₁w₂, s₂ − s₁ for a₁a₂, sᵢ + sⱼ − x − f for wᵢaⱼ.
    expect(classesOf({ kind: 'linear', widths: [1, 2, 1] }).sort()).toEqual(
      ['00 11 22 33', '01 23', '02', '03 12', '13'].sort(),
    );
  });

  it('of tanh: signs only, so aᵢ and wᵢ differ by those of x and F', () => {
    // Signs: a₁ = s₁·f, w₁ = s₁·x. Products w₁a₁ and w₂a₂ both go with f·x.
    expect(classesOf(dense([1, 2, 1], 'tanh')).sort()).toEqual(
      ['00 11 22 33', '01 23', '02 13', '03 12'].sort(),
    );
  });

  it('of z²: a₁a₂ and w₁w₂ go with different powers of the scales', () => {
    // w(wᵢ) = sᵢ − x, w(aᵢ) = f − 2sᵢ: s₁ − s₂, 2(s₁ − s₂), sᵢ + 2sⱼ − x − f.
    expect(classesOf(dense([1, 2, 1], 'square')).sort()).toEqual(
      ['00 11 22 33', '01', '23', '02', '03', '12', '13'].sort(),
    );
  });

  it('of exp: nothing but F and x are scaled', () => {
    // Arguments have weight 0: wᵢ = −x, aᵢ = f.
    expect(classesOf(dense([1, 2, 1], 'exp')).sort()).toEqual(
      ['00 01 11 22 23 33', '02 03 12 13'].sort(),
    );
  });
});

describe('functions of one number', () => {
  /** F = f⁽ⁿ⁾(u) + v and v³ + z, θ = (u, v, z): weights w(v) = e·w(u) and w(z) = 3·w(v). */
  const graded = (f: Partial<AnalyticFunction>, order = 0) => {
    const operations: Operation[] = [
      ...[0, 1, 2].map((index): Operation => ({ op: 'parameter', index })),
      { op: 'apply', f: f as AnalyticFunction, order, a: 0 },
      { op: 'add', a: 3, b: 1 },
      { op: 'mul', a: 1, b: 1 },
      { op: 'mul', a: 5, b: 1 },
      { op: 'add', a: 6, b: 2 },
    ];
    const program = { operations, outputs: Int32Array.of(4, 7), parameters: 3, inputs: 0 };
    const inputs = { size: 0, datum: 0, finite: [] };
    const bound = { program, size: 3, inputs, fields: 'gradient' } as unknown as BoundModel;
    const { product, translation } = gradingOf(bound, createRng('functions'));
    const zero = product(0, 0);
    return {
      zero,
      u: translation(0),
      v: translation(1),
      uv: product(0, 1),
      uz: product(0, 2),
      vz: product(1, 2),
      z: translation(2),
    };
  };
  const onPositive = (value: (z: number) => number, derivative: (z: number) => number) => ({
    domain: 'positive' as const,
    polynomialDegree: null,
    taylor: null,
    value,
    derivative,
  });
  const power = (e: number) =>
    onPositive(
      (z) => 5 * z ** e,
      (z) => 5 * e * z ** (e - 1),
    );
  const supported = (...orders: number[]) => ({
    domain: 'line' as const,
    polynomialDegree: Math.max(...orders),
    taylor: { inSupport: (m: number) => orders.includes(m) } as AnalyticFunction['taylor'],
  });

  it('powers of positive numbers multiply weights', () => {
    // e = 1/2: u − v = v. e = −1/2, and the derivative of that with 1/2: u − v = −3v = −z.
    const half = graded(power(1 / 2));
    expect([half.uv, half.u === half.v]).toEqual([half.v, false]);
    for (const inverse of [graded(power(-1 / 2)), graded(power(1 / 2), 1)])
      expect([inverse.uv, inverse.uv === inverse.zero]).toEqual([inverse.z, false]);
    // e = 2/3: z = 2u, z − u = u.
    const thirds = graded(power(2 / 3));
    expect([thirds.uz, thirds.u === thirds.zero]).toEqual([thirds.u, false]);
    // e = 2: u − v = −u; e = 1: they are equal.
    const two = graded(power(2));
    expect([two.uv, two.u === two.zero]).toEqual([two.u, false]);
    const one = graded(power(1));
    expect([one.uv, one.u === one.zero]).toEqual([one.zero, false]);
    // e = 1/4: z = 3u/4, u − z = v.
    const quarter = graded(power(1 / 4));
    expect([quarter.uz, quarter.u === quarter.zero]).toEqual([quarter.v, false]);
  });

  it('what is no power asks for weight 0', () => {
    const half = (z: number) => z ** (1 / 2);
    const others = [
      onPositive(Math.log, (z) => 1 / z),
      onPositive(
        (z) => (1 + z) / 2,
        () => 1 / 2,
      ),
      // Like √z at 1 and 2, and at 1, 2 and 3.
      onPositive(
        (z) => half(z) + (z - 1) ** 2 * (z - 2),
        () => 1 / 2,
      ),
      onPositive(
        (z) => half(z) + (z - 1) ** 2 * (z - 2) * (z - 3),
        () => 1 / 2,
      ),
      power(Math.PI),
      power(1 / 5),
    ];
    for (const f of others) {
      const { u, v, z, uv, zero } = graded(f);
      expect([u, v, z, uv]).toEqual([zero, zero, zero, zero]);
    }
  });

  it('polynomials have the weight that all their terms have, signs by themselves', () => {
    const square = graded(supported(2));
    expect([square.uv, square.u === square.zero]).toEqual([square.u, false]);
    const slope = graded(supported(2), 1);
    expect([slope.uv, slope.u === slope.zero]).toEqual([slope.zero, false]);
    const cube = graded(supported(3));
    expect([cube.uv === cube.zero, cube.uz === cube.zero]).toEqual([false, false]);
    // z + z³: no scaling, and u and v have one sign.
    const odd = graded(supported(1, 3));
    expect([odd.uv, odd.z, odd.u === odd.zero]).toEqual([odd.zero, odd.v, false]);
    // z² + z⁴, and the derivative of z + z³: v has no sign, u is free to have one.
    for (const even of [graded(supported(2, 4)), graded(supported(1, 3), 1)])
      expect([even.v, even.uv, even.u === even.zero]).toEqual([even.zero, even.u, false]);
    const mixed = graded(supported(1, 2));
    expect([mixed.u, mixed.v, mixed.z]).toEqual([mixed.zero, mixed.zero, mixed.zero]);
    // A derivative that vanishes says nothing of its argument.
    const none = graded(supported(1), 2);
    expect([none.v, none.u === none.zero]).toEqual([none.zero, false]);
  });
});

describe('symmetric elements block by block are those of the whole algebra', () => {
  it.each([
    { kind: 'linear', widths: [2, 3, 2] },
    { kind: 'linear', widths: [1, 3, 1] },
    { kind: 'linear', widths: [3, 1, 2, 2] },
    { kind: 'relu-paths', widths: [2, 2, 2], bias: true },
    dense([2, 2, 1], 'identity', true),
    dense([2, 2, 2], 'square', true),
    dense([2, 3, 1], 'exp', true),
    dense([2, 2, 1], 'gelu'),
    dense([1, 2, 2, 1], 'cube'),
    { kind: 'polynomial', variables: ['u', 'v', 'w'], features: ['u^2 + v^2', 'u*v'] },
    { kind: 'polynomial', variables: ['u', 'v'], features: ['3*u + 5/7*v'] },
    { kind: 'rms-norm', inputs: 2, hidden: 2, outputs: 2 },
    { kind: 'layer-norm', inputs: 2, hidden: 2, outputs: 2 },
    {
      kind: 'attention',
      positions: 2,
      channels: 2,
      heads: 2,
      queries: 1,
      keys: 1,
      values: 1,
      outputs: 1,
    },
  ] as ModelJson[])('%j', (model) => {
    const bound = bind(model);
    const rng = createRng('both');
    const fields = pointFields(bound, rng.fork('fields'));
    const graded = symmetricElements(bound, fields, rng.fork('graded'))!;
    const { symmetric } = affineAlgebra(bound, fields, rng.fork('algebra'));
    expect(graded.vectors).toEqual(symmetric.vectors);
    expect(graded.dimension).toBe(symmetric.dimension);
  });
});

describe('laws in squares, read off the gradings', () => {
  const polynomial = (...features: string[]): ModelJson => ({
    kind: 'polynomial',
    variables: ['u', 'v', 'w'],
    features,
  });

  it.each<[string, ModelJson, number]>([
    ['linear 2-3-2, a law a unit', { kind: 'linear', widths: [2, 3, 2] }, 3],
    ['ReLU paths 2-2-3-1', { kind: 'relu-paths', widths: [2, 2, 3, 1], bias: true }, 5],
    ['diagonal, two of three factors', { kind: 'diagonal-linear', depth: 3, inputs: 2 }, 4],
    ['u²v and w', polynomial('u^2*v', 'w'), 1],
    ['w is not met', polynomial('u^2*v'), 2],
  ])('%s: as found at points', (_, model, laws) => {
    const bound = bind(model);
    const blocks = lawBlocks(bound, createRng('blocks'))!;
    expect(blocks.squares?.laws).toHaveLength(laws);
    const field = pointFields(bound, createRng('fields')).finding(0);
    const found = lawsModulo(blocks, [0], field, createRng('samples'));
    const sampled = lawsModulo({ ...blocks, squares: null }, [0], field, createRng('samples'));
    expect(found).toEqual(sampled);
  });

  it('not where a product is in one block with them: u + v has 2uv − u² − v²', () => {
    const bound = bind(polynomial('u + v'));
    expect(lawBlocks(bound, createRng('blocks'))!.squares).toBeNull();
  });

  it.each<[string, ModelJson]>([
    // Terms of either sign may cancel, and then there is more than the program's gradings know.
    ['a negative coefficient', polynomial('u^2*v - v^3')],
    ['functions', dense([1, 2, 1], 'square')],
  ])('not where %s', (_, model) => {
    expect(gradingOf(bind(model), createRng('gradings')).squares).toBeNull();
  });
});
