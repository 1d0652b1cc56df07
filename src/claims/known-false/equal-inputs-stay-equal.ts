/** Known to be false: false unless the output weights are equal as well. */

import { generateInstance } from '../../generation/instance.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { segmentsOf, staysOn } from '../oracles/manifold.ts';
import { equalInputs, hasTwoNeurons } from '../oracles/subspace.ts';
import { vacuous } from '../verdict.ts';

/** Two-layer networks of two neurons or more that can be trained. */
const TWO_NEURONS: Domain = {
  trainable: true,
  depth: [2, 2],
  hidden: [2, Number.POSITIVE_INFINITY],
};

export const equalInputsStayEqual: Claim = defineClaim({
  id: 'equal-inputs-stay-equal',
  statement:
    'Two neurons with equal input weights keep equal input weights, whatever their output weights.',
  latex: 'w_1(0)=w_2(0)\\ \\Rightarrow\\ w_1(t)=w_2(t)',
  source: 'a neighbour of symmetry-induces-sim that forgets the output weights',
  status: 'known-false',
  neighbour: { of: ['symmetry-induces-sim', 'equal-units-stay-equal'], off: 'hypothesis' },
  statusReason: 'Unequal output weights pull equal input weights apart.',
  hypotheses: [],
  domain: () => ({ ...TWO_NEURONS, point: 'equal-inputs' }),
  manifold: equalInputs,
  generate: (rng, { size, kinds }) =>
    generateInstance(rng, {
      depth: [2, 2],
      hidden: [2, 6],
      point: 'equal-inputs',
      data: true,
      training: 'gradient-flow',
      only: kinds,
      size,
    }),
  check(subject, options) {
    if (!hasTwoNeurons(subject.facts)) {
      return vacuous({ reason: 'shape', needs: 'two neurons in one hidden layer' });
    }
    const subspace = equalInputs(subject);
    if (subspace === undefined)
      return vacuous({ reason: 'start', needs: 'two neurons of equal input weights' });
    return staysOn(
      subject,
      subspace,
      { segments: segmentsOf(subject), bitwise: () => false, proved: false },
      options,
    );
  },
});
