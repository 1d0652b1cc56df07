/**
 * A claim: what it says, what it is about, and how an instance is checked.
 *
 * F = a w x has dF/da = w x and dF/dw = a x, so a·(dF/da) − w·(dF/dw) = 0: gradient flow keeps a² − w².
 * Drop the hypothesis, `npx falsim hunt --drop identity`, to see what it is needed for.
 */
import { decided, defineClaim, exactOrbit, isVerdict, undecided } from 'falsim';

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
    const { parameters, lowerBound, upperBound } = result;
    const orbit = { clause: 'x-orbit', evidence: { parameters, lowerBound, upperBound } } as const;
    if (upperBound < parameters) {
      const says = `the orbit has dimension ${upperBound} of ${parameters}`;
      return decided({ ...orbit, margin: parameters - upperBound, says });
    }
    if (lowerBound < parameters) {
      return undecided('x-orbit', 'the dimension of the orbit is not known', orbit.evidence);
    }
    // A negative margin falsifies by what proves it. Without that it is inconclusive.
    const found = { orbit: result, dimension: parameters - 1 };
    return decided(
      { ...orbit, margin: -1, says: `all ${parameters} weights can be reached` },
      found,
    );
  },
});
