/**
 * Known to be false: a unit of a homogeneous two-layer network can be driven to zero where its norms are equal,
 * p·a² = ‖w‖².
 *
 * With x along w and the loss ±ŷ the flow of one unit is a′ = ±sᵖ, s′ = ±p·a·sᵖ⁻¹, s = ‖w‖, which keeps
 * h = p·a² − s². Where h = 0 it runs along the ray s = √p·|a|, into 0 for one of the signs; where h ≠ 0,
 * p·a² + s² ≥ |h| for ever, whatever the data and the loss.
 */
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import * as Q from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { balanceLaw, homogeneity } from '../oracles/balance.ts';
import { conclude } from '../oracles/conclude.ts';
import { nearest, neverZero } from '../oracles/quantity.ts';
import { vacuous } from '../verdict.ts';

const inWords = (subject: Subject, k: number) =>
  `${homogeneity(subject)}a² − ‖w‖² of neuron ${k + 1}`;

export const noUnitDies: Claim = defineClaim({
  id: 'no-unit-dies',
  statement:
    'Gradient flow of a two-layer network with σ(z) = z³ never drives a unit that is not zero to zero, whatever the data and the loss.',
  latex: "\\inf_{\\theta'\\in O(\\theta)}\\|\\theta'_k\\|>0\\ \\text{where}\\ \\theta_k\\neq 0",
  source: 'a neighbour of conservation-laws that forgets the level set 0',
  status: 'known-false',
  neighbour: { of: ['conservation-laws'], off: 'conclusion' },
  statusReason: 'Where p·a² = ‖w‖² the level set is a cone, and its rays lead into 0.',
  domain: {
    kinds: ['fully-connected'],
    depth: [2, 2],
    outputs: [1, 1],
    bias: false,
    inputs: [3, 3],
    point: 'generic',
    functions: ['cube'],
  },
  shown(subject, by) {
    const [units] = unitAxes(subject.model);
    const k = units.incoming.findIndex((_, n) => 'what' in by && by.what === inWords(subject, n));
    const law = k < 0 ? undefined : balanceLaw(subject, k);
    return law && { kind: 'conserved', law, name: inWords(subject, k), at: Q.ZERO };
  },
  check(subject, { strictness }) {
    const p = homogeneity(subject);
    const [units] = unitAxes(subject.model);
    if (p < 2 || units === undefined) return vacuous({ reason: 'no-law', why: 'σ is no power' });
    const theta = subject.exact;
    const square = (indices: readonly number[]): Q.Rational =>
      indices.reduce((sum, i) => Q.add(sum, Q.multiply(theta[i], theta[i])), Q.ZERO);
    const findings = units.incoming.flatMap((incoming, k) => {
      const [a, w] = [Q.multiply(Q.rational(p), square(units.outgoing[k])), square(incoming)];
      const size = Q.add(a, w);
      if (Q.isZero(size)) return [];
      return [neverZero(inWords(subject, k), Q.subtract(a, w), size)];
    });
    const worst = nearest(findings);
    if (worst === undefined) return vacuous({ reason: 'start', needs: 'a unit other than zero' });
    return conclude([worst], strictness);
  },
});
