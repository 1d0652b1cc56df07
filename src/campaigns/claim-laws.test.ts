/** The laws of claims hold for those of falsim, and each catches the claim that breaks it. */
import { describe, expect, it } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import { claims, lawCountNeighbours, lawCounts } from '../claims/registry.ts';
import { decided, survived, undecided } from '../claims/verdict.ts';
import { isFull, isTurn, turn } from '../testing/share.ts';
import { bounded } from '../testing/toy-claims.ts';
import { claimLaws } from './claim-laws.ts';

function broken(claim: Claim): string[] {
  const reports = claimLaws(claim, { runs: 6 });
  return reports
    .filter(({ status }) => status !== 'held')
    .map(({ law, status }) => `${law} ${status}`);
}

const sound: Claim = { ...bounded, hypotheses: [], domain: () => ({ kinds: ['linear'] }) };
const fine = { clause: 'x-size', margin: 1, says: 'small enough', evidence: null } as const;
let count = 0;

describe('claimLaws', () => {
  it('hold for a claim as it should be', () => {
    expect(broken(sound)).toEqual([]);
    expect(claimLaws(sound).map(({ law }) => law)).toEqual([
      'generation',
      'scope',
      'purity',
      'margin',
      'evidence',
      'shrinking',
      'non-vacuity',
    ]);
  });

  it('ask about each instance twice', () => {
    let asked = 0;
    const counting: Claim = {
      ...sound,
      check(subject, options) {
        asked++;
        return sound.check(subject, options);
      },
    };
    expect(broken(counting)).toEqual([]);
    expect(asked).toBe(2 * 6);
  });

  it.each<[string, Partial<Claim>, readonly string[]]>([
    [
      'draws without its seed',
      {
        generate: () => ({
          model: { kind: 'linear', widths: [1, 1] },
          parameters: { layers: [{ weights: [[(count++ % 7) + 1]], bias: null }] },
        }),
      },
      ['generation broken'],
    ],
    [
      'draws outside its domain',
      { domain: () => ({ kinds: ['fully-connected'] }) },
      ['scope broken', 'margin undecided', 'shrinking undecided', 'non-vacuity undecided'],
    ],
    [
      'remembers',
      { check: () => decided({ ...fine, evidence: { call: count++ } }) },
      ['purity broken'],
    ],
    [
      'changes what it is given',
      {
        check: ({ instance }) => {
          Object.assign(instance.model, { seen: true });
          return decided(fine);
        },
      },
      ['purity broken'],
    ],
    [
      'has its margins upside down',
      { check: () => survived({ ...fine, margin: -1 }) },
      ['margin broken'],
    ],
    [
      'has a margin that is no number',
      { check: () => survived({ ...fine, margin: Number.NaN }) },
      ['margin broken', 'evidence broken'],
    ],
    [
      'has evidence that is no JSON',
      { check: () => decided({ ...fine, evidence: { day: Number.NaN } }) },
      ['evidence broken'],
    ],
    // Every way to a verdict refuses it.
    [
      'says nothing',
      { check: () => survived({ ...fine, says: ' ' }) },
      ['purity broken', 'margin broken', 'evidence broken', 'non-vacuity broken'],
    ],
    [
      'never decides',
      { check: () => undecided('x-size', 'nobody knows') },
      ['margin undecided', 'non-vacuity undecided'],
    ],
    [
      'has no check',
      {
        check: () => {
          throw new RangeError('no such thing');
        },
      },
      ['purity broken', 'margin broken', 'evidence broken', 'non-vacuity broken'],
    ],
  ])('catch a claim that %s', (_, change, expected) => {
    expect(broken({ ...sound, ...change })).toEqual(expected);
  });

  // Claims that count laws are made by one factory: some stand for all; of the
  // others a sixth a day.
  const counting = [...lawCounts, ...lawCountNeighbours];
  const some = claims.filter((claim) => isFull || counting.indexOf(claim) % 6 < 1);
  const asked = some.filter((_, i) => isTurn(i, 6));
  const again = `FALSIM_SEED=${turn}`;
  it.each(asked.map((claim) => [claim.id, claim] as const))(`hold for %s, ${again}`, (_, claim) => {
    const reports = claimLaws(claim, { runs: counting.includes(claim) ? 1 : 2 });
    // What is said of a few instances may be undecided on all of them; nothing is broken.
    expect(reports.filter(({ status }) => status === 'broken')).toEqual([]);
    expect(reports.find(({ law }) => law === 'non-vacuity')?.status).toBe('held');
  });
});
