/** What moves of a part of θ, and laws of that part alone. */
import { expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { independentLawsAt, independentLawsWithin } from './independent-laws.ts';
import { orbit } from './orbit.ts';
import { projectedRank } from './projected-rank.ts';

const model = (variables: string[], features: string[], theta: number[]): Instance =>
  ({
    model: { kind: 'polynomial', variables, features },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  }) as Instance;

it('counts directions by brackets as well, not only those of the fields', () => {
  // ∇u = (1, 0) and ∇(u²v) = (2uv, u²): at u = 0 only their second bracket moves v.
  const result = orbit(model(['u', 'v'], ['u', 'u^2*v'], [0, 3]), { seed: 1 });
  expect(result.firstOrderRank).toBe(1);
  expect(projectedRank(result, [0])).toBe(1);
  expect(projectedRank(result, [1])).toBe(1);
  expect(projectedRank(result, [0, 1])).toBe(2);
});

it('does not count what stands still', () => {
  const result = orbit(model(['u', 'v', 'w'], ['u', 'u^2*v'], [0, 3, 5]), { seed: 1 });
  const projected = (...indices: number[]) => projectedRank(result, indices);
  expect([projected(2), projected(0, 2), projected(1, 2), projected(0, 1, 2)]).toEqual([
    0, 1, 1, 2,
  ]);
});

it('laws that are no quadratic polynomials are counted where those do not suffice', () => {
  // u̇ = u, v̇ = 2v: u²/v; uv: u² − v².
  expect(independentLawsAt(orbit(model(['u', 'v'], ['1/2*u^2 + v^2'], [2, 3]), { seed: 1 }))).toBe(
    1,
  );
  expect(independentLawsAt(orbit(model(['u', 'v'], ['u*v'], [2, 3]), { seed: 1 }))).toBe(1);
  expect(independentLawsAt(orbit(model(['u', 'v'], ['u', 'u*v'], [2, 3]), { seed: 1 }))).toBe(0);
});

it('a law of some parameters is a law of those alone', () => {
  // u² − v² and w² − z²; their sum is no law of u and v.
  const result = orbit(model(['u', 'v', 'w', 'z'], ['u*v', 'w*z'], [2, 3, 5, 7]), { seed: 1 });
  expect(projectedRank(result, [0, 1])).toBe(1);
  expect(independentLawsWithin(result, [0, 1])).toBe(1);
  expect(independentLawsWithin(result, [1, 2])).toBe(0);
  expect(independentLawsWithin(result, [0, 1, 2, 3])).toBe(2);
});

it('laws that reach outside are combined so that they do not', () => {
  // Of u² − w² and v² − w² the difference is of u and v alone, whichever two the laws are written with.
  const result = orbit(model(['u', 'v', 'w'], ['u*v*w'], [2, 3, 5]), { seed: 1 });
  const within = (...indices: number[]) => independentLawsWithin(result, indices);
  expect([within(0, 1), within(0, 2), within(1, 2), within(0, 1, 2)]).toEqual([1, 1, 1, 2]);
  expect([within(0), within(1), within(2)]).toEqual([0, 0, 0]);
});

it('laws of some parameters alone are counted', () => {
  // aᵢaⱼ − wᵢwⱼ of two units: θ = (w₁, w₂, a₁, a₂).
  const subject = open({
    model: { kind: 'linear', widths: [1, 2, 1] },
    parameters: {
      layers: [
        { weights: [[2], [3]], bias: null },
        { weights: [[5, 7]], bias: null },
      ],
    },
  } as Instance);
  const result = orbit(subject, { seed: 1 });
  const within = (...indices: number[]) => independentLawsWithin(result, indices);
  expect([within(0, 1, 2, 3), within(0, 2), within(1, 3), within(0, 1, 2), within(0)]).toEqual([
    3, 1, 1, 1, 0,
  ]);
});
