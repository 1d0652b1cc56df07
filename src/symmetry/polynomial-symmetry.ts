/**
 * Symmetries of a polynomial model among the signed permutations of its variables. None are assumed.
 */
import type { PolynomialSpec } from '../instances/instance.ts';
import { ZERO } from '../numerics/rational.ts';
import { fixedPointSubspace } from './fixed-point-subspace.ts';
import type { Isometry } from './isometry.ts';
import type { Isotropy } from './neuron-isotropy.ts';
import type { SignRule } from './sign-rule.ts';
import { signedPartition } from './signed-partition.ts';

export function polynomialSymmetries(
  _model: PolynomialSpec,
  _signs: SignRule,
): { readonly isometries: Isometry[]; readonly complete: boolean } {
  return { isometries: [], complete: false };
}

export function polynomialIsotropy(
  model: PolynomialSpec,
  classes: Int32Array,
  signs: SignRule,
): Isotropy {
  const { isometries, complete } = polynomialSymmetries(model, signs);
  const generators = isometries.filter(({ target, sign }) =>
    target.every(
      (q, p) => classes[q] === sign[p]! * classes[p]! || (classes[p] === 0 && classes[q] === 0),
    ),
  );
  const partition = signedPartition(model.variables.length);
  for (const { target, sign } of generators) {
    for (let p = 0; p < target.length; p++) partition.relate(p, target[p]!, sign[p]! as 1 | -1);
  }
  const describe = (): string =>
    generators.length === 0
      ? 'no symmetry'
      : `unchanged by ${generators.map(({ name }) => name).join('; ')}`;
  const subspace = fixedPointSubspace({ partition, center: ZERO, centered: () => false, describe });
  const stratumId = `dimension ${subspace.dimension} order ${generators.length + 1}`;
  return { generators, subspace, complete, stratumId };
}
