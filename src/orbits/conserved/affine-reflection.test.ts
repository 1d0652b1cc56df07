import { describe, expect, it } from 'vitest';
import { NotInvertible } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { fieldsOf, PRIME } from '../../testing/written-fields.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { powerOf } from '../constants/residues.ts';
import { certificateOf } from '../dimension/certificate.ts';
import { isSmallestStratum, orbit } from '../dimension/orbit.ts';
import type { FieldFamily } from '../fields/family.ts';
import { affineReflections } from './affine-reflection.ts';
import type { ExactInvariant } from './exact-explanation.ts';

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

describe('reflections of fields that are written down', () => {
  const form = (...terms: readonly (readonly [number, number])[]): ExactInvariant => ({
    expression: '',
    kind: 'invariant-subspace',
    polynomial: polynomial(
      terms.map(([n, i]) => ({ coefficient: rational(n), powers: [[i, 1]] as const })),
    ),
  });
  const reflections = (
    forms: readonly ExactInvariant[],
    family: FieldFamily,
    theta: readonly number[],
    directions: readonly (readonly bigint[])[] | null = null,
  ) =>
    affineReflections(
      forms,
      directions,
      [{ prime: PRIME, family, theta: Float64Array.from(theta) }],
      createRng('reflections'),
    );
  const [u, v] = [form([1, 0]), form([1, 1])];
  // ∇(u²/2 + v), ∇(u²/2 + v³/3) and ∇(uv).
  const parabola = fieldsOf([[[0, 1, 0]], [[0, 0, 0]]], 1);
  const mixed = fieldsOf([[[0, 1, 0]], [[0, 0, 2]]], 1);
  const saddle = fieldsOf([[[0, 0, 1]], [[0, 1, 0]]], 1);

  it('explain what they fix', () => {
    expect(reflections([u], parabola, [0, 5])).toEqual([{ normals: [[1n, 0n]], explains: [u] }]);
    // About u = 1 nothing is symmetric.
    expect(reflections([u], parabola, [1, 5])).toEqual([]);
    // A multiple of a form has the same normal.
    expect(reflections([form([-6, 0])], parabola, [0, 5])[0].normals).toEqual([[-1n, 0n]]);
  });

  it('explain all forms at once where one does, else each by itself', () => {
    expect(reflections([u, v], saddle, [0, 0])).toEqual([
      {
        normals: [
          [1n, 0n],
          [0n, 1n],
        ],
        explains: [u, v],
      },
    ]);
    expect(reflections([u], saddle, [0, 0])).toEqual([]);
    expect(reflections([u, v], mixed, [0, 0])).toEqual([{ normals: [[1n, 0n]], explains: [u] }]);
    expect(reflections([], parabola, [0, 5])).toEqual([]);
  });

  it('turn what is left of a form on the stratum', () => {
    // On v = 3 the form u + v has the normal u.
    const found = reflections([form([1, 0], [1, 1])], parabola, [0, 3], [[1n, 0n]]);
    expect(found.map(({ normals }) => normals)).toEqual([[[1n, 0n]]]);
    expect(reflections([form([1, 0], [1, 1])], parabola, [0, 3])).toEqual([]);
  });

  it('are none where the normal has length 0 modulo the prime, nor where nothing is defined', () => {
    // −1 is a square modulo p ≡ 1 mod 4, and nothing moves.
    const root = Array.from({ length: 50 }, (_, k) =>
      powerOf(BigInt(k + 2), BigInt((PRIME - 1) / 4), BigInt(PRIME)),
    );
    const i = root.find((x) => (x * x + 1n) % BigInt(PRIME) === 0n)!;
    const still = fieldsOf([[], []], 1);
    expect(reflections([form([1, 0], [Number(i), 1])], still, [0, 0])).toEqual([]);
    expect(reflections([u], still, [0, 0])).toHaveLength(1);
    const nowhere: FieldFamily = {
      ...still,
      gradient() {
        throw new NotInvertible('𝔽_p', '0');
      },
    };
    expect(reflections([u], nowhere, [0, 0])).toEqual([]);
    // One in three gradients has no value.
    let draw = 0;
    const seldom: FieldFamily = {
      ...still,
      gradient(...given) {
        if (draw++ % 3 === 1) throw new NotInvertible('𝔽_p', '0');
        still.gradient(...given);
      },
    };
    expect(reflections([u], seldom, [0, 0])).toHaveLength(1);
  });
});
