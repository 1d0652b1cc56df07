/** Fields of models at points modulo primes: which primes, which roots, and where there is none. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { type BoundModel, bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { isPrime } from '../../numerics/prime-field.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { randomMember } from '../fields/family.ts';
import { pointFamily, pointFields, randomPrime } from './point-fields.ts';

const PRIME = 4194287;
const features = (variables: string[], ...list: string[]) =>
  bind({ kind: 'polynomial', variables, features: list });

describe('primes', () => {
  it('are 3 mod 4 and between 2²¹ and 2²²', () => {
    const rng = createRng('primes');
    for (let k = 0; k < 100; k++) {
      const p = randomPrime(rng);
      expect(p > 2 ** 21 && p < 2 ** 22 && p % 4 === 3 && isPrime(p)).toBe(true);
    }
    // The first and the last that can be drawn.
    const drawing = (...numbers: number[]) =>
      ({ integer: () => numbers.shift() }) as unknown as Rng;
    const primeFrom = (start: number, step: number) => {
      let p = start;
      while (!isPrime(p)) p += step;
      return p;
    };
    const [low, high] = [primeFrom(2 ** 21 + 3, 4), primeFrom(2 ** 22 - 1, -4)];
    const place = (p: number) => (p - 3 - 2 ** 21) / 4;
    expect(randomPrime(drawing(place(low)))).toBe(low);
    expect(randomPrime(drawing(place(high) + 1, place(high)))).toBe(high);
  });

  /** Primes are drawn from these places, everything else as usual. */
  function drawn(bound: BoundModel, primes: readonly number[]) {
    const places = primes.map((p) => (p - 3 - 2 ** 21) / 4);
    const rng = createRng('fields');
    const fork = (name: string | number) =>
      name === 'primes' ? ({ integer: () => places.shift() } as unknown as Rng) : rng.fork(name);
    return pointFields(bound, { ...rng, fork } as Rng);
  }
  const [p, q, r] = [4194287, 4194271, 4194247];

  it('are met once, whatever is asked for first', () => {
    const fields = drawn(features(['u'], 'u^2'), [p, p, q, p, q, r]);
    expect(fields.checking(0).prime).toBe(p);
    expect(fields.finding(0).prime).toBe(q);
    expect(fields.finding(1).prime).toBe(r);
    expect([fields.checking(0).prime, fields.finding(0).prime]).toEqual([p, q]);
  });

  it('that divide a denominator of the model are passed over', () => {
    const fields = drawn(features(['u'], `1/${q}*u^2`), [q, r]);
    expect(fields.finding(0)).toMatchObject({ prime: r, size: 1 });
  });
});

describe('members', () => {
  const inputs = { size: 0, datum: 0, finite: [] };
  const rng = createRng('members');

  /** F = f⁽ⁿ⁾(u)·v. */
  function timesOf(f: string, order: number): BoundModel {
    const program = {
      operations: [
        { op: 'parameter', index: 0 },
        { op: 'parameter', index: 1 },
        { op: 'apply', f: resolveFunction(f), order, a: 0 },
        { op: 'mul', a: 2, b: 1 },
      ],
      outputs: Int32Array.of(3),
      parameters: 2,
      inputs: 0,
    };
    return { ...features(['u', 'v'], 'u*v'), program, inputs } as unknown as BoundModel;
  }

  it('at a point are false where the point has no value', () => {
    // F = 1/u.
    const program = {
      operations: [
        { op: 'parameter', index: 0 },
        { op: 'inverse', a: 0 },
      ],
      outputs: Int32Array.of(1),
      parameters: 1,
      inputs: 0,
    };
    const bound = { ...features(['u'], 'u^2'), program, inputs } as unknown as BoundModel;
    const field = pointFields(bound, createRng('poles')).finding(0);
    const out = new Float64Array(1);
    expect(field.member(Float64Array.of(0), rng, out)).toBe(false);
    expect(field.member(Float64Array.of(2), rng, out)).toBe(true);
    const theta = new Float64Array(1);
    field.sample(rng, theta, out);
    expect([theta[0] > 0, out[0] > 0]).toEqual([true, true]);
  });

  it('take either root, the same for equal numbers, and the opposite one as often', () => {
    // F = √u·v: ∂F/∂v = √u.
    const family = pointFamily(timesOf('sqrt', 0), PRIME);
    const roots = Array.from({ length: 40 }, () => {
      const out = new Float64Array(2);
      const c = randomMember(family, rng);
      family.gradient(c, Float64Array.of(9, 5), 1, out);
      const again = new Float64Array(2);
      family.gradient(c, Float64Array.of(9, 5), 1, again);
      expect(again).toEqual(out);
      // c√u, and c·v/(2√u) = c√u·v/(2u).
      expect((out[0] * 18) % PRIME).toBe((out[1] * 5) % PRIME);
      return [3, PRIME - 3].find((root) => (c[0] * root) % PRIME === out[1]);
    });
    expect(new Set(roots)).toEqual(new Set([3, PRIME - 3]));
  });

  it('have the derivatives that the model takes of its functions', () => {
    // F = v·(z³)′(u) = 3u²v: ∂F/∂u = 6uv and ∂F/∂v = 3u².
    const family = pointFamily(timesOf('cube', 1), PRIME);
    const out = new Float64Array(2);
    const c = randomMember(family, rng);
    family.gradient(c, Float64Array.of(4, 5), 1, out);
    expect([...out]).toEqual([(c[0] * 120) % PRIME, (c[0] * 48) % PRIME]);
    family.hessianVector(c, Float64Array.of(4, 5), Float64Array.of(1, 0), 1, out);
    // D²F·(1, 0) = (6v, 6u).
    expect([...out]).toEqual([(c[0] * 30) % PRIME, (c[0] * 24) % PRIME]);
  });
});

it('models of every kind have second derivatives along a direction', () => {
  // Where functions are no polynomials too: F = a·tanh(wx), D²F·(0, 1) = ∂²F/∂a∂w.
  const bound = bind({
    kind: 'fully-connected',
    widths: [1, 1, 1],
    bias: false,
    activation: 'tanh',
  } as ModelJson);
  const family = pointFamily(bound, PRIME);
  const c = randomMember(family, createRng('second'));
  const [first, second] = [new Float64Array(2), new Float64Array(2)];
  family.hessianVector(c, Float64Array.of(3, 5), Float64Array.of(0, 1), 1, first);
  family.gradient(c, Float64Array.of(3, 1), 1, second);
  // F is linear in a: ∂F/∂w at a = 1 is ∂²F/∂a∂w, and ∂²F/∂a² = 0.
  expect([...first]).toEqual([second[0], 0]);
});
