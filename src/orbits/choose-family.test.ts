import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { UnsupportedError } from '../errors.ts';
import type { FunctionSpec, ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { createRng } from '../numerics/random.ts';
import { chooseFamily } from './choose-family.ts';
import { type FamilySequence, randomMember } from './family.ts';
import { deepTaylorSequence } from './layered-families.ts';
import { lieRank } from './lie-rank.ts';
import { sigmaModulo } from './sigma-modulo.ts';

const PRIME = 4194287;

function choose(widths: readonly number[], activation: FunctionSpec, bias = false) {
  return chooseFamily(
    { kind: 'fully-connected', widths, bias, activation },
    resolveFunction(activation),
  );
}

describe('chooseFamily', () => {
  it.each([
    ['two layers, no biases', choose([2, 3, 1], 'softplus'), 'ridge', false],
    ['deep, σ(0) = 0', choose([2, 2, 2, 1], 'gelu'), 'taylor', false],
    ['deep, σ(0) ≠ 0', choose([2, 2, 2, 1], 'cos'), 'jets', true],
    ['biases', choose([2, 3, 1], 'tanh', true), 'jets', true],
    ['biases, σ a polynomial', choose([2, 3, 1], 'cube', true), 'output', false],
    ['the identity', choose([2, 3, 1], 'identity', true), 'output', false],
    [
      'a finite Taylor class, deep',
      choose([2, 2, 2, 1], { name: 'taylor', support: [0, 3] }),
      'output',
      false,
    ],
    ['no hidden layer, whatever σ', choose([2, 3], 'relu'), 'output', false],
  ] as [string, FamilySequence, string, boolean][])('%s', (_name, sequence, kind, generic) => {
    expect(sequence.spec(0).kind).toBe(kind);
    expect(sequence.generic).toBe(generic);
    expect(sequence.family(PRIME, 0).generic).toBe(generic);
  });

  it('covers every other kind of model', () => {
    const models: ModelSpec[] = [
      { kind: 'linear', widths: [2, 2, 2] },
      { kind: 'relu-paths', widths: [2, 2, 2], bias: true },
      { kind: 'diagonal-linear', depth: 3, inputs: 2 },
      { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v', 'u^3 - 1/2'] },
    ];
    for (const model of models) {
      const family = chooseFamily(model, null).family(PRIME, 0);
      expect(family.size).toBe(layoutOf(model).size);
      const rng = createRng('kinds');
      const theta = Float64Array.from({ length: family.size }, () => rng.integer(1, 99));
      const out = new Float64Array(family.size);
      family.gradient(randomMember(family, 1, rng), theta, 1, out);
      expect(out.every((v) => Number.isInteger(v) && v >= 0 && v < PRIME)).toBe(true);
      expect(out.some((v) => v !== 0)).toBe(true);
    }
  });

  it('refuses what is not analytic', () => {
    expect(() => choose([2, 3, 1], 'relu')).toThrow(UnsupportedError);
  });
});

describe('levels of a family', () => {
  it.each([
    ['two-layer', choose([1, 4, 2], 'softplus')],
    ['deep', choose([2, 2, 2, 1], 'sin')],
  ])('%s: a member padded with zeros is the same field one level up', (_name, sequence) => {
    expect(sequence.levels).toBeGreaterThan(1);
    const rng = createRng('levels');
    const low = sequence.family(PRIME, 0);
    const high = sequence.family(PRIME, 1);
    expect(high.coefficientCount).toBeGreaterThan(low.coefficientCount);
    const length = 3;
    const short = randomMember(low, length, rng);
    const long = new Float64Array(high.coefficientCount * length);
    long.set(short);
    const draw = () =>
      Float64Array.from({ length: low.size * length }, () => rng.integer(0, PRIME - 1));
    const [theta, y] = [draw(), draw()];
    const [a, b] = [new Float64Array(low.size * length), new Float64Array(low.size * length)];
    low.gradient(short, theta, length, a);
    high.gradient(long, theta, length, b);
    expect(a).toEqual(b);
    low.hessianVector(short, theta, y, length, a);
    high.hessianVector(long, theta, y, length, b);
    expect(a).toEqual(b);
    expect(a.some((v) => v !== 0)).toBe(true);
  });

  it('ridge polynomials and Taylor coefficients in x, two codes, find the same ranks', () => {
    const rng = createRng('two routes');
    for (const name of ['tanh', 'gelu', 'erf']) {
      const activation = resolveFunction(name);
      const deep = deepTaylorSequence(
        { widths: [2, 2, 1], bias: false },
        {
          odd: activation.parity === 'odd',
          coefficient: (j, p) => sigmaModulo(activation, p).coefficient(j),
          degree: Number.POSITIVE_INFINITY,
        },
      );
      const ridge = choose([2, 2, 1], name);
      for (let trial = 0; trial < 12; trial++) {
        const theta = Float64Array.from({ length: 6 }, () => rng.pick([0, 0, 1, 2, PRIME - 1]));
        const ranks = [ridge, deep].map((sequence) => {
          const found = lieRank(sequence, theta, { rng: rng.fork(trial), prime: PRIME });
          return [found.rank, found.firstOrderRank];
        });
        expect(ranks[0]).toEqual(ranks[1]);
      }
    }
  });
});
