/** Known to be false: a² − w² is kept by gradient flow, not by steps of finite length. */

import { generateInstance } from '../../generation/instance.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { balance } from '../oracles/balance.ts';
import { conclude } from '../oracles/conclude.ts';
import { vacuous } from '../verdict.ts';

function keepsBalance(method: 'gradient-descent' | 'momentum', name: string): Claim {
  return defineClaim({
    id: `${method}-keeps-balance`,
    statement: `${name} keeps a² − w² of the one-neuron identity network.`,
    latex: 'a_k^2-w_k^2=a_0^2-w_0^2\\ \\forall k',
    source: 'Zhao et al., arXiv:2607.12332, of gradient flow',
    status: 'known-false',
    neighbour: {
      of: method === 'momentum' ? ['affine-sim-discrete', 'orbit-is-sim'] : ['affine-sim-discrete'],
      off: 'hypothesis',
    },
    statusReason:
      'True of gradient flow; a step of length η multiplies the difference by 1 − η²r²x².',
    hypotheses: [],
    domain: () => ({
      depth: [2, 2],
      inputs: [1, 1],
      hidden: [1, 1],
      outputs: [1, 1],
      bias: false,
      functions: ['identity'],
      data: true,
      methods: [method],
    }),
    generate: (rng, { size, kinds }) =>
      generateInstance(rng, {
        depth: [2, 2],
        inputs: [1, 1],
        hidden: [1, 1],
        outputs: [1, 1],
        bias: false,
        activations: ['identity'],
        losses: ['squared', 'linear', 'quartic'],
        point: 'generic',
        numbers: 'rational',
        data: true,
        training: 'discrete',
        methods: [method],
        only: kinds,
        size,
      }),
    check(subject, { strictness }) {
      const { training, data } = subject.instance;
      const { network, functions } = subject.facts;
      const [sigma] = functions;
      if (
        sigma === undefined ||
        sigma.name !== 'identity' ||
        network === null ||
        network.hasBias ||
        network.widths.join() !== '1,1,1'
      ) {
        return vacuous({
          reason: 'shape',
          needs: 'the one-neuron identity network without biases',
        });
      }
      if (training?.method !== method) return vacuous({ reason: 'method', needs: method });
      if (data === undefined) return vacuous({ reason: 'no-data' });
      const finding = balance(subject);
      return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
    },
  });
}

export const gradientDescentKeepsBalance = keepsBalance('gradient-descent', 'Gradient descent');
export const momentumKeepsBalance = keepsBalance('momentum', 'Momentum');
