/**
 * Next to a stratum: how the distance to it changes, and that it repels somewhere as long as incoming weights move.
 * Oracle: `oracles/across.ts`, in balls at the exact θ, from 10⁻¹² to any distance.
 */
import { generateInstance, type InstanceConstraints } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import type { Rng } from '../numerics/random.ts';
import type { CheckOptions, Claim, GenerateOptions } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import type { Domain } from './domain.ts';
import { withEqualNeurons } from './equal-neurons.ts';
import { curvatureAcross, type DistanceTerm, distanceTerm, tangentTerm } from './oracles/across.ts';
import { conclude } from './oracles/conclude.ts';
import { equalNeurons, hasTwoNeurons, type Subspace } from './oracles/subspace.ts';
import { type Vacuous, type Verdict, vacuous } from './verdict.ts';

/** Two-layer networks of two neurons or more, with data. */
export const TWO_NEURONS: Domain = {
  trainable: true,
  depth: [2, 2],
  hidden: [2, Number.POSITIVE_INFINITY],
  data: true,
};

export function drawNear(
  rng: Rng,
  { size, kinds }: GenerateOptions,
  point: 'near' | 'any' | 'stratum' = rng.pick(['near', 'any'] as const),
  shape: Pick<InstanceConstraints, 'inputs' | 'bias' | 'training'> = {},
) {
  return generateInstance(rng, {
    depth: [2, 2],
    hidden: [2, 4],
    point,
    data: true,
    points: [1, 3],
    ...shape,
    only: kinds,
    size: Math.min(1, size),
  });
}

/** What a claim of the form "this term of d/dt ½‖δ‖² is 0" says of θ. */
export function termVanishes(
  subject: Subject,
  { strictness }: CheckOptions,
  subspace: Subspace,
  what: string,
  term: DistanceTerm,
): Verdict {
  if (subspace.distance(subject.float) === 0)
    return vacuous({ reason: 'start', needs: 'a θ off the stratum' });
  return conclude([distanceTerm(subject, subspace, what, term)], strictness);
}

/** How a claim that this term is 0 next to two equal neurons is drawn and checked. */
export function besideEqualNeurons(
  what: string,
  term: DistanceTerm,
): Pick<Claim, 'generate' | 'check'> {
  return {
    generate: (rng, options) => drawNear(rng, options),
    check: (subject, options) => termVanishes(subject, options, equalNeurons(subject), what, term),
  };
}

export const distanceLaw: Claim = defineClaim({
  id: 'distance-law',
  statement:
    'Along gradient flow the distance ‖δ‖ to a stratum obeys d/dt ½‖δ‖² = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩.',
  latex:
    '\\tfrac{d}{dt}\\tfrac12\\|\\delta\\|^2=-\\langle\\delta,\\nabla L(\\theta)-\\nabla L(P\\theta)\\rangle',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'The gradient at Pθ is tangent to the stratum, and δ is normal to it: that term drops out.',
  hypotheses: [],
  domain: () => TWO_NEURONS,
  ...besideEqualNeurons('what ∇L(Pθ) adds to the rate of the distance', tangentTerm),
});

/** Undefined where neurons 1 and 2 are equal. */
export function whyUnequal(subject: Subject): Vacuous | undefined {
  if (!hasTwoNeurons(subject.facts))
    return vacuous({ reason: 'shape', needs: 'two neurons in one hidden layer' });
  if (!equalNeurons(subject).contains(subject.float))
    return vacuous({ reason: 'start', needs: 'a θ whose first two neurons are equal' });
  return undefined;
}

/** The curvature across the stratum of neurons 1 and 2, at a θ where they are equal. */
export function curves(
  subject: Subject,
  { strictness }: CheckOptions,
  sign: 1 | -1,
  isForbidden: boolean,
): Verdict {
  const unequal = whyUnequal(subject);
  if (unequal !== undefined) return unequal;
  const finding = curvatureAcross(subject, sign, isForbidden);
  return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
}

export const strataRepelSomewhere: Claim = defineClaim({
  id: 'strata-repel-somewhere',
  statement:
    'Where two neurons are equal and the slope Σ r σ′(w·x) x of their incoming weights is not 0, L curves down in some direction across the stratum.',
  latex:
    "v^\\top\\nabla^2L\\,v=2(2\\alpha\\,q\\cdot\\beta+a\\,\\beta^\\top S\\beta),\\quad q=\\tfrac1n\\sum_i r_i\\sigma'(w\\cdot x_i)x_i\\ne0",
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'Apart, two equal neurons change F to second order only: no α² stands against 4α q·β.',
  hypotheses: [],
  domain: () => TWO_NEURONS,
  generate: (rng, options) => withEqualNeurons(drawNear(rng, options, 'any')),
  check: (subject, options) => curves(subject, options, -1, false),
});
