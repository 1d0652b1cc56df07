/** Members, brackets and degrees against values worked out by hand. */
import { describe, expect, test } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { modelOf } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { dense } from '../testing/dense.ts';
import { registering } from '../testing/registering.ts';
import * as algebraic from './algebraic-number.ts';
import { certifiedModel } from './certified-model.ts';
import { constantsModulo } from './constants.ts';
import { nothingAsked } from './known-field.ts';
import { jetsModulo } from './lower-bound.ts';
import { fieldOf, type Member } from './member.ts';
import { UnfitPrime } from './not-verifiable.ts';
import { degreeOf, pointsFor } from './random-point.ts';
import { randomPrime, residues } from './residues.ts';
import { rankModulo, recomputedRows } from './rows.ts';
import { type JetsModulo, type Series, seriesField } from './series-field.ts';

registering(...caseModels);

const scalars = residues(randomPrime(createRng('rows')));
const { jets: constants } = constantsModulo(nothingAsked(), scalars, createRng('constants'));
/** Functions at 0 only. */
const jets: JetsModulo = (f, _, count) =>
  f.jet(constants, constants.ring.zero, count).map(({ residue }) => residue);
const mod = (n: number, d = 1) => scalars.rational(rational(n, d));
const subject = (model: { kind: string }) => certifiedModel(modelOf(model.kind), model);
const member = (x: number[], powers: number[] = []): Member<number> => ({
  x,
  free: [],
  output: [1],
  choices: [],
  powers,
});

describe('members', () => {
  // a·tanh(w·5s): [s³] = −a(5w)³/3, so ∂_w = −a·w²·125 and ∂_a = −w³·125/3.
  const tanh = subject(dense([1, 1, 1], 'tanh'));
  const field = seriesField(scalars, 1, 4, jets);
  const cubic = { x: [[5]], free: [], output: [[1]], choices: [], powers: [[0], [0], [0], [1]] };
  const line = { base: [rational(0)], top: 3 };
  const at = (...values: number[]) => values.map((value) => field.embed([value]));

  test('a Taylor coefficient along a line', () => {
    const found = fieldOf(tanh, line, field, cubic, at(2, 3)).map(([value]) => value);
    expect(found).toEqual([mod(-3 * 4 * 125), mod(-8 * 125, 3)]);
  });

  // D of it in direction (1, 2): ∂_w: −(a·2w·1 + 2·w²)·125, ∂_a: −w²·125.
  test('its derivative in a direction, and a second one', () => {
    const once = fieldOf(tanh, line, field, cubic, at(2, 3), [at(1, 2)]);
    expect(once.map(([value]) => value)).toEqual([mod(-(12 + 8) * 125), mod(-4 * 125)]);
    // Again in direction (1, 0): ∂_w: −(2a + 4w)·125, ∂_a: −2w·125.
    const twice = fieldOf(tanh, line, field, cubic, at(2, 3), [at(1, 2), at(1, 0)]);
    expect(twice.map(([value]) => value)).toEqual([mod(-(6 + 8) * 125), mod(-4 * 125)]);
  });

  // ⟨m, a⟩x with weights 7 and 11 for the masks (1, 0) and (0, 1), at x = 3.
  test('finite inputs with weights', () => {
    const masked = subject({ kind: 'test-masked' });
    const given = { x: [[3]], free: [[0], [0]], output: [[1]], choices: [[7], [11]], powers: [] };
    const over = seriesField(scalars, 1, 1, jets);
    const theta = [1, 2].map((value) => over.embed([value]));
    const found = fieldOf(masked, null, over, given, theta);
    expect(found.map(([value]) => value)).toEqual([21, 33]);
  });

  // About x₀ = 1: a(w(1 + 2s))²; [s⁰] = aw², [s¹] = 4aw².
  test('a line that does not start at 0', () => {
    const square = subject(dense([1, 1, 1], 'square'));
    const polynomialJets: JetsModulo = (f, center, count) =>
      f.jet(constants, { known: null, residue: center }, count).map(({ residue }) => residue);
    const over = seriesField(scalars, 1, 2, polynomialJets);
    const given = { x: [[2]], free: [], output: [[1]], choices: [], powers: [[10], [1]] };
    const theta = [3, 5].map((value) => over.embed([value]));
    const found = fieldOf(square, { base: [rational(1)], top: 1 }, over, given, theta);
    // 14·∇(aw²) at (3, 5) = 14·(2·5·3, 9).
    expect(found.map(([value]) => value)).toEqual([14 * 30, 14 * 9]);
  });
});

/**
 * X = ∂_u and Y = v∂_u + u∂_v, from the features u and uv. Along X_t = X + tY:
 *
 *   y₀ = Y(θ(t)), y₁ = DY·X_t − t·DY·Y = DY·∂_u = ∂_v, y₂ = −t·DY·∂_v = −t∂_u, y₃(0) = −∂_u.
 */
