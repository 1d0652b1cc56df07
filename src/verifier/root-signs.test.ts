/** Square roots of which one is a multiple of another: modulo p signs are lost, and false laws could pass. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../analytic/field.ts';
import { inverseSqrt } from '../analytic/functions/inverse-sqrt.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { registering } from '../testing/registering.ts';
import { digestOf } from './certificate.ts';
import { RadicandWatch } from './root-signs.ts';
import { verifyCertificate } from './verify.ts';

const one = axis('one', 1, 'input', null);
const rootOf = <T>(f: Field<T>, u: T) => f.inverse(f.apply(inverseSqrt, u));

/** F = (a√(n·u) + b√(m·u) + c√(k·u))·x: the only field is (√n, √m, √k)·√u x. */
const surds = (kind: string, n: readonly number[], radicand: <T>(f: Field<T>, x: T) => T) =>
  defineModel({
    kind,
    formula: 'F(x) = Σ θᵢ √(nᵢ u) x',
    spec: object({ kind: literal(kind) }),
    architecture: () => ({
      parameters: { a: tensor(), b: tensor(), c: tensor() },
      inputs: { x: tensor(one) },
      output: one,
    }),
    evaluate: (f, { a, b, c }, { x }) => {
      const u = radicand(f, x[0]);
      const factors = n.map((k) => rootOf(f, f.mul(f.rational(k), u)));
      return [f.mul(f.dot([a, b, c], factors), x[0])];
    },
  });

// √2, √8 = 2√2 and √18 = 3√2, constants.
const pinned = surds('surds-pinned', [2, 8, 18], (f) => f.one);
// √6 = √2·√3: the field is (√2, √3, √6)x.
const product = surds('surds-product', [2, 3, 6], (f) => f.one);
// √(4 + 4x²) = 2√(1 + x²), which no θ pins.
const moving = surds('surds-moving', [1, 4, 9], (f, x) => f.add(f.one, f.mul(x, x)));
const models = [pinned, product, moving];
registering(...models);

const law = (...coefficients: readonly number[]) => ({
  terms: coefficients.flatMap((coefficient, i) =>
    coefficient === 0 ? [] : [{ coefficient, powers: [[i, 1]] }],
  ),
  logarithms: [],
  on: 'everywhere' as const,
});

/** What the verifier says of these laws beside the one field, at θ = (k, 3, 5). */
function reasonsFor(kind: string, laws: readonly ReturnType<typeof law>[], k: number): string {
  const dimension = 3 - laws.length;
  const content = {
    format: 'falsim-orbit-certificate',
    schema: 2,
    falsim: 'test',
    model: { kind },
    theta: [`${k}`, '3', '5'],
    claim: {
      status: dimension === 1 ? 'explained' : 'stationary',
      dimension: 1,
      lower: 1,
      upper: dimension,
      stratumAtLeast: null,
    },
    lower: {
      line: { base: ['0'], top: 1 },
      controls: [],
      rows: [
        {
          order: 0,
          control: null,
          member: { x: [1], free: [], output: [1], choices: [], powers: [0, 1] },
        },
      ],
    },
    upper: { isometries: [], equations: [], laws },
    span: [],
    wording: [],
  };
  const { accepted, reasons } = verifyCertificate({
    ...content,
    digest: digestOf(content as never),
  });
  return accepted ? 'accepted' : reasons.join();
}

/** By luck alone one in sixteen would pass at four points. */
const SEEDS = Array.from({ length: 80 }, (_, k) => k + 1);

describe('roots that θ pins', () => {
  it('√8 = 2√2 and √18 = 3√2: the laws are those of the positive roots', () => {
    expect(reasonsFor('surds-pinned', [law(2, -1, 0), law(3, 0, -1)], 1)).toBe('accepted');
    for (const k of SEEDS)
      expect(reasonsFor('surds-pinned', [law(2, k % 2 ? 1 : -1, 0), law(3, 0, 1)], k)).toMatch(
        /not conserved/,
      );
  });

  it('√2, √3 and √6 are independent over ℚ: no sign saves a law', () => {
    for (const k of SEEDS.slice(0, 8))
      expect(reasonsFor('surds-product', [law(1, 1, -1)], k)).toMatch(/not conserved/);
  });
});

it('√(4 + 4x²) = 2√(1 + x²), which no θ pins: a law of the wrong sign is not taken', () => {
  for (const k of SEEDS)
    expect(reasonsFor('surds-moving', [law(2, 1, 0)], k)).toMatch(/not conserved/);
});

describe('what is seen of radicands', () => {
  it('asks for no more points where each has been no square after those before it', () => {
    const watch = new RadicandWatch();
    watch.note(0, true);
    // (1 − ½)ᵏ < 2⁻⁶⁰ takes more than 60 points, and so on.
    expect(watch.pointsNeeded()).toBe(Math.ceil(60 * Math.LN2 * 2));
    watch.note(1, true);
    expect(watch.pointsNeeded()).toBe(Math.ceil(60 * Math.LN2 * 4));
    watch.note(0, false);
    expect(watch.pointsNeeded()).toBe(Math.ceil(60 * Math.LN2 * 2));
    watch.note(1, false);
    expect(watch.pointsNeeded()).toBe(0);
  });

  it('gives up where many signs are drawn', () => {
    const watch = new RadicandWatch();
    for (let i = 0; i < 7; i++) watch.note(i, true);
    expect(() => {
      for (let n = 0; n < 1e4; n++) watch.pointsNeeded();
    }).toThrow(/the signs of 7 square roots may depend on one another/);
  });
});
