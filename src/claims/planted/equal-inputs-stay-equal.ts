/** Planted: false unless the output weights are equal as well. */

import { generateInstance } from '../../arbitraries/instance.ts';
import { isOfKind } from '../../models/kinds/specs.ts';
import type { Claim } from '../claim.ts';
import { vacuous } from '../oracles/finding.ts';
import { legsOf, staysOn } from '../oracles/manifold.ts';
import { equalInputs } from '../oracles/subspace.ts';

export const equalInputsStayEqual: Claim = {
  id: 'equal-inputs-stay-equal',
  statement:
    'Two neurons with equal input weights keep equal input weights, whatever their output weights.',
  latex: 'w_1(0)=w_2(0)\\ \\Rightarrow\\ w_1(t)=w_2(t)',
  source: 'planted: a neighbour of symmetry-induces-sim that forgets the output weights',
  planted: true,
  hypotheses: [],
  generate: (rng, { size }) =>
    generateInstance(rng, {
      kinds: ['fully-connected'],
      depth: [2, 2],
      hidden: [2, 6],
      point: 'equal-inputs',
      data: true,
      training: 'gradient-flow',
      size,
    }),
  check(instance, options) {
    const { model } = instance;
    if (!isOfKind(model, 'fully-connected') || model.widths[1]! < 2 || model.widths.length !== 3) {
      return vacuous('shape', 'needs two neurons in one hidden layer');
    }
    const subspace = equalInputs(instance);
    if (subspace === undefined) return vacuous('start', 'no two neurons have equal input weights');
    return staysOn(instance, subspace, { legs: legsOf(instance), bitwise: false }, options);
  },
};
