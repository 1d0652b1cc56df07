/**
 * ReGLU, A(ReLU(Bx) ⊙ Cx): a unit with rows b of B, c of C and column a of A puts out a·(b·x)(c·x) where b·x > 0, and
 * 0 elsewhere. Where hyperplanes are distinct each gate can be toggled alone, so that an orbit is a product of orbits of units
 * (docs/theory.md).
 */
import type { Subject } from '../../instances/subject.ts';
import { equal, isZero, negate, type Rational } from '../../numerics/rational.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';
import { realised } from '../oracles/realised-gates.ts';
import { DISTINCT_HYPERPLANES } from '../published/relu.ts';

interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

const sizesOf = ({ model }: Subject) => model.spec as Sizes;

interface Unit {
  readonly gate: readonly Rational[];
  readonly value: readonly Rational[];
  readonly read: readonly Rational[];
}

/** Of θ = (B, C, A). */
function unitsOf(subject: Subject): Unit[] {
  const { inputs, hidden, outputs } = sizesOf(subject);
  const { exact } = subject;
  return Array.from({ length: hidden }, (_, k) => ({
    gate: exact.slice(k * inputs, (k + 1) * inputs),
    value: exact.slice((hidden + k) * inputs, (hidden + k + 1) * inputs),
    read: Array.from({ length: outputs }, (_, o) => exact[2 * hidden * inputs + o * hidden + k]),
  }));
}

const LIVE: Hypothesis = {
  id: 'live-units',
  statement:
    'Of every unit A[:,i] or C[i,:] is not zero; dropped: both may be, and the unit does not move.',
  holds: (subject) =>
    unitsOf(subject).every(({ value, read }) => !value.every(isZero) || !read.every(isZero)),
};

const APART: Hypothesis = {
  id: 'value-beside-gate',
  statement:
    'With several inputs no unit has C[i,:] = ±B[i,:]; dropped: it may, and then goes on to have it.',
  holds: (subject) =>
    sizesOf(subject).inputs === 1 ||
    unitsOf(subject).every(
      ({ gate, value }) =>
        !value.every((q, j) => equal(q, gate[j])) &&
        !value.every((q, j) => equal(q, negate(gate[j]))),
    ),
};

export const regluLaws = defineCount({
  id: 'reglu-laws',
  statement:
    'ReGLU, A(ReLU(Bx) ⊙ Cx) with h units, has 2h independent conserved quantities, ‖A[:,i]‖² − ‖B[i,:]‖² and ‖A[:,i]‖² − ‖C[i,:]‖².',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=2h',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason: 'Proved in docs/theory.md: an orbit is a product of orbits of units.',
  kinds: ['gated-paths'],
  at: 'given',
  hypotheses: [DISTINCT_HYPERPLANES, LIVE, APART],
  needs: 'gated units',
  draw(rng, { upTo, dropped }) {
    // All units of one input open at 0.
    const isShared = dropped.has(DISTINCT_HYPERPLANES.id);
    const least = dropped.has(APART.id) ? 2 : 1;
    const inputs = isShared && rng.chance(0.5) ? 1 : upTo(least, 3);
    const hidden = isShared ? upTo(2, 3) : inputs === 1 ? 1 : upTo(1, 3);
    return { kind: 'gated-paths', inputs, hidden, outputs: upTo(1, 2) };
  },
  point: (dropped) => (dropped.has(APART.id) ? 'stratum' : 'exact-mixture'),
  expected: (subject) => 2 * sizesOf(subject).hidden,
  counted: realised,
});
