/**
 * Known to be false: ∂F/∂(wₖ, bₖ) = Aₖ σ′(wₖ·x + bₖ)(x, 1) vanishes for all x where wₖ = 0 and bₖ is a critical
 * point of σ. Exact by the Taylor support of σ at bₖ.
 */

import type { FunctionSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import { isZero } from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import type { QuantityDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import { conclude, type Finding } from '../oracles/conclude.ts';
import { keptAway, met, nearest } from '../oracles/quantity.ts';
import { probesOf } from '../oracles/tangency.ts';
import { vacuous } from '../verdict.ts';

/** Critical points −1/2, −7/6; −1/3, −4/3: none of them a centre of reflection, where strata would lie. */
const FUNCTIONS: readonly FunctionSpec[] = [
  {
    name: 'shifted',
    base: { name: 'polynomial', coefficients: [0, 0, 1, 1] },
    shift: '1/2',
  },
  {
    name: 'shifted',
    base: { name: 'polynomial', coefficients: [0, 0, 0, 4, 3] },
    shift: '1/3',
  },
];

const inWords = (k: number) => `the largest slope of σ that neuron ${k + 1} meets`;

export const liveUnitsMove: Claim = defineClaim({
  id: 'live-units-move',
  statement:
    'In a two-layer network with biases some input pulls the incoming weights and the bias of every unit whose outgoing weights are not all zero.',
  latex: 'A_k\\neq 0\\ \\Rightarrow\\ \\exists x:\\ \\partial F(x)/\\partial(w_k,b_k)\\neq 0',
  source: 'a neighbour of two-layer-exhaustive with biases',
  status: 'known-false',
  neighbour: { of: ['two-layer-exhaustive'], off: 'hypothesis' },
  statusReason: 'Where wₖ = 0 and σ′(bₖ) = 0 the unit is a constant, and stays one to first order.',
  domain: {
    kinds: ['fully-connected'],
    depth: [2, 2],
    bias: true,
    inputs: [1, 2],
    functions: FUNCTIONS,
  },
  shown(subject, by) {
    const [units] = unitAxes(subject.model);
    const k = units.incoming.findIndex((_, n) => 'what' in by && by.what === inWords(n));
    return k < 0 ? undefined : { kind: 'still', parameters: units.incoming[k] };
  },
  check(subject, { strictness }) {
    const [units] = unitAxes(subject.model);
    const findings = (units?.incoming ?? []).flatMap((incoming, k) => {
      if (units.outgoing[k].every((i) => isZero(subject.exact[i]))) return [];
      return [pull(subject, incoming, k)];
    });
    const worst = nearest(findings);
    if (worst === undefined)
      return vacuous({ reason: 'start', needs: 'a unit with outgoing weights other than 0' });
    return conclude([worst], strictness);
  },
});

/** The largest |σ′| at the unit over |σ′| + |σ″| there, over all probes and their opposites. */
function pull(subject: Subject, incoming: readonly number[], k: number): Finding<QuantityDecision> {
  const [sigma] = subject.facts.functions;
  const { exact, float } = subject;
  // Weights stand before the bias.
  const weights = incoming.slice(0, -1);
  const bias = incoming[incoming.length - 1];
  const what = inWords(k);
  const support = weights.every((i) => isZero(exact[i])) ? sigma.supportAt(exact[bias]) : null;
  if (support !== null && !support.inSupport(1))
    return met({ what, value: '0', relative: 0 }, { integers: [1, support.next(1) ?? 0] });
  let relative = 0;
  let largest = 0;
  for (const x of probesOf(subject))
    for (const sign of [-1, 0, 1]) {
      const z = weights.reduce((sum, i, j) => sum + sign * float[i] * x[j], float[bias]);
      const [slope, bend] = [Math.abs(sigma.derivative(z)), Math.abs(sigma.second(z))];
      largest = Math.max(largest, slope);
      relative = Math.max(relative, slope + bend === 0 ? 1 : slope / (slope + bend));
    }
  return keptAway({ what, value: largest.toPrecision(3), relative });
}
