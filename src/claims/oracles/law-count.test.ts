/** What a number of laws at one θ says about the number at generic ones, and what it does not. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { open } from '../../instances/subject.ts';
import { decideCount } from './law-count.ts';
import { exactOrbit, isVerdict } from './orbit-fills-stratum.ts';

/** F = (u·v)x with r factors: one field, M − 1 laws. */
function product(u: readonly number[], v: readonly number[]): Instance {
  const model = { kind: 'low-rank', inputs: 1, rank: u.length, outputs: 1 };
  return { model, parameters: { left: [u], right: [v] } } as unknown as Instance;
}

function decide(instance: Instance, expected: number, at: 'generic' | 'given', atLeast = false) {
  const result = exactOrbit(open(instance));
  if (isVerdict(result)) throw new Error('refused');
  const verdict = decideCount(result, { expected, at, atLeast });
  return verdict.kind === 'falsified'
    ? ['falsified', 'found' in verdict.by && verdict.by.found]
    : verdict.kind;
}

describe('a number of laws', () => {
  const generic = product([2, 3], [5, -7]);
  const special = product([0, 0], [5, -7]);
  const still = product([0, 0], [0, 0]);

  it('survives where laws and rank meet it, and falls on either side', () => {
    expect(decide(generic, 3, 'generic')).toBe('survived');
    expect(decide(generic, 4, 'generic')).toEqual(['falsified', 3]);
    expect(decide(generic, 2, 'generic')).toEqual(['falsified', 3]);
  });

  it('is not refuted by a θ that is special, and is by that θ where it is said of it', () => {
    // Nothing moves at 0: four laws there, which says nothing of other points.
    expect(decide(still, 3, 'generic')).toBe('inconclusive');
    // Nor does it speak for a number that it meets.
    expect(decide(still, 4, 'generic')).toBe('inconclusive');
    expect(decide(still, 3, 'given')).toEqual(['falsified', 4]);
    expect(decide(still, 4, 'given')).toBe('survived');
  });

  it('that is too large is refuted by any θ that moves far enough', () => {
    expect(decide(special, 4, 'generic')).toEqual(['falsified', 3]);
  });

  it('is left open where the rank at θ rests on an assumption, whether it meets a bound or stands still', () => {
    const result = exactOrbit(open(generic));
    if (isVerdict(result)) throw new Error('refused');
    const ask = (change: object) =>
      decideCount({ ...result, ...change }, { expected: 4, at: 'generic' }).kind;
    expect(ask({})).toBe('falsified');
    const assumptions = ['e and π are independent'];
    expect(ask({ status: 'conditional', assumptions })).toBe('inconclusive');
    expect(ask({ status: 'stationary', upperBound: 2, assumptions })).toBe('inconclusive');
  });

  it('stands by a proof where the machinery sees too few laws, and falls by none', () => {
    // Four units less their mean in two dimensions: 1 + 1 sums and (3 − 2) · 2 relations, which no law of a known form says.
    const model = { kind: 'layer-norm', inputs: 1, hidden: 4, outputs: 1, epsilon: 1 };
    const parameters = {
      into: [[2], [3], [5], [-7]],
      gain: null,
      shift: null,
      read: [[11, -13, 17, 19]],
    };
    const result = exactOrbit(open(parseInstance({ model, parameters })));
    if (isVerdict(result)) throw new Error('refused');
    const decided = (expected: number, byProof?: number) =>
      decideCount(result, { expected, at: 'generic', byProof }).kind;
    expect(decided(4)).toBe('inconclusive');
    expect(decided(4, 4)).toBe('survived');
    expect(decided(4, 3)).toBe('inconclusive');
    expect(decided(3, 4)).toBe('inconclusive');
    // A proof of too many is refuted by the rank.
    expect(decided(5, 5)).toBe('falsified');
  });

  it('that forgets how codes depend on each other is refuted by any θ', () => {
    // Three codes of two inputs in WᵀWx: rotations of codes keep u with uW = 0, a point of a projective plane.
    const tied = (encoder: readonly (readonly number[])[]) =>
      ({
        model: { kind: 'tied-autoencoder', inputs: 2, hidden: 3, activation: 'identity' },
        parameters: { encoder },
      }) as unknown as Instance;
    const whole = [
      [2, 3],
      [5, -7],
      [11, 1],
    ];
    expect(decide(tied(whole), 1, 'generic')).toEqual(['falsified', 2]);
    expect(decide(tied(whole), 2, 'generic')).toBe('survived');
    expect(decide(tied(whole), 3, 'generic')).toEqual(['falsified', 2]);
    // All codes on one line: there are two such u here, which says nothing of other points.
    const line = [
      [2, 3],
      [4, 6],
      [0, 0],
    ];
    expect(decide(tied(line), 1, 'generic')).toEqual(['falsified', 2]);
    expect(decide(tied(line), 3, 'generic')).toBe('inconclusive');
  });

  it('may be the least one', () => {
    expect(decide(generic, 1, 'given', true)).toBe('survived');
    expect(decide(generic, 4, 'given', true)).toEqual(['falsified', 3]);
  });
});

it('laws are counted between bounds', () => {
  const model = { kind: 'low-rank', inputs: 1, rank: 2, outputs: 1 };
  const parameters = { left: [[2, 3]], right: [[5, -7]] };
  const result = exactOrbit(open({ model, parameters } as never));
  if (isVerdict(result)) return expect.fail('refused');
  const between = { ...result, lowerBound: 1, upperBound: 2 };
  const kind = (expected: number, atLeast?: boolean) => {
    const verdict = decideCount(between, { expected, at: 'given', ...(atLeast && { atLeast }) });
    return verdict.kind;
  };
  expect([1, 2, 3, 4].map((n) => kind(n))).toEqual([
    'falsified',
    'inconclusive',
    'inconclusive',
    'falsified',
  ]);
  expect([1, 2, 3, 4].map((n) => kind(n, true))).toEqual([
    'survived',
    'survived',
    'inconclusive',
    'falsified',
  ]);
});
