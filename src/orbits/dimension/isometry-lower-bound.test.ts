/** Dimensions of V(θ) derived by hand. */
import { describe, expect, it } from 'vitest';
import type { Instance, ModelSpec, Numeral } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { polynomial } from '../../testing/certificate-questions.ts';
import { identityFamilies } from '../fields/families.ts';
import { isometryLowerBound } from './isometry-lower-bound.ts';
import { orbitProblem } from './orbit-problem.ts';

function boundAt(model: ModelSpec, theta: readonly Numeral[], linear = true): number {
  const instance: Instance = { model, parameters: unflatten(model, theta) };
  const problem = orbitProblem(open(instance));
  const prime = problem.prime(0);
  const family = problem.sequence.family(prime, problem.sequence.truncations - 1);
  return isometryLowerBound(family, problem.theta(prime), { rng: createRng(1), linear });
}

const network = (activation: string, widths: readonly number[] = [1, 1, 1]): ModelSpec => ({
  kind: 'fully-connected',
  widths,
  bias: false,
  activation,
});

describe('isometryLowerBound', () => {
  // tr ∇²(a·w²) = 2a puts ∂a into V, and ∇(a·w) along ∂a is ∂w. tanh has even terms only: −θ is a symmetry.
  it('is 2 for GELU at the origin, 0 for tanh there', () => {
    expect(boundAt(network('gelu'), [0, 0])).toBe(2);
    expect(boundAt(network('tanh'), [0, 0])).toBe(0);
  });

  // a·w is fixed by (w, a) ↦ (a, w), which fixes (1, 1) and not (1, 2), in whatever way it is written.
  it.each<[string, ModelSpec]>([
    ['identity', network('identity')],
    ['linear', { kind: 'linear', widths: [1, 1, 1] }],
    ['free gates', { kind: 'relu-paths', widths: [1, 1, 1], bias: false }],
    ['diagonal', { kind: 'diagonal-linear', inputs: 1, depth: 2 }],
    ['polynomial', polynomial(['u', 'v'], 'u*v')],
  ])('is 1 for a·w·x at (1, 1), 2 at (1, 2), 0 at 0: %s', (_, model) => {
    expect(boundAt(model, [1, 1])).toBe(1);
    expect(boundAt(model, [1, 2])).toBe(2);
    expect(boundAt(model, [0, 0])).toBe(0);
    expect(boundAt(model, [1, 2], false)).toBe(2);
  });

  // 25u² + v³ in coordinates turned by (3, 4)/5: u ↦ −u fixes u = 0.
  it('is 1 for 25(3u + 4v)² + (4u − 3v)³ where 3u + 4v = 0, else 2', () => {
    const model = polynomial(
      ['u', 'v'],
      '225*u^2 + 600*u*v + 400*v^2 + 64*u^3 - 144*u^2*v + 108*u*v^2 - 27*v^3',
    );
    expect(boundAt(model, ['4/5', '-3/5'])).toBe(1);
    expect(boundAt(model, ['4/5', '-3/5'], false)).toBe(1);
    expect(boundAt(model, ['4/5', '-1/5'])).toBe(2);
  });

  // F = a·tanh(v·tanh(wx)) at (w, 0, 0): nothing moves; (v, a) ↦ −(v, a) is a symmetry, and w is fixed by
  // all: ∂a∂vF = tanh(wx), whose square's gradient is along ∂w.
  it('is 1 for three layers of width one at (w, 0, 0), without θ as well', () => {
    expect(boundAt(network('tanh', [1, 1, 1, 1]), [2, 0, 0])).toBe(1);
    expect(boundAt(network('tanh', [1, 1, 1, 1]), [2, 0, 0], false)).toBe(1);
  });

  // ∇(u²v²w) at 0 and all that is filled with V = 0 vanish; two pairs contract ∇⁵ to 4∂w·(1, 1 → 1).
  it('needs two pairs for u²v²w at the origin', () => {
    expect(boundAt(polynomial(['u', 'v', 'w'], 'u^2*v^2*w'), [0, 0, 0])).toBe(1);
    expect(boundAt(polynomial(['u', 'v', 'w'], 'u^2*v^2*w^2'), [0, 0, 0])).toBe(0);
  });

  // Linear isometries fix θ; affine ones move what is beside the line along (1, 2).
  it('is 2 for u + 2v where isometries are linear, else 1', () => {
    const form = polynomial(['u', 'v'], 'u + 2*v');
    expect([boundAt(form, [2, 3]), boundAt(form, [2, 3], false)]).toEqual([2, 1]);
  });

  // Turned by 72° Re (u + iv)⁵ is itself, and no vector is; ∂u⁴ + ∂v⁴ of its gradient is not 0, ∂u²∂v² makes up for that.
  it('is 0 for Re (u + iv)⁵ at the origin', () => {
    const pentagon = polynomial(['u', 'v'], 'u^5 - 10*u^3*v^2 + 5*u*v^4');
    expect(boundAt(pentagon, [0, 0])).toBe(0);
    // Im (u + iv)³, turned by 120°.
    expect(boundAt(polynomial(['u', 'v'], '3*u^2*v - v^3'), [0, 0])).toBe(0);
  });

  // Equal neurons are exchanged by an isometry, neurons apart by none: 2 of 4, 4 of 4.
  it('meets the stratum of a network', () => {
    expect(boundAt(network('tanh', [1, 2, 1]), [1, 1, 2, 2])).toBe(2);
    expect(boundAt(network('tanh', [1, 2, 1]), [1, 1, 2, 3])).toBe(4);
  });
});