describe('brackets', () => {
  const model = subject({
    kind: 'polynomial',
    variables: ['u', 'v'],
    features: ['u', 'u*v'],
  } as never);
  test('along a control that depends on t', () => {
    const control = {
      x: [[1], [0, 1]],
      free: [],
      output: [[1]],
      choices: [],
      powers: [],
    };
    const rows = [0, 1, 2, 3].map((order) => ({
      order,
      control: order === 0 ? null : 0,
      member: member([0, 1]),
    }));
    const found = recomputedRows({
      subject: model,
      line: null,
      scalars,
      jets,
      theta: [5, 7],
      controls: [control],
      rows,
    });
    expect(found).toEqual([
      [7, 5],
      [0, 1],
      [0, 0],
      [mod(-1), 0],
    ]);
  });
});

describe('series', () => {
  const field = seriesField(scalars, 3, 2, jets);
  test('1/a and e^w', () => {
    const a = field.add(field.embed([2, 3, 5]), field.embed([7, 11], 1));
    expect(field.mul(a, field.inverse(a))).toEqual(field.one);
    // e^{t + s} = Σ tⁱsʲ/(i! j!): 1, 1, 1/2 | 1, 1, 1/2.
    const w = field.add(field.embed([0, 1]), field.embed([1], 1));
    const half = mod(1, 2);
    expect([...field.apply(resolveFunction('exp'), w)]).toEqual([1, 1, half, 1, 1, half]);
    expect([...field.applyDerivative(resolveFunction('exp'), 2, w)]).toEqual([
      1,
      1,
      half,
      1,
      1,
      half,
    ]);
  });

  // Σᵢⱼ (p − 1)tⁱsʲ squared, mod n powers of each: (p − 1)² = 1, so [tⁱsʲ] is (i + 1)(j + 1).
  const full = (over: ReturnType<typeof seriesField>, n: number) => {
    const minus = new Array<number>(n).fill(scalars.prime - 1);
    return minus.reduce((sum, _, power) => over.add(sum, over.embed(minus, power)), over.zero);
  };
  test('more products than a double can sum: 14400 below 2⁴⁴ in one entry', () => {
    const long = seriesField(scalars, 120, 120, jets);
    const a = full(long, 120);
    const square = long.mul(a, a);
    expect(square[119 * 120]).toBe(120);
    expect(square[119 * 120 + 119]).toBe(14400);
  });
  test('and over many factors: 100 times 400 of them', () => {
    const short = seriesField(scalars, 20, 20, jets);
    const many = new Array<Series>(100).fill(full(short, 20));
    expect(short.dot(many, many)[19 * 20 + 19]).toBe(40_000);
  });
});

test('rank of rows with a zero pivot in front', () => {
  expect(
    rankModulo(
      [
        [0, 1, 2],
        [0, 2, 4],
        [3, 0, 1],
        [3, 1, 3],
      ],
      scalars,
    ),
  ).toBe(2);
});

/** [1 | −2] and twice the sum of all rows: 600 products, odd and as large as they get, one after another. */
test('rank of more rows than products fit into a sum', () => {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const row = new Array<number>(603).fill(0);
    row[i] = 1;
    return row.fill(scalars.prime - 2, 600);
  });
  const sum = new Array<number>(603).fill(2).fill(mod(2 * 600 * -2), 600);
  expect(rankModulo([...rows, sum], scalars)).toBe(600);
});

/** u²v³: degree 5, and x: 6. a·tanh(wx): tanh = 2/(1 + e^{−2z}) − 1 has degree 1 over 1, and a. */
test('degrees, and the points that make a chance of 2⁻⁶⁰', () => {
  const monomial = subject({
    kind: 'polynomial',
    variables: ['u', 'v'],
    features: ['u^2*v^3'],
  } as never);
  expect(degreeOf(monomial)).toBe(6);
  expect(degreeOf(subject(dense([1, 1, 1], 'tanh')))).toBeGreaterThanOrEqual(3);
  for (const degree of [1, 10, 1000, 100_000]) {
    const points = pointsFor(degree);
    expect(points * (21 - Math.log2(degree))).toBeGreaterThanOrEqual(60 - 1e-9);
  }
  expect(() => pointsFor(2 ** 21)).toThrow('cannot be tested');
});

test('a prime at which two numbers that functions are met at are the same is not used', () => {
  const asked = nothingAsked();
  for (const value of [rational(1), rational(1 + scalars.prime)]) {
    const at = algebraic.ofRational(value);
    asked.met.set(algebraic.textOf(at), at);
  }
  expect(() => jetsModulo(asked, scalars, createRng('same'))).toThrow(UnfitPrime);
});
