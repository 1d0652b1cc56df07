/**
 * A claim: what it says, what it is about, and how an instance is checked.
 *
 * F = a w x has dF/da = w x and dF/dw = a x, so a·(dF/da) − w·(dF/dw) = 0: gradient flow keeps a² − w².
 * Drop the hypothesis, `npx falsim hunt --drop identity`, to see what it is needed for.
 */
import { defineClaim, exactOrbit, isVerdict, orbitEvidence } from 'falsim';

export const balanceIsKept = defineClaim({
  id: 'balance-is-kept',
  statement: 'Of the two weights of a neuron some combination is conserved.',
  latex: 'a^2-w^2',
  source: 'your paper',
  status: 'conjecture',
  hypotheses: [
    {
      id: 'identity',
      statement: 'σ is the identity.',
      holds: ({ facts }) => facts.functions.every(({ name }) => name === 'identity'),
    },
  ],
  domain: (dropped) => ({
    kinds: ['one-neuron'],
    functions: dropped.has('identity') ? ['identity', 'square', 'tanh', 'gelu'] : ['identity'],
  }),
  check(subject) {
    const result = exactOrbit(subject);
    if (isVerdict(result)) return result;
    const conserved = result.parameters - result.upperBound;
    const evidence = orbitEvidence(result);
    if (conserved > 0) {
      const reason = `the orbit has dimension ${result.upperBound} of ${result.parameters}`;
      return { kind: 'survived', clause: 'orbit', margin: conserved, reason, evidence };
    }
    if (result.lowerBound < result.parameters) {
      const reason = 'the dimension of the orbit is not known';
      return { kind: 'inconclusive', clause: 'orbit', margin: 0, reason, evidence };
    }
    const reason = `all ${result.parameters} weights can be reached`;
    return { kind: 'falsified', clause: 'orbit', margin: -1, reason, evidence };
  },
});
