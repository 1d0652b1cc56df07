/** Vectors that every isometry which fixes θ fixes, cheapest first, where they are known by hand. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { rational } from '../../numerics/rational.ts';
import { certifiedModel } from '../../verifier/certified-model.ts';
import { spanWitness } from './span-witness.ts';

const polynomial = (variables: readonly string[], ...features: string[]): ModelJson => ({
  kind: 'polynomial',
  variables: [...variables],
  features,
});

/** What the vectors are, in order: θ, or slots filled with earlier ones and pairs contracted; null where there are too few. */
function found(model: ModelJson, theta: readonly number[], target: number) {
  const bound = bind(model);
  const point = theta.map((x) => rational(x));
  const witness = spanWitness(certifiedModel(bound.model, bound.json), point, null, target);
  if (witness === null) return null;
  expect([witness.rank, witness.vectors.length]).toEqual([target, target]);
  return witness.vectors.map((vector) =>
    vector.kind === 'derivative' ? `${vector.along}/${vector.traces}` : vector.kind,
  );
}

describe('vectors that are fixed', () => {
  const uv = polynomial(['u', 'v'], 'u*v');

  it('are gradients, and derivatives along what is there', () => {
    // ∇(uv) at (1, 1) is (1, 1), and so is what comes of it; θ adds nothing: u and v may be exchanged.
    expect(found(uv, [1, 1], 1)).toEqual(['/0']);
    expect(found(uv, [1, 1], 2)).toBeNull();
    expect(found(uv, [1, 2], 2)).toEqual(['/0', '0/0']);
    // At 0 the Hessian of u + u²v is 0 along ∂u, its third derivative is not.
    expect(found(polynomial(['u', 'v'], 'u + u^2*v'), [0, 0], 2)).toEqual(['/0', '0,0/0']);
    // No more are looked for than are wanted.
    expect(found(uv, [1, 2], 1)).toEqual(['/0']);
    expect(found(uv, [1, 2], 0)).toEqual([]);
  });

  it('have θ among them where nothing else does', () => {
    // An affine isometry moves a point beside the line along (1, 2), a linear one does not.
    expect(found(polynomial(['u', 'v'], 'u + 2*v'), [2, 3], 2)).toEqual(['theta', '/0']);
    expect(found(polynomial(['u', 'v', 'w'], 'u + 2*v'), [2, 3, 4], 3)).toBeNull();
  });

  it('are contractions of pairs, for small models', () => {
    const names = (n: number) => Array.from({ length: n }, (_, i) => `z${i}`);
    const zeros = (n: number) => new Array<number>(n).fill(0);
    // At 0 the Laplacian of z₀z₁² alone is along z₀; of z₀²z₁²z₂ that takes two pairs.
    const one = (n: number) => found(polynomial(names(n), 'z0*z1^2'), zeros(n), 1);
    expect([one(16), one(17)]).toEqual([['/1'], null]);
    const two = (n: number) => found(polynomial(names(n), 'z0^2*z1^2*z2'), zeros(n), 1);
    expect([two(8), two(9)]).toEqual([['/2'], null]);
    // Along z₀, which the contraction gives, the trace of z₀z₁² + z₀z₁²z₃ is along z₃.
    const both = polynomial(names(4), 'z0*z1^2 + z0*z1^2*z3');
    expect(found(both, zeros(4), 2)).toEqual(['/1', '0/1']);
  });

  it('are of members with small integers of either sign, none of them 0', () => {
    // 60 features u, …, v: (x₁ + … + x₅₉, x₆₀) twice.
    const features = Array.from({ length: 60 }, (_, i) => (i === 59 ? 'v' : 'u'));
    const { model, json } = bind(polynomial(['u', 'v'], ...features));
    const point = [rational(0), rational(0)];
    const { vectors } = spanWitness(certifiedModel(model, json), point, null, 2)!;
    const numbers = vectors.flatMap((it) =>
      it.kind === 'derivative' ? it.member.x.map(Number) : [],
    );
    expect(numbers).toHaveLength(120);
    const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual([
      ...digits.map((n) => n - 10),
      ...digits,
    ]);
  });

  it('are not looked for in large models', () => {
    const variables = (n: number) => Array.from({ length: n }, (_, i) => `z${i}`);
    const of = (n: number) =>
      found(polynomial(variables(n), 'z0'), new Array<number>(n).fill(0), 1);
    expect([of(64), of(65)]).toEqual([['/0'], null]);
  });
});
