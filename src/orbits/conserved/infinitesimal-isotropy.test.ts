import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { infinitesimalIsotropy } from './infinitesimal-isotropy.ts';
import { pointFields } from './point-fields.ts';

function isotropyOf(model: ModelJson, theta: readonly number[]) {
  const bound = bind(model);
  const rng = createRng('isotropy');
  const { antisymmetric } = affineAlgebra(bound, pointFields(bound, rng.fork('fields')), rng);
  return infinitesimalIsotropy(
    antisymmetric.vectors,
    theta.map((n) => rational(n)),
  );
}

describe('infinitesimal isotropy', () => {
  it.each([
    // Linear 2-3-2: so(3) acts on W₁ (3 × 2), W₂ (2 × 3) by W₁ ↦ GW₁, W₂ ↦ W₂Gᵀ. The columns of W₁ and
    // the rows of W₂ are vectors of ℝ³; so(3) fixes those of rank ≤ 1 by one rotation, rank 0 by all.
    ['all vectors along one axis', [1, 2, 0, 0, 0, 0, 3, 0, 0, 4, 0, 0], 1, 4],
    ['vectors that span a plane: no rotation', [1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0], 0, 12],
    ['zero: all of so(3)', new Array(12).fill(0), 3, 0],
    // (1, 2, 2)/3 is no coordinate axis.
    ['one axis askew', [1, 3, 2, 6, 2, 6, 1, 2, 2, -1, -2, -2], 1, 4],
  ] as [string, number[], number, number][])(
    'of a linear network: %s',
    (_, theta, elements, dimension) => {
      const found = isotropyOf({ kind: 'linear', widths: [2, 3, 2] }, theta);
      expect(found.elements).toHaveLength(elements);
      expect(found.dimension).toBe(dimension);
    },
  );

  it('an idle parameter is translated: nothing is fixed', () => {
    const model = { kind: 'polynomial', variables: ['u', 'v'], features: ['u'] };
    expect(isotropyOf(model, [1, 2])).toMatchObject({ elements: [], dimension: 2 });
  });

  it('of a rotation about a centre off the origin', () => {
    // F = (u − 1)² + (v − 2)²: rotations about (1, 2), which is their only fixed point.
    const model = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u^2 - 2*u + v^2 - 4*v'],
    };
    expect(isotropyOf(model, [1, 2])).toMatchObject({ dimension: 0 });
    expect(isotropyOf(model, [1, 3])).toMatchObject({ elements: [], dimension: 2 });
  });
});
