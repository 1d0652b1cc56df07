import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { certificateOf } from '../dimension/certificate.ts';
import { isSmallestStratum, orbit } from '../dimension/orbit.ts';

const orbitAt = (
  variables: readonly string[],
  features: readonly string[],
  values: readonly (number | string)[],
) =>
  orbit(
    {
      model: { kind: 'polynomial', variables, features },
      parameters: { layers: [{ weights: [values], bias: null }] },
    },
    { seed: 'reflection' },
  );

// p = 3u + 4v and q = 4u − 3v are orthogonal coordinates, five times as long.
const p = '(3*u + 4*v)';
const q = '(4*u - 3*v)';

/** Features, θ, dimensions of orbit and stratum, and what the stratum is said to be. */
const explained: [string, string[], string[], (number | string)[], number, number, string][] = [
  // p ↦ −p leaves p² + q³ unchanged, and p = 0 is what it fixes; on it q̇ = 3q² ≠ 0.
  ['one direction', ['u', 'v'], [`25*${p}^2 + ${q}^3`], ['4/5', '-3/5'], 1, 1, '3u + 4v = 0'],
  // The same about p = 5: an isometry that is not linear.
  ['off 0', ['u', 'v'], [`(${p} - 5)^2 + ${q}^3`], ['7/5', '1/5'], 1, 1, '3u + 4v = 5'],
  // Only p and w together change their sign: pw + p³w is odd in either, and (p, w) = 0 is left by neither.
  [
    'two directions',
    ['u', 'v', 'w'],
    [`${p}*w`, `${p}^3*w + ${q}`],
    ['4/5', '-3/5', 0],
    1,
    1,
    'w = 0',
  ],
  // Beside an exchange, a = b, which coordinates show.
  [
    'within a stratum',
    ['u', 'v', 'a', 'b'],
    [`${p}^2 + ${q}^3`, 'a*b'],
    ['4/5', '-3/5', 2, 2],
    2,
    2,
    '3u + 4v = 0',
  ],
];

describe('a reflection that no coordinates show', () => {
  it.each(explained)(
    'explains an invariant subspace: %s',
    (_, variables, features, theta, ...known) => {
      const [dimension, stratum, words] = known;
      const found = orbitAt(variables, features, theta);
      expect([found.dimension, found.status, found.invariants]).toEqual([
        dimension,
        'certified',
        [],
      ]);
      expect(found.stratum.dimension).toBe(stratum);
      expect(found.stratum.description).toContain(words);
      expect(isSmallestStratum(found)).toBe(true);
      expect(verifyCertificate(certificateOf(found, 'test'))).toMatchObject({
        accepted: true,
        facts: { upper: { upper: stratum } },
      });
    },
  );

  // F = p²q + q²: with p³ besides, p ↦ −p changes F, and p = 0 is invariant all the same where only p², p³ meet it.
  it('is tried, not taken for granted', () => {
    const found = orbitAt(['u', 'v'], [`${p}^2*${q} + ${p}^3 + ${q}^3`], ['4/5', '-3/5']);
    expect([found.dimension, found.status]).toEqual([1, 'explained']);
    expect(found.stratum).toEqual({ dimension: 2, description: 'no symmetry' });
    expect(found.invariants.map(({ expression }) => expression)).toEqual(['3u + 4v']);
    expect(isSmallestStratum(found)).toBe(true);
  });

  // θ ↦ −θ is a symmetry of a·tanh(wx), and not one that counts.
  it('is left alone where a claim says which symmetries count', () => {
    const dead: Instance = {
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights: [[0]], bias: null },
          { weights: [[0]], bias: null },
        ],
      },
    };
    const { stratum, invariants } = orbit(dead, { seed: 1, signs: 'none' });
    expect(stratum.dimension).toBe(2);
    expect(invariants).toHaveLength(2);
  });
});
