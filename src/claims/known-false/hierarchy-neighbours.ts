/**
 * Known to be false: neighbours of `hierarchy`. Orbits fill every stratum, whatever σ is; strata are as many as
 * partitions of the neurons, whatever symmetries σ has; and a larger group fixes as much.
 */

import { open, type Subject } from '../../instances/subject.ts';
import { plural } from '../../plural.ts';
import type { Claim } from '../claim.ts';
import type { CountedDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import { drawSmallModel } from '../hierarchy.ts';
import { conclude } from '../oracles/conclude.ts';
import { counted } from '../oracles/exact-finding.ts';
import { latticeOf, lookedAt, onStratum, tooLargeForLattice } from '../oracles/lattice.ts';
import { orbitFillsStratum } from '../oracles/orbit-fills-stratum.ts';
import { type Verdict, vacuous } from '../verdict.ts';

/** Two layers without biases. */
const TWO_LAYERS = {
  kinds: ['fully-connected'],
  depth: [2, 2],
  bias: false,
} as const;

export const strataAreFilled: Claim = defineClaim({
  id: 'strata-are-filled',
  statement: 'Every stratum of a two-layer network is the orbit of its generic points.',
  source: 'a neighbour of hierarchy that forgets conserved quantities',
  status: 'known-false',
  neighbour: { of: ['hierarchy'], off: 'conclusion' },
  statusReason: 'Powers conserve p·a² − ‖w‖² of every neuron, on every stratum but the origin.',
  domain: TWO_LAYERS,
  generate: (rng, options) =>
    drawSmallModel(rng, options, {
      ...TWO_LAYERS,
      others: false,
      hidden: [1, 3],
      activations: ['tanh', 'sin', 'exp', 'square', 'cube'],
    }),
  check(subject): Verdict {
    const { model } = subject.instance;
    const what = tooLargeForLattice(subject);
    if (what !== undefined) return vacuous({ reason: 'unsupported', what });
    const lattice = latticeOf(model);
    const verdicts = lookedAt(lattice).map((number) =>
      orbitFillsStratum(open(onStratum(model, lattice.strata[number], number))),
    );
    const worst = (kind: Verdict['kind']) => verdicts.find((verdict) => verdict.kind === kind);
    return worst('falsified') ?? worst('inconclusive') ?? verdicts[0];
  },
});

/** Numbers of partitions of 0, 1, 2, …: p(n) = Σ over the largest part. */
function partitions(n: number): number {
  const ways = [1, ...new Array<number>(n).fill(0)];
  for (let part = 1; part <= n; part++)
    for (let total = part; total <= n; total++) ways[total] += ways[total - part];
  return ways[n];
}

export const strataArePartitions: Claim = defineClaim({
  id: 'strata-are-partitions',
  statement:
    'A two-layer network has one stratum for each partition of its neurons, up to their order.',
  source: 'a neighbour of hierarchy that forgets signs',
  status: 'known-false',
  neighbour: { of: ['hierarchy'], off: 'constant' },
  statusReason: 'An odd or even function adds strata of opposite and zero neurons: Σ p(m − z).',
  domain: TWO_LAYERS,
  generate: (rng, options) => drawSmallModel(rng, options, { ...TWO_LAYERS, others: false }),
  check(subject, { strictness }) {
    const what = tooLargeForLattice(subject);
    if (what !== undefined) return vacuous({ reason: 'unsupported', what });
    const lattice = latticeOf(subject.instance.model);
    if (!lattice.complete) return vacuous({ reason: 'unsupported', what: 'a sampled lattice' });
    const neurons = subject.facts.network!.widths[1];
    const decision: CountedDecision = {
      clause: 'lattice',
      what: `strata of ${plural(neurons, 'neuron')} up to symmetry`,
      found: lattice.strata.length,
      expected: partitions(neurons),
      relation: '=',
    };
    return conclude([counted(decision)], strictness);
  },
});

export const largerGroupFixesAsMuch: Claim = defineClaim({
  id: 'larger-group-fixes-as-much',
  statement: 'A stratum with a larger isotropy group has the same dimension or a larger one.',
  source: 'hierarchy the wrong way round',
  status: 'known-false',
  neighbour: { of: ['hierarchy'], off: 'conclusion' },
  statusReason: 'What more symmetries fix is what fewer fix, with more equations besides.',
  domain: { trainable: true },
  generate: (rng, options) => drawSmallModel(rng, options),
  check(subject: Subject, { strictness }) {
    const what = tooLargeForLattice(subject);
    if (what !== undefined) return vacuous({ reason: 'unsupported', what });
    const { strata } = latticeOf(subject.instance.model);
    const findings = strata.flatMap(({ dimension, below }, number) =>
      below.slice(0, 1).map((inner) =>
        counted({
          clause: 'lattice',
          what: `dimension of stratum ${inner + 1} inside stratum ${number + 1}`,
          found: strata[inner].dimension,
          expected: dimension,
          relation: '≥',
        }),
      ),
    );
    if (findings.length === 0) return vacuous({ reason: 'no-symmetry', of: 'model' });
    return conclude(findings, strictness);
  },
});
