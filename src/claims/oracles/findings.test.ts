/** What is found of numbers that are known: distances to 0, counts, ranks, enclosures that leave a question open. */
import { describe, expect, it } from 'vitest';
import { ONE, rational, ZERO } from '../../numerics/rational.ts';
import { doubtful } from './conclude.ts';
import { settle } from './enclosed-difference.ts';
import { counted, finiteDouble, shortText, vanishing } from './exact-finding.ts';
import { keptAway, met, nearest, neverZero } from './quantity.ts';
import { rankFinding } from './rank-finding.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';

describe('a number that must not be 0', () => {
  it('is measured beside its scale', () => {
    expect(neverZero('q', rational(-3), rational(4))).toMatchObject({
      status: 'holds',
      decision: { value: '-3', relative: 0.75, failed: false },
    });
    expect(neverZero('q', ZERO, ONE)).toMatchObject({
      status: 'fails',
      decision: { value: '0', relative: 0, failed: true },
    });
    // Both are 0 in float64.
    const tiny = rational(1n, 10n ** 400n);
    expect(neverZero('q', tiny, tiny)).toMatchObject({
      status: 'holds',
      decision: { relative: 1 },
    });
  });

  it('is met last of all that are', () => {
    const kept = (relative: number) => keptAway({ what: 'q', value: '1', relative });
    const failed = met({ what: 'q', value: '0', relative: 0 }, { zero: ZERO });
    const open = doubtful({ reason: 'unsupported', what: 'q' });
    expect(nearest([])).toBeUndefined();
    expect(nearest([kept(0.5), kept(0.25), kept(0.75)])).toEqual(kept(0.25));
    expect(nearest([kept(0), failed, kept(0.5)])).toBe(failed);
    expect(nearest([open, kept(0.9)])).toEqual(kept(0.9));
    expect(nearest([kept(2), open])).toBe(open);
  });
});

it('counts stand in the relation that is claimed', () => {
  const of = (relation: '=' | '≤' | '≥') =>
    [2, 3, 4].map(
      (found) => counted({ clause: 'lattice', what: 'n', found, expected: 3, relation }).status,
    );
  expect([of('='), of('≤'), of('≥')]).toEqual([
    ['fails', 'holds', 'fails'],
    ['holds', 'holds', 'fails'],
    ['fails', 'holds', 'holds'],
  ]);
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1, 3))).toMatchObject({
    status: 'fails',
    decision: { value: 1 / 3, exact: '1/3' },
  });
  expect(vanishing({ clause: 'critical', what: 'q' }, ZERO)).toMatchObject({ status: 'holds' });
  // Longer than 24 characters.
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1n, 10n ** 21n))).toMatchObject({
    decision: { exact: `1/1${'0'.repeat(21)}` },
  });
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1n, 10n ** 22n))).toMatchObject({
    decision: { exact: '1e-22' },
  });
});

it('numbers past float64 are told as they are, and as doubles that are numbers', () => {
  const vast = rational(-(10n ** 400n), 3n);
  expect([finiteDouble(vast), shortText(vast)]).toEqual([
    -Number.MAX_VALUE,
    '-3.3333333333333333e+399',
  ]);
  const tiny = rational(1n, 3n * 10n ** 400n);
  expect([finiteDouble(tiny), shortText(tiny)]).toEqual([0, '3.3333333333333333e-401']);
  // Between the smallest double and the smallest normal one digits are missing.
  expect(shortText(rational(1n, 3n * 10n ** 320n))).toBe('3.3333333333333333e-321');
  // The shortest decimal that names the double.
  expect(shortText(rational(10n ** 30n, 3n))).toBe('3.333333333333333e+29');
  expect(vanishing({ clause: 'critical', what: 'q' }, vast)).toMatchObject({
    status: 'fails',
    decision: { value: -Number.MAX_VALUE, exact: '-3.3333333333333333e+399' },
  });
});

it('ranks between two bounds are decided by the one that suffices', () => {
  const of = (lower: number, upper: number, relation: '=' | '≥') => {
    const finding = rankFinding('the rank', { lower, upper }, relation, 3);
    return finding.status === 'open' ? 'open' : [finding.status, finding.decision.found];
  };
  expect([of(1, 2, '='), of(1, 3, '='), of(3, 3, '='), of(3, 4, '='), of(4, 5, '=')]).toEqual([
    ['fails', 2],
    'open',
    ['holds', 3],
    'open',
    ['fails', 4],
  ]);
  expect([of(1, 2, '≥'), of(2, 3, '≥'), of(3, 4, '≥'), of(4, 4, '≥')]).toEqual([
    ['fails', 2],
    'open',
    ['holds', 3],
    ['holds', 4],
  ]);
});

it('what enclosures leave open is told with its digits', () => {
  const open = settle(() => {
    throw new RangeError('not reached');
  }, []);
  expect(enclosureOf(open)).toBeNull();
  const decision = {
    clause: 'critical',
    what: 'q',
    value: 0,
    exact: null,
    enclosure: null,
  } as const;
  expect(concludeSettled(decision, open)).toMatchObject({
    status: 'open',
    doubt: { reason: 'unsettled' },
  });
});
