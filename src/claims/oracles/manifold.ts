/** The checks that every claim of the form "trajectories stay on this subspace" shares. */
import type { Subject } from '../../instances/subject.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import type { CheckOptions } from '../claim.ts';
import type { Vacuity } from '../doubt.ts';
import { type Verdict, vacuous } from '../verdict.ts';
import { bitwise, DISCRETE_METHODS } from './bitwise.ts';
import { conclude, type Finding } from './conclude.ts';
import { objectiveOf } from './float-model.ts';
import { isIntegrated } from './integrated.ts';
import type { Subspace } from './subspace.ts';
import { tangency } from './tangency.ts';
import type { TrainingSegment } from './training-segment.ts';
import { trajectory } from './trajectory.ts';

/**
 * Whether the stratum of θ is one of equal, opposite and zero neurons, on which floating point itself is
 * equivariant. Isotropy that permutes several layers at once reorders sums, reflections about a centre
 * other than 0 round, and models that are no plain networks may sum in any order: there the subspace is
 * kept up to rounding only.
 */
export function keptBitForBit(subject: Subject): boolean {
  if (subject.facts.network === null) return false;
  const { generators, subspace } = isotropyOf(subject);
  if (subspace.pinned !== null) return false;
  const matrices = subject.model.tensors.filter(({ axes }) => axes.length > 1);
  const entries = matrices.flatMap((matrix) =>
    Array.from({ length: matrix.size }, (_, k) => ({ matrix, i: matrix.offset + k })),
  );
  const matrixOf = new Map(entries.map(({ matrix, i }) => [i, matrix]));
  return generators.every(({ target, sign }) => {
    // A weight that goes to another layer is computed in another way there.
    if (entries.some(({ matrix, i }) => matrixOf.get(target[i]) !== matrix)) return false;
    const touched = entries.filter(({ i }) => target[i] !== i || sign[i] === -1);
    return new Set(touched.map(({ matrix }) => matrix)).size <= 2;
  });
}

/** Learning rate and friction-free settings of the bitwise walk: any values would do. */
const RATE = 0.05;
const BITWISE_STEPS = 12;

/** What is checked of a subspace beside tangency. */
export interface ManifoldChecks {
  readonly segments: readonly TrainingSegment[];
  /** Walk with every discrete method as well and compare bits; asked where trajectories are followed. */
  bitwise(): boolean;
  /**
   * Whether the subspace is known to be fixed by symmetries of the model. Then tangency decides, and
   * trajectories are followed for a share of the instances only (`integrated.ts`).
   */
  readonly proved: boolean;
}

/** Segments of the instance: its own data and loss for its training time (1 where none is given). */
export function segmentsOf({
  instance: { data, loss, training, then },
}: Subject): TrainingSegment[] {
  if (data === undefined || loss === undefined) return [];
  const time = toFloat(training?.time ?? 1);
  if (then === undefined) return [{ data, loss, duration: time }];
  return [
    { data, loss, duration: time / 2 },
    { ...then, duration: time / 2 },
  ];
}

/** Whether a flow ended where float64 or decimals end, which says nothing against what is decided. */
export function saysNothing(finding: Finding): boolean {
  if (finding.status !== 'open') return false;
  return ['broken-off', 'not-finite', 'out-of-reach'].includes(finding.doubt.reason);
}

/** Whether gradient flow leaves θ as it is in float64, on the first segment and on all others. */
export function standsStill(subject: Subject, segments: readonly TrainingSegment[]): boolean {
  const theta = subject.float;
  const gradient = new Float64Array(theta.length);
  return segments.every((segment) => {
    objectiveOf(subject, segment).gradient(theta, gradient);
    return gradient.every((g, i) => theta[i] - segment.duration * g === theta[i]);
  });
}

/**
 * Tangency first, then trajectories, then bits; vacuous when nothing is predicted or nothing moves. Where
 * tangency has decided, trajectories that break off or lead out of reach change nothing.
 */
export function staysOn(
  subject: Subject,
  subspace: Subspace,
  checks: ManifoldChecks,
  options: CheckOptions,
): Verdict {
  if (subspace.dimension === subspace.size) {
    return vacuous({ reason: 'no-symmetry', of: 'point' });
  }
  const tangent = tangency(subject, subspace);
  const findings: Finding[] = [tangent];
  const { segments, proved } = checks;
  let moves = false;
  const followable = tangent.status === 'holds' && segments.length > 0;
  // Where a share is followed, what counts as moving must not depend on which.
  if (followable && proved) moves = !standsStill(subject, segments);
  if (followable && (!proved || isIntegrated(subject))) {
    const flown = trajectory(subject, subspace, segments, options.escalate ?? true);
    if (!proved || !saysNothing(flown)) findings.push(flown);
    if (flown.status === 'holds' && !proved) moves = flown.decision.moved !== 0;
    if (flown.status === 'holds' && checks.bitwise()) {
      const walked = bitwise(
        subject,
        subspace,
        DISCRETE_METHODS.map((method) => ({ method, rate: RATE, batch: 1 })),
        BITWISE_STEPS,
      );
      findings.push(walked);
      if (walked.status === 'holds' && !proved) moves ||= walked.decision.moved !== 0;
    }
  }
  // What survives says nothing where nothing had to move.
  let still: Vacuity | null = null;
  if (tangent.status === 'holds' && tangent.decision.fieldNorm === 0)
    still = { reason: 'stationary', what: 'field' };
  else if (segments.length > 0 && !moves) still = { reason: 'stationary', what: 'trajectory' };
  return conclude(findings, options.strictness, still);
}
