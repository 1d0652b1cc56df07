/** Attacks the claim on random instances, and replays what was found before. */
import { claimLaws } from 'falsim/testing';
import { attack, catches, replayStored } from 'falsim/vitest';
import { expect, it } from 'vitest';
import { balanceIsKept } from '../claims/balance-is-kept.ts';

attack(balanceIsKept, { runs: 100 });
catches(balanceIsKept, ['identity'], { within: 300 });
replayStored();

it('is a claim as claims are', () => {
  const broken = claimLaws(balanceIsKept).filter(({ status }) => status !== 'held');
  expect(broken).toEqual([]);
});
