/**
 * Critical points of a network are critical points of wider ones.
 *
 * Oracle: θ is made critical over ℚ (`oracles/critical-point.ts`), units are split (`oracles/split-units.ts`), gradients and
 * Hessians of the wider network are computed by its own page, and inertia is exact: nothing is rounded.
 */
import { UnsupportedError } from '../../errors.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Numeral } from '../../instances/instance.ts';
import { flatten, withParameters } from '../../instances/layout.ts';
import type { Subject } from '../../instances/subject.ts';
import { open } from '../../instances/subject.ts';
import { toFloat, writeRational } from '../../numerics/numeral.ts';
import type { Rng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import type { CheckOptions, Claim, GenerateOptions, Hypothesis } from '../claim.ts';
import type { CountedDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import type { Vacuity } from '../doubt.ts';
import { drawUntil } from '../draw-until.ts';
import { conclude, type Finding } from '../oracles/conclude.ts';
import { SLOPED_LOSSES } from '../oracles/critical-point.ts';
import { counted } from '../oracles/exact-finding.ts';
import {
  hessianInertia,
  hiddenUnits,
  isCritical,
  madeCritical,
  nameOf,
  putsOut,
  SHARES,
  sharesDimension,
  type Unit,
  withSplitUnit,
} from '../oracles/split-units.ts';
import { inconclusive, type Verdict, vacuous } from '../verdict.ts';

export const EMBEDDING_DOMAIN: Domain = {
  trainable: true,
  depth: [2, 3],
  hidden: [1, Number.POSITIVE_INFINITY],
  data: true,
  losses: SLOPED_LOSSES,
};

/** Polynomials, the last ones without the symmetries of powers. */
const FUNCTIONS = [
  'square',
  'cube',
  { name: 'polynomial', coefficients: [1, 1, 1] },
  { name: 'polynomial', coefficients: [0, 1, 0, 1] },
] as const;

/** Networks small enough, and data enough, that residuals can be other than 0 at a critical point. */
export function drawSplittable(
  rng: Rng,
  { size, kinds }: GenerateOptions,
  wish: Parameters<typeof generateInstance>[1] = {},
) {
  const deep = rng.chance(0.25);
  const instance = generateInstance(rng, {
    only: kinds,
    depth: deep ? [3, 3] : [2, 2],
    hidden: [1, 2],
    inputs: [1, 2],
    outputs: [1, 2],
    activations: FUNCTIONS,
    losses: SLOPED_LOSSES,
    dataKinds: ['lattice'],
    numbers: 'rational',
    point: 'exact-mixture',
    data: true,
    points: [7, 10],
    ...wish,
    size: Math.min(1, size),
  });
  return withParameters(instance, flatten(instance.parameters).map(rounded));
}

/** To halves: powers of longer numbers are what exact arithmetic takes its time for. */
function rounded(numeral: Numeral): Numeral {
  const halves = Math.round(2 * Math.max(-4, Math.min(4, toFloat(numeral))));
  return writeRational(rational(halves, 2));
}

/** Networks of more parameters are left alone: Hessians over ℚ are cubic in them. */
const MOST_PARAMETERS = 20;

/** At most so many units are split. */
const MOST_UNITS = 2;

/** What is found of θ, made critical, and each of its units. */
export function splitFindings(
  subject: Subject,
  { strictness }: CheckOptions,
  of: (critical: Subject, units: readonly Unit[]) => readonly Finding[] | Vacuity,
): Verdict {
  if (subject.model.size > MOST_PARAMETERS)
    return inconclusive({ reason: 'unsupported', what: `more than ${MOST_PARAMETERS} parameters` });
  try {
    const critical = madeCritical(subject);
    if (critical === null)
      return vacuous({
        reason: 'start',
        needs: 'more data: θ is critical for none but those it fits',
      });
    const found = of(critical, hiddenUnits(critical).slice(0, MOST_UNITS));
    return 'reason' in found ? vacuous(found) : conclude(found, strictness);
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    return inconclusive({ reason: 'unsupported', what: error.message });
  }
}

/** Eigenvalues of a sign before and after. */
export function ofSign(
  sign: 'positive' | 'zero' | 'negative',
  unit: Unit,
  found: number,
  expected: number,
): CountedDecision {
  const what = `${sign} eigenvalues of ∇²L after ${nameOf(unit)} is split`;
  return { clause: 'inertia', what, found, expected, relation: '≥' };
}

function embeds(
  critical: Subject,
  unit: Unit,
  before: ReturnType<typeof hessianInertia>,
): Finding[] {
  return SHARES.flatMap((shares): Finding[] => {
    const wide = open(withSplitUnit(critical, unit, shares));
    const after = hessianInertia(wide);
    const dimension = counted({
      clause: 'inertia',
      what: `dimension of the critical points that ${nameOf(unit)} in ${shares.length} gives`,
      found: sharesDimension(critical, unit, shares.length),
      expected: shares.length - 1,
      relation: '=',
    });
    return [
      isCritical(wide, `after ${nameOf(unit)} is split`),
      dimension,
      ...(['positive', 'zero', 'negative'] as const).map((sign) =>
        counted(ofSign(sign, unit, after[sign], before[sign])),
      ),
    ];
  });
}

const UNITS_PUT_OUT: Hypothesis = {
  id: 'units-put-out',
  statement: 'Every hidden unit has an outgoing weight other than 0.',
  holds: (subject) => hiddenUnits(subject).every((unit) => putsOut(subject, unit)),
};

export const embedding: Claim = defineClaim({
  id: 'embedding',
  statement:
    'A critical point of a network, widened by K copies of units that share the outgoing weights, is a K-dimensional affine set of critical points, where no fewer eigenvalues of the Hessian are positive, zero or negative.',
  latex:
    '\\nabla L(\\theta)=0\\ \\Rightarrow\\ \\nabla\\tilde L(E_\\alpha\\theta)=0,\\quad n_\\pm(\\nabla^2\\tilde L)\\ge n_\\pm(\\nabla^2L),\\ n_0(\\nabla^2\\tilde L)\\ge n_0(\\nabla^2L)',
  source:
    'Zhang, Li, Zhang, Luo, Xu, Embedding Principle: A Hierarchical Structure of Loss Landscape, 2022',
  status: 'published',
  statusReason:
    'Proved in the source; ours is in docs/theory.md: what moves copies apart is a block of the Hessian by itself.',
  hypotheses: [
    {
      id: 'critical-point',
      statement:
        'θ is critical: as few targets as do are changed for that; dropped: the targets are the given ones.',
      inStatement: true,
      holds: () => true,
    },
    UNITS_PUT_OUT,
  ],
  domain: () => EMBEDDING_DOMAIN,
  generate: (rng, options) => {
    const dead = options.dropped.has(UNITS_PUT_OUT.id);
    return drawUntil(
      () => drawSplittable(rng, options),
      (instance) => dead || UNITS_PUT_OUT.holds(open(instance)),
      20,
    );
  },
  check: (subject, options) =>
    splitFindings(subject, options, (critical, units) => {
      const start = options.dropped.has('critical-point') ? subject : critical;
      const before = hessianInertia(start);
      return units.flatMap((unit) => embeds(start, unit, before));
    }),
});
