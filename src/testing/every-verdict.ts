/** A decision of each clause, a doubt of each reason, and every vacuity. */

import type { CountedDecision, Decision, Enclosure, OwnDecision } from '../claims/decision.ts';
import type { BuiltInDoubt, BuiltInVacuity, Doubt, Vacuity } from '../claims/doubt.ts';
import type { OrbitSummary } from '../claims/orbit-decision.ts';

export const enclosure: Enclosure = { digits: 60, distance: 0.25, radius: 2.5e-7, margin: -6 };
export const worst = { x: [1, 0], output: 0, enclosure };
export const orbit: OrbitSummary = {
  dimension: 3,
  status: 'explained',
  lowerBound: 3,
  upperBound: 3,
  firstOrderRank: 2,
  parameters: 5,
  stratum: { dimension: 5, description: 'no symmetry' },
  invariants: [
    { expression: 'a² − w²', kind: 'first-integral' },
    { expression: 'b', kind: 'dead' },
    { expression: 'c² − v²', kind: 'first-integral' },
  ],
  primes: [3222211],
  order: 2,
  controls: 1,
  movedRank: null,
};
export const drift = {
  what: 'a²',
  drift: 0.5,
  bound: 0.005,
  error: 0,
  moved: 1,
  legs: 2,
  enclosure: null,
};
export const rank = {
  clause: 'rank',
  rankAtStart: 2,
  rankAlong: 4,
  ranksAlong: [2, 4],
  upperBound: 3,
  order: 2,
  stratum: 5,
  prime: 7,
} as const;
export const flow = {
  clause: 'flow',
  map: 'Q',
  until: 1,
  distance: 1,
  bound: 100,
  error: 1,
  moved: 1,
  end: 'reached',
} as const;
export const trajectory = {
  clause: 'trajectory',
  tolerances: [1e-5],
  distances: [0.5],
  steps: [3],
  error: 0,
  bound: 5,
  moved: 1,
  end: 'reached',
  durations: [1],
  proved: null,
  decimal: null,
} as const;

const counted = (
  found: number,
  expected: number,
  relation: CountedDecision['relation'],
): CountedDecision => ({ clause: 'lattice', what: 'a count', found, expected, relation });
const measured = { what: 'a number', value: 1 / 3, exact: null, enclosure: null } as const;

type BuiltInDecision = Exclude<Decision, OwnDecision>;

/** One of each, and margins worked out by hand: log₁₀(bound / distance), or minus a gap. */
export const decisions: { readonly [C in BuiltInDecision['clause']]: readonly [Decision, number] } =
  {
    // What the enclosure says: log₁₀(2.5·10⁻⁷ / 0.25).
    tangency: [{ clause: 'tangency', distance: 1, bound: 1, fieldNorm: 2, worst }, -6],
    field: [{ clause: 'field', map: 'Q', distance: 1e-3, bound: 1, worst: null }, 3],
    flow: [flow, 2],
    trajectory: [trajectory, 1],
    'distance-flow': [
      {
        clause: 'distance-flow',
        until: 1,
        grown: 2,
        said: 2,
        between: [1, 3],
        digits: 50,
        steps: [8, 16, 32],
        apart: [1, 1e-2, 1e-4],
        bound: 1e-3,
      },
      1,
    ],
    bitwise: [{ clause: 'bitwise', methods: ['adam'], steps: 2, moved: 1 }, 16],
    steps: [
      {
        clause: 'steps',
        method: 'sgd',
        steps: 1,
        rate: 1,
        distance: 100,
        bound: 1,
        moved: 1,
        enclosure: null,
      },
      -2,
    ],
    balance: [
      {
        clause: 'balance',
        law: 'a² − ‖w‖²',
        method: 'momentum',
        steps: 1,
        broken: { neuron: 1, before: '1/3', after: '2/3' },
      },
      -16,
    ],
    reduced: [
      {
        clause: 'reduced',
        to: 'narrower',
        method: 'sgd',
        steps: 1,
        over: 'rationals',
        apart: { parameter: 'w', expected: '1/3', received: '2/3' },
        enclosure: null,
      },
      -16,
    ],
    lattice: [counted(5, 3, '='), -2],
    orientations: [{ ...counted(6, 2, '≤'), clause: 'orientations' }, -4],
    'function-rank': [{ ...counted(3, 2, '='), clause: 'function-rank' }, -1],
    inertia: [{ ...counted(3, 2, '≥'), clause: 'inertia' }, 16],
    'distance-law': [{ ...measured, clause: 'distance-law', enclosure }, -6],
    across: [{ ...measured, clause: 'across', exact: '1/3' }, -16],
    'step-drift': [{ ...measured, clause: 'step-drift', enclosure }, -6],
    critical: [{ ...measured, clause: 'critical' }, 16],
    'orbit-gap': [{ clause: 'orbit-gap', orbit }, -2],
    count: [{ clause: 'count', expected: 1, found: 4, orbit }, -3],
    'orbit-dimension': [{ clause: 'orbit-dimension', expected: 3, orbit }, 16],
    rank: [rank, -1],
    span: [{ clause: 'span', spanAtStart: 2, spanAlong: 4 }, -2],
    growth: [
      {
        clause: 'growth',
        float64: { rate: 1, bound: 1e-9 },
        enclosure,
      },
      -6,
    ],
    stratum: [{ clause: 'stratum', ...drift }, -2],
    drift: [{ clause: 'drift', ...drift }, -2],
    // A quarter of the way from failing to as far as can be, which is 16.
    quantity: [
      {
        clause: 'quantity',
        what: 'a² − w²',
        value: '1/4',
        relative: 0.25,
        failed: false,
        enclosure: null,
      },
      4,
    ],
  };
