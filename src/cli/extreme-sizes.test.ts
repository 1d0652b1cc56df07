/** Sizes and numbers that no honest file has: each is answered or refused at once, and nothing is falsified. */
import { expect, it } from 'vitest';
import { claims } from '../claims/registry.ts';
import { judge } from '../claims/scope.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { writeJson } from '../json/write-json.ts';
import { bind } from '../models/bind.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { plainVerdict } from '../reports/verdict-text.ts';

/** Processor time of this process in seconds, whatever else the machine does. */
function secondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function network(widths: readonly number[], activation: string, weights: readonly unknown[]) {
  return parseInstance({
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers: weights.map((rows) => ({ weights: rows })) },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
    training: { method: 'gradient-flow', time: 1 },
  });
}

const polynomial = { kind: 'polynomial', variables: ['u', 'v'] };
const attention = { kind: 'attention', positions: 2, channels: 2, keys: 2, values: 2, outputs: 1 };

it.each<[string, () => unknown, RegExp]>([
  [
    'a power of a power of a power',
    () => bind({ ...polynomial, features: ['((((u+v)^9)^9)^9)^9'] }),
    /at most 300000 products of terms/,
  ],
  [
    '100 000 heads',
    () => bind({ ...attention, heads: 100_000 }).program,
    /at most 1000000 operations, received one of 1400000 parameters/,
  ],
  [
    'an orbit among 20 000 parameters',
    () =>
      orbit(
        parseInstance({
          model: { kind: 'diagonal-linear', inputs: 10_000, depth: 2 },
          parameters: { layers: Array(2).fill({ weights: [Array(10_000).fill(1)] }) },
        }),
        { seed: 1 },
      ),
    /exact arithmetic can answer .*: 20000 parameters/,
  ],
  [
    'an orbit fifty layers deep',
    () => orbit(network(Array(51).fill(1), 'tanh', Array(50).fill([[1]])), { seed: 1 }),
    /exact arithmetic can answer with at most 6e\+8 products/,
  ],
])('%s is refused at once, with the bound', (_, ask, reason) => {
  expect(secondsOf(() => expect(ask).toThrow(reason))).toBeLessThan(5);
});

/** exp(1000) is no float64, but balls hold it. */
const huge = open(network([1, 2, 1], 'exp', [[[1000], [1000]], [[1000, 1000]]]));

it.each(claims.map((claim) => [claim.id, claim] as const))(
  '%s says of exp(1000) nothing that is no JSON',
  (_, claim) => {
    const verdict = judge(claim, huge, { dropped: new Set(), strictness: 0 });
    expect(() => writeJson(plainVerdict(verdict))).not.toThrow();
  },
);

it('log cosh of 1e6 is decided, and falsifies nothing', () => {
  const far = open({ ...network([1, 2, 1], 'tanh', [[[1], [1]], [[1e6, 1e6]]]), loss: 'log-cosh' });
  for (const id of ['symmetry-induces-sim', 'flow-equivariance', 'reduced-width', 'hierarchy']) {
    const claim = claims.find((one) => one.id === id)!;
    expect(judge(claim, far, { dropped: new Set(), strictness: 0 }).kind, id).toBe('survived');
  }
});
