/**
 * The distance law along trajectories. Oracle: `oracles/distance-flow.ts`, Taylor coefficients of the flow in balls and, for
 * a share of the instances, the whole way in decimals that converged.
 */
import type { Instance } from '../instances/instance.ts';
import { flatten, withParameters } from '../instances/layout.ts';
import type { Subject } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { toRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { add, format, fromDouble } from '../numerics/rational.ts';
import type { CheckOptions, Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { withEqualNeurons } from './equal-neurons.ts';
import { drawNear, TWO_NEURONS } from './near-manifold.ts';
import { conclude } from './oracles/conclude.ts';
import {
  type DistancePull,
  distanceCoefficients,
  distanceInTime,
} from './oracles/distance-flow.ts';
import { pullAcross } from './oracles/distance-walk.ts';
import { isIntegrated } from './oracles/integrated.ts';
import { segmentsOf } from './oracles/manifold.ts';
import { equalNeurons, type Subspace } from './oracles/subspace.ts';
import { type Verdict, vacuous } from './verdict.ts';

/**
 * What a claim of the form "log ‖δ(t)‖/‖δ(0)‖ = −∫r with this r‖δ‖²" says of θ.
 *
 * @param isFollowed whether a share is integrated, too.
 */
export function growsBy(
  subject: Subject,
  { strictness }: CheckOptions,
  subspace: Subspace,
  pull: DistancePull,
  isFollowed = false,
): Verdict {
  if (subspace.distance(subject.float) === 0)
    return vacuous({ reason: 'start', needs: 'a θ off the stratum' });
  const [segment] = segmentsOf(subject);
  if (segment === undefined) return vacuous({ reason: 'no-data' });
  const { finding, changes } = distanceCoefficients(subject, subspace, segment, pull);
  if (finding.status === 'holds') {
    if (!changes) return vacuous({ reason: 'start', needs: 'a θ from which the distance changes' });
    if (isFollowed && isIntegrated(subject)) {
      const followed = distanceInTime(subject, subspace, segment);
      return 'reason' in followed ? vacuous(followed) : conclude([followed, finding], strictness);
    }
  }
  return conclude([finding], strictness);
}

/** Neuron 2 moved off neuron 1 by 10⁻¹² … 10⁻¹ of what it takes in and puts out. */
function movedApart(rng: Rng, instance: Instance): Instance {
  const [units] = unitAxes(bind(instance.model));
  if (units === undefined || units.axis.size < 2) return instance;
  const { incoming, outgoing } = units;
  const theta = [...flatten(withEqualNeurons(instance).parameters)];
  const scale = rng.magnitude(-12, -1);
  for (const i of [...incoming[1], ...outgoing[1]])
    theta[i] = format(add(toRational(theta[i]), fromDouble(scale * rng.gaussian())));
  return withParameters(instance, theta);
}

/** How a claim about the distance to two equal neurons along gradient flow is drawn. */
export const NEAR_FLOW = {
  domain: TWO_NEURONS,
  generate(rng, options) {
    const drawn = drawNear(rng, options, undefined, { training: 'gradient-flow' });
    return rng.chance(0.6) ? movedApart(rng, drawn) : drawn;
  },
} as const satisfies Pick<Parameters<typeof defineClaim>[0], 'domain' | 'generate'>;

export const distanceAlongFlow: Claim = defineClaim({
  id: 'distance-along-flow',
  statement:
    'Along gradient flow ‖δ(t)‖ = ‖δ(0)‖ exp(−∫r), r = ⟨δ, ∇L(θ) − ∇L(Pθ)⟩/‖δ‖², so that the distance to a stratum stays between the exponentials of its extreme curvatures across it.',
  latex:
    '\\|\\delta(0)\\|e^{-\\int\\Lambda}\\le\\|\\delta(t)\\|=\\|\\delta(0)\\|e^{-\\int r}\\le\\|\\delta(0)\\|e^{-\\int\\lambda}',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564, §5.3; our own form (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'It is the integral of distance-law (Grönwall), and r is a mean of curvatures between λ and Λ.',
  ...NEAR_FLOW,
  check: (subject, options) => growsBy(subject, options, equalNeurons(subject), pullAcross, true),
});
