/** Models beyond what exact arithmetic can answer: nobody's mistake, and nothing is decided. */
import { expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { constantRank } from './constant-rank.ts';
import { claims } from './registry.ts';
import { judge } from './scope.ts';
import { inconclusive } from './verdict.ts';

const asked = { dropped: new Set<string>(), strictness: 0 };

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
  expect(judge(claim, deep, asked)).toMatchObject({
    kind: 'inconclusive',
    because: {
      reason: 'unsupported',
      what: expect.stringMatching(/at most 6e\+8 products mod p, and this one takes about \de\+/),
    },
  });
});

it('constant-rank: undecided where the constants at θ are not known to be independent', () => {
  const hidden = (bias: number | string) =>
    open(
      parseInstance({
        model: { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation: 'erf' },
        parameters: {
          layers: [
            { weights: [[1]], bias: [bias] },
            { weights: [[1]], bias: [0] },
          ],
        },
      }),
    );
  // erf(0) = 0 leaves one constant; erf(1/2) is one that nothing is known of.
  expect(judge(constantRank, hidden(0), asked).kind).toBe('survived');
  for (const dropped of [new Set<string>(), new Set(['all-brackets'])])
    expect(judge(constantRank, hidden('1/2'), { ...asked, dropped })).toEqual(
      inconclusive({
        reason: 'unsupported',
        what: '2/√π, e^(1/4) and erf(1/2) are algebraically independent',
      }),
    );
});