export const own = {
  clause: 'x-largest',
  margin: -0.5,
  says: 'too large',
  evidence: null,
} as const;
export const steps = decisions.steps[0];

export const doubts: { readonly [R in BuiltInDoubt['reason']]: readonly [Doubt, string] } = {
  unsupported: [{ reason: 'unsupported', what: 'no jets' }, 'unsupported'],
  orbit: [{ reason: 'orbit', orbit: { ...orbit, status: 'generic' } }, 'generic'],
  'too-costly': [{ reason: 'too-costly', operations: 2e10 }, 'too-costly'],
  isometries: [{ reason: 'isometries', fixedByAllIsometries: 3, orbit }, 'isometries'],
  rank: [{ reason: 'rank', rank }, 'stationary'],
  'out-of-reach': [{ reason: 'out-of-reach', clause: 'trajectory' }, 'trajectory'],
  unsettled: [
    { reason: 'unsettled', decision: steps, digits: 960, why: 'no digits tell' },
    'steps',
  ],
  'no-bound': [{ reason: 'no-bound', what: 'u²/v' }, 'drift'],
  'unknown-law': [{ reason: 'unknown-law', laws: 1 }, 'unknown-law'],
  'no-convergence': [
    { reason: 'no-convergence', decimal: { digits: 34, steps: [8], distances: [1], bound: 1 } },
    'trajectory',
  ],
  'not-finite': [{ reason: 'not-finite', clause: 'growth' }, 'growth'],
  'broken-off': [{ reason: 'broken-off', clause: 'flow', end: 'blown-up', durations: [1] }, 'flow'],
  sensitive: [{ reason: 'sensitive', flow }, 'flow'],
  'blow-up': [{ reason: 'blow-up', of: 'control' }, 'blow-up'],
  'float-only': [{ reason: 'float-only', decision: steps }, 'steps'],
  faint: [{ reason: 'faint', decision: steps }, 'steps'],
  defect: [{ reason: 'defect', method: 'adam', distance: 1e-17 }, 'bitwise'],
};

export const vacuities: { readonly [R in BuiltInVacuity['reason']]: readonly Vacuity[] } = {
  hypothesis: [{ reason: 'hypothesis', id: 'no-bias' }],
  domain: [{ reason: 'domain', expected: '2 layers, received 3' }],
  undefined: [{ reason: 'undefined', why: 'a norm is 0' }],
  'free-inputs': [{ reason: 'free-inputs' }],
  'no-data': [{ reason: 'no-data' }],
  'no-steps': [{ reason: 'no-steps' }],
  'no-switch': [
    { reason: 'no-switch', second: 'none' },
    { reason: 'no-switch', second: 'zero' },
  ],
  'no-plane': [{ reason: 'no-plane' }],
  'no-symmetry': [
    { reason: 'no-symmetry', of: 'point' },
    { reason: 'no-symmetry', of: 'model' },
  ],
  'no-law': [{ reason: 'no-law', why: 'none is known' }],
  stationary: (['field', 'trajectory', 'steps', 'control', 'points'] as const).map((what) => ({
    reason: 'stationary',
    what,
  })),
  nothing: [{ reason: 'nothing' }],
  'nothing-conserved': [{ reason: 'nothing-conserved' }],
  'too-small': [{ reason: 'too-small' }],
  kind: [{ reason: 'kind', needs: 'a linear network' }],
  shape: [{ reason: 'shape', needs: 'two neurons' }],
  start: [{ reason: 'start', needs: 'equal neurons' }],
  method: [{ reason: 'method', needs: 'momentum' }],
  unsupported: [{ reason: 'unsupported', what: 'no jets' }],
};
