/** Laws under other dynamics than gradient flow: descent by signs, weight decay. */
import type { Subject } from '../../instances/subject.ts';
import { parameterNames } from '../../models/names.ts';
import { expressionOf } from '../../orbits/conserved/invariants-expression.ts';
import { polynomialLaw } from '../../orbits/conserved/law.ts';
import type { Claim, Hypothesis } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { drawCounted } from '../define-count.ts';
import { conclude, doubtful, type Finding } from '../oracles/conclude.ts';
import { refutedCount } from '../oracles/law-count.ts';
import { slopeOfLaw } from '../oracles/law-drift.ts';
import { homogeneousParts, polynomialLaws } from '../oracles/polynomial-laws.ts';
import { concludeSettled, enclosureOf } from '../oracles/settled-finding.ts';
import { signDescentOrbit } from '../oracles/sign-descent.ts';
import { survived, type Verdict, vacuous } from '../verdict.ts';

const SOURCE = 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194)';

interface Factors {
  readonly inputs: number;
  readonly outputs: number;
  readonly rank: number;
}

/** Where U or V is a row the entries of the other have one sign for all of it. */
const WIDE: Hypothesis = {
  id: 'wide-ends',
  statement:
    'n and m are at least 2, or n = m = r = 1. (Not in the source, which reports what was observed.)',
  holds({ model }) {
    const { inputs, outputs, rank } = model.spec as Factors;
    return (inputs > 1 && outputs > 1) || (inputs === 1 && outputs === 1 && rank === 1);
  },
};

/** @param claimed the number of laws, from the sizes of U and V. */
export function signDescentConserves(
  subject: Subject,
  claimed: (sizes: Factors) => number,
): Verdict {
  const spec = subject.model.spec as Factors & { activation?: unknown };
  if (spec.activation !== undefined)
    return vacuous({ reason: 'shape', needs: 'a product U Vᵀ without a function on top' });
  const orbit = signDescentOrbit(subject);
  if (orbit === undefined)
    return vacuous({ reason: 'unsupported', what: 'a weight that is 0 whatever the data are' });
  const expected = claimed(spec);
  const found = orbit.parameters - orbit.dimension;
  return found === expected
    ? survived({ clause: 'count', expected, found, orbit })
    : refutedCount(expected, found, orbit);
}

/** Counted by the signs of gradients, not by their directions. */
const signsShown: NonNullable<Claim['shown']> = (_, by) =>
  by.clause === 'count' ? { kind: 'signs', expected: by.expected } : undefined;

export const signDescentLaws: Claim = defineClaim({
  id: 'sign-descent-laws',
  statement:
    'Sign-gradient descent in continuous time on a product U Vᵀ, U n × r and V m × r, conserves nothing at a generic θ, but |U| − |V| where n = m = r = 1.',
  latex: '\\dot\\theta=-\\mathrm{sgn}\\nabla L:\\ M-\\dim\\mathrm{span}=[n=m=r=1]',
  source: `${SOURCE}, §2.3, observed`,
  status: 'published',
  statusReason:
    'Observed in the source. Counted exactly here: one direction for each hyperplane on which a sign changes.',
  hypotheses: [
    {
      id: 'generic-point',
      statement: 'No weight is 0, no two columns of U or of V are multiples of each other.',
      holds: (subject) => {
        const { inputs, outputs } = subject.model.spec as Factors;
        const orbit = signDescentOrbit(subject);
        return orbit !== undefined && orbit.dimension >= genericDimension(subject, inputs, outputs);
      },
    },
    WIDE,
  ],
  domain: { kinds: ['low-rank'] },
  generate: (rng, options) => {
    const narrow = options.dropped.has(WIDE.id);
    return drawCounted(signDescentLaws, rng, options, {
      kinds: ['low-rank'],
      draw: ({ upTo }) => {
        const one = !narrow && rng.chance(0.1);
        const size = () => (one ? 1 : upTo(narrow ? 1 : 2, 3));
        return { kind: 'low-rank', inputs: size(), rank: one ? 1 : upTo(1, 3), outputs: size() };
      },
      point: options.dropped.has('generic-point') ? 'exact-mixture' : 'distinct',
    });
  },
  shown: signsShown,
  check: (subject) =>
    signDescentConserves(subject, ({ inputs, outputs, rank }) =>
      inputs === 1 && outputs === 1 && rank === 1 ? 1 : 0,
    ),
});

