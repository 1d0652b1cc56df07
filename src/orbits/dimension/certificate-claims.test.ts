/** What a certificate claims where bounds are apart, and which laws it stores as equations. */
import { describe, expect, it } from 'vitest';
import { unflatten } from '../../instances/layout.ts';
import { polynomial } from '../../testing/certificate-questions.ts';
import { dense } from '../../testing/dense.ts';
import { certificateOf } from './certificate.ts';
import { orbit } from './orbit.ts';

describe('a claim', () => {
  const claimOf = (...given: Parameters<typeof orbit>) => {
    const { claim, span } = certificateOf(orbit(...given), 'test');
    return [claim.status, claim.lower, claim.upper, claim.stratumAtLeast, span.length];
  };

  it('of bounds that meet by symmetry alone has no gap to show', () => {
    const parameters = unflatten(dense([1, 1, 1], 'tanh'), [2, 3]);
    const given = { model: dense([1, 1, 1], 'tanh'), parameters };
    expect(claimOf(given, { seed: 'certificate' })).toEqual(['certified', 2, 2, null, 0]);
  });

  it('is stationary where the bounds are apart: laws that nobody looked for', () => {
    // u̇ = v, v̇ = u.
    const model = polynomial(['u', 'v'], 'u*v');
    const given = { model, parameters: unflatten(model, [2, 3]) };
    const options = { seed: 'certificate', explain: false };
    expect(claimOf(given, options).slice(0, 3)).toEqual(['stationary', 1, 2]);
  });

  it('is stationary where a point moved along the orbit has the rank, and θ has not', () => {
    // (1, 0) and (33u³²v, u³³) at u = 0.
    const model = polynomial(['u', 'v'], 'u', 'u^33*v');
    const result = orbit(
      { model, parameters: unflatten(model, [0, 1]) },
      { seed: 'certificate', explain: false },
    );
    expect([result.status, result.dimension]).toEqual(['certified', 2]);
    const { status, lower, upper } = certificateOf(result, 'test').claim;
    expect([status, lower, upper]).toEqual(['stationary', 1, 2]);
  });
});

it('a law of terms of first and second degree is no equation', () => {
  // F = a exp(wx + b) + c: ḃ = aȧ, and a² − 2b stays.
  const model = dense([1, 1, 1], 'exp', true);
  const parameters = unflatten(model, [2, 1, 3, 5]);
  const { upper } = certificateOf(orbit({ model, parameters }, { seed: 'certificate' }), 'test');
  const terms = upper.laws.flatMap((law) =>
    law.terms.map(({ coefficient, powers }) => [coefficient, powers]),
  );
  expect([upper.equations, upper.laws.length, terms]).toEqual([
    [],
    1,
    [
      ['1', [[2, 2]]],
      ['-2', [[1, 1]]],
    ],
  ]);
});

it('a reflection that is linear in one of its normals alone is stored by no matrix', () => {
  // (u, v) ↦ (−u, 2 − v) at (0, 1): u = 0 and v = 1 are what it fixes, and not 0.
  const model = polynomial(['u', 'v'], 'u^2 + v');
  const parameters = unflatten(model, [0, 1]);
  const result = orbit({ model, parameters }, { seed: 'certificate' });
  const isometriesWith = (...normals: bigint[][]) => {
    const witness = { ...result.witness, reflections: [{ normals, explains: [] }] };
    const { upper } = certificateOf({ ...result, witness } as typeof result, 'test');
    return upper.isometries.map(({ kind }) => kind);
  };
  expect(isometriesWith([1n, 0n])).toEqual(['signed-permutation', 'blocks']);
  expect(isometriesWith([0n, 1n])).toEqual(['signed-permutation']);
  expect(isometriesWith([1n, 0n], [0n, 1n])).toEqual(['signed-permutation']);
});
