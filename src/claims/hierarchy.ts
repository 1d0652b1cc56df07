/**
 * The strata of a model form a hierarchy of invariant manifolds: a lattice in which inclusion of groups reverses
 * to inclusion of subspaces. Oracle: `oracles/lattice.ts`. Whether orbits fill them is another question, which
 * `falsim strata` answers and `strata-are-filled` gets wrong.
 */
import { generateInstance } from '../generation/instance.ts';
import type { Rng } from '../numerics/random.ts';
import type { Claim, GenerateOptions } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { conclude, whyUntrainable } from './oracles/conclude.ts';
import { latticeFindings, latticeOf, tooLargeForLattice } from './oracles/lattice.ts';
import { inconclusive, vacuous } from './verdict.ts';

/** Two layers up to 4 neurons, three up to 3 each, and small models of other kinds. */
export function drawSmallModel(
  rng: Rng,
  { size, kinds }: GenerateOptions,
  wish: Parameters<typeof generateInstance>[1] = {},
) {
  const deep = rng.chance(0.4);
  return generateInstance(rng, {
    others: true,
    only: kinds,
    depth: deep ? [3, 3] : [2, 2],
    hidden: deep ? [1, 3] : [1, 4],
    inputs: [1, 2],
    outputs: [1, 2],
    point: 'stratum',
    numbers: 'rational',
    ...wish,
    size: Math.min(1, size),
  });
}

export const hierarchy: Claim = defineClaim({
  id: 'hierarchy',
  statement:
    'The fixed-point subspaces of the symmetries of a model form a lattice of invariant manifolds, in which a larger group fixes a smaller subspace.',
  latex:
    "H\\subset H'\\Rightarrow\\mathrm{Fix}(H)\\supset\\mathrm{Fix}(H'),\\quad X_x(\\theta)\\in T\\,\\mathrm{Fix}(H)\\ \\forall\\theta\\in\\mathrm{Fix}(H)",
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564',
  status: 'theorem',
  statusReason:
    'Fix(H) is an intersection of Fix(h), each invariant since fields are equivariant; Fix and isotropy are adjoint.',
  hypotheses: [],
  domain: () => ({ trainable: true }),
  generate: (rng, options) => drawSmallModel(rng, options),
  check(subject, { strictness }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const what = tooLargeForLattice(subject);
    if (what !== undefined) return inconclusive({ reason: 'unsupported', what });
    if (latticeOf(subject.instance.model).strata.length === 1)
      return vacuous({ reason: 'no-symmetry', of: 'model' });
    return conclude(latticeFindings(subject), strictness);
  },
});
