/** Models beyond what exact arithmetic can answer: nobody's mistake, and nothing is decided. */
import { expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { claims } from './registry.ts';
import { judge } from './scope.ts';

const depth = 600;
const deep = open(
  parseInstance({
    model: {
      kind: 'fully-connected',
      widths: Array.from({ length: depth + 1 }, () => 1),
      bias: false,
      activation: 'tanh',
    },
    parameters: { layers: Array.from({ length: depth }, () => ({ weights: [[1]] })) },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
  }),
);

it.each(['orbit-is-sim', 'constant-rank'])('%s: undecided, with the numbers', (id) => {
  const claim = claims.find((one) => one.id === id)!;
  expect(judge(claim, deep, { dropped: new Set(), strictness: 0 })).toMatchObject({
    kind: 'inconclusive',
    because: {
      reason: 'unsupported',
      what: expect.stringMatching(/at most 6e\+8 products mod p, and this one takes about \de\+/),
    },
  });
});