const PRIME = 4194301;

it('contractions of pairs are made up to a number of parameters', () => {
  const bound = (variables: number, feature: string, target?: number) => {
    const names = ['u', 'v', 'w', ...Array.from({ length: variables }, (_, i) => `z${i}`)];
    const model = bind({
      kind: 'polynomial',
      variables: names.slice(0, variables),
      features: [feature],
    });
    const options = {
      rng: createRng('pairs'),
      linear: true,
      ...(target !== undefined && { target }),
    };
    return isometryLowerBound(identityFamilies(model)(PRIME), new Float64Array(variables), options);
  };
  // At 0 the Laplacian of uv² alone is along u; of u²v²w that takes two pairs.
  expect([bound(64, 'u*v^2'), bound(65, 'u*v^2')]).toEqual([1, 0]);
  expect([bound(8, 'u^2*v^2*w'), bound(9, 'u^2*v^2*w')]).toEqual([1, 0]);
  expect([bound(3, 'u + v*w'), bound(3, 'u + v^2*w', 1), bound(3, 'u', 0)]).toEqual([1, 1, 0]);
});

describe('at θ alone', () => {
  const names = (count: number) => [
    ...['u', 'v', 'w'],
    ...Array.from({ length: count - 3 }, (_, i) => `z${i}`),
  ];
  const alone = (count: number, feature: string) => {
    const model = bind({ kind: 'polynomial', variables: names(count), features: [feature] });
    const options = { rng: createRng('alone'), linear: true, movable: false };
    return isometryLowerBound(identityFamilies(model)(PRIME), new Float64Array(count), options);
  };

  it('vectors found fill the slots of what comes next: ∂u, then ∂v of u²v, then ∂w of v²w', () => {
    expect(alone(65, 'u + u^2*v + v^2*w')).toBe(3);
  });

  it('a vector found by a contraction is filled in again', () => {
    // At 0 all gradients vanish; the Laplacian of uv² is 2u, and ∂w of u³w is u³.
    expect(alone(9, 'u*v^2 + u^3*w')).toBe(2);
  });

  it('the family is asked nowhere else; else at other points of θ + V too', () => {
    const theta = Float64Array.of(2, 3, 0);
    /** All points at which the family is asked. */
    const asked = (movable: boolean | undefined) => {
      const model = bind({ kind: 'polynomial', variables: names(3), features: ['v^2 + u*v*w^2'] });
      const family = identityFamilies(model)(PRIME);
      const met = new Set<string>();
      const meet = (place: Float64Array, length: number) =>
        met.add([0, 1, 2].map((i) => place[i * length]).join());
      isometryLowerBound(
        {
          ...family,
          gradient(c, place, length, out) {
            meet(place, length);
            family.gradient(c, place, length, out);
          },
          hessianVector(c, place, y, length, out) {
            meet(place, length);
            family.hessianVector(c, place, y, length, out);
          },
        },
        theta,
        { rng: createRng('asked'), linear: true, ...(movable !== undefined && { movable }) },
      );
      return met;
    };
    expect([...asked(false)]).toEqual(['2,3,0']);
    expect(asked(true).size).toBeGreaterThan(1);
    expect(asked(undefined)).toEqual(asked(true));
    // w ↦ −w fixes θ: all of θ + V have w = 0.
    expect([...asked(true)].every((place) => place.endsWith(',0'))).toBe(true);
  });
});