/** Hyperplanes of a generic product. */
function genericDimension({ model }: Subject, inputs: number, outputs: number): number {
  const { rank } = model.spec as Factors;
  if (inputs === 1 && outputs === 1) return 1;
  if (inputs === 1 || outputs === 1) return rank + Math.max(inputs, outputs);
  return model.size;
}

const KINDS = ['low-rank', 'gated', 'linear', 'polynomial', 'softmax-output', 'fully-connected'];

const HOMOGENEOUS: Hypothesis = {
  id: 'homogeneous-laws',
  statement:
    'Every law is homogeneous, h(cθ) = c^D h(θ); dropped: any law. (Not in what is known here of the source.)',
  holds: (subject) => polynomialLaws(subject).every((law) => homogeneousParts(law).length === 1),
};

/** Most parts of laws that are looked at. */
const MOST_PARTS = 6;

const inWords = (part: string) => `the part ${part} of a law`;

export const weightDecayLaws: Claim = defineClaim({
  id: 'weight-decay-laws',
  statement:
    'Where gradient flow conserves h(θ), gradient flow with weight decay λ conserves h(θ e^{∫λ}).',
  latex:
    '\\dot\\theta=-\\nabla L-\\lambda\\theta\\ \\Rightarrow\\ \\tfrac{d}{dt}h(\\theta e^{\\int\\lambda})=0',
  source: `${SOURCE}, Thm 2.1`,
  status: 'published',
  statusReason:
    'True of homogeneous h. With η = θe^{∫λ} the field at θ = cη is asked for, not that at η: every part of h of one degree has to be a law by itself.',
  hypotheses: [HOMOGENEOUS],
  domain: { kinds: KINDS },
  generate: (rng, options) => {
    const any = options.dropped.has(HOMOGENEOUS.id);
    return drawCounted(weightDecayLaws, rng, options, {
      kinds: KINDS,
      draw: ({ upTo }) => {
        const [inputs, hidden, outputs] = [upTo(1, 2), upTo(1, 3), upTo(1, 2)];
        if (any) {
          // A gain that is stored as its distance from 1.
          const variables = ['g', 'a', 'b'];
          const features = rng.chance(0.5) ? ['(1 + g)*a'] : ['(1 + g)*a', '(1 + g)*b'];
          return { kind: 'polynomial', variables, features };
        }
        const sizes = { inputs, hidden, outputs };
        return rng.pick([
          { kind: 'low-rank', inputs, rank: hidden, outputs },
          { kind: 'gated', ...sizes, activation: 'silu' },
          { kind: 'linear', widths: [inputs, hidden, outputs] },
          { kind: 'softmax-output', widths: [inputs, outputs + 1] },
          {
            kind: 'fully-connected',
            widths: [inputs, hidden, outputs],
            bias: false,
            activation: rng.pick(['square', 'cube', 'identity']),
          },
        ]);
      },
      point: 'generic',
    });
  },
  shown(subject, by) {
    const names = parameterNames(subject.model);
    const named = polynomialLaws(subject)
      .flatMap(homogeneousParts)
      .map((law) => ({ law, name: expressionOf(law, names) }))
      .find(({ name }) => by.clause === 'drift' && inWords(name) === by.what);
    return named && { kind: 'law-slope', ...named };
  },
  check(subject) {
    const parts = polynomialLaws(subject).flatMap(homogeneousParts).slice(0, MOST_PARTS);
    if (parts.length === 0) return vacuous({ reason: 'nothing-conserved' });
    const names = parameterNames(subject.model);
    const findings = parts.map((part): Finding => {
      const settled = slopeOfLaw(subject, polynomialLaw(part));
      if (settled === null) return doubtful({ reason: 'unknown-law', laws: 1 });
      const enclosure = enclosureOf(settled);
      const drift = Math.abs(enclosure?.distance ?? 0);
      const what = inWords(expressionOf(part, names));
      const numbers = { drift, bound: 0, error: 0, moved: 0, legs: 0 };
      return concludeSettled({ clause: 'drift', what, ...numbers, enclosure }, settled);
    });
    return conclude(findings, 0);
  },
});
