/**
 * What is needed where the answer is known: of two layers by the proof in docs/theory.md, of toy claims by what
 * they say.
 */
import { describe, expect, it } from 'vitest';
import { type CampaignOptions, campaign } from '../campaigns/campaign.ts';
import { claimsWithHypotheses, necessity } from '../campaigns/necessity.ts';
import { createWorkerPool } from '../campaigns/worker-pool.ts';
import type { Claim } from '../claims/claim.ts';
import { twoLayerExhaustive } from '../claims/two-layer-exhaustive.ts';
import { decided } from '../claims/verdict.ts';
import { readCounterexampleFile } from '../counterexamples/read-counterexample.ts';
import { replay } from '../counterexamples/replay.ts';
import { campaignOptions, temporaryFolder } from '../testing/campaign-options.ts';
import { bounded, neverNegative } from '../testing/toy-claims.ts';
import { necessityText, plainNecessity, verdictOf } from './necessity-text.ts';

/** In this thread; each row has at most so many runs, each row of a weaker form so many. */
function ask(
  claims: readonly Claim[],
  most: number,
  options: Partial<CampaignOptions> = {},
  ofForms = most,
) {
  return necessity(claims, async (targets) => {
    const runs = (targets[0].instead ?? []).length > 0 ? ofForms : most;
    const pool = createWorkerPool({ jobs: 0, claims, registry: '', runLimit: 60 });
    const budget = { runs, chunkRuns: 10, untilFound: true } as const;
    return campaign(pool, campaignOptions({ ...options, targets, budget }));
  });
}

const name = ({ dropped, form }: { dropped: readonly string[]; form: string | null }) =>
  [dropped.join(' and '), ...(form === null ? [] : [form])].join(' but ');

describe('two-layer-exhaustive', () => {
  it('needs what the proof says that it needs', async () => {
    const folder = temporaryFolder();
    const options = { maxEvaluations: 0, folder, seed: 33 };
    const report = await ask([twoLayerExhaustive], 60, options, 10);
    const verdicts = Object.fromEntries(report.rows.map((row) => [name(row), verdictOf(row)]));
    expect(verdicts).toEqual({
      '': 'holds',
      // ReLU networks conserve a² − w², neuron by neuron.
      analytic: 'necessary',
      // So do linear ones; every other polynomial has a power that tells neurons apart.
      'not-polynomial': 'necessary',
      'not-polynomial but not-affine': 'enough',
      // A unit at 0 stays where σ(0) = 0, and without parity no symmetry fixes it.
      'value-at-zero': 'necessary',
      'value-at-zero but no-dead-unit': 'enough',
      // w = 0 stays where σ′(0) = 0, for even σ of two units and for others of one.
      'slope-at-zero': 'necessary',
      'slope-at-zero but not-even': 'not enough',
      'slope-at-zero but fed-units': 'enough',
      'sign-symmetries': 'necessary',
      // e^{wx + b} conserves a² − 2b; a bias may be where σ or σ′ vanishes.
      'no-bias': 'necessary',
      'no-bias but not-exponential': 'not enough',
      'no-bias but fed-not-exponential': 'enough',
      'two-layer': 'necessary',
      'two-layer but connected-units': 'enough',
    });
    for (const { witness, form } of report.rows) {
      if (witness === null) continue;
      const stored = readCounterexampleFile(witness.saved.file);
      expect(stored.instead).toEqual(form === null ? undefined : [form]);
      expect(replay(stored, '', () => twoLayerExhaustive).status).toBe('reproduced');
      const altered = replay(stored, '', () => ({ ...twoLayerExhaustive, hypotheses: [] }));
      expect(altered.status).toBe('unknown');
    }
  });
});

/** True unless both `a` and `b` are dropped and the last is not 7; `c` belongs to what is said. */
const pair: Claim = {
  ...bounded,
  id: 'pair',
  hypotheses: [
    {
      id: 'a',
      statement: 'There are fewer than 3 inputs.',
      holds: (s) => s.float.length < 3,
      weaker: [{ id: 'seven', statement: 'The last is 7.', holds: (s) => s.float.at(-1) === 7 }],
    },
    {
      id: 'b',
      statement: 'The first is positive.',
      holds: (s) => s.float[0] > 0,
      weaker: [{ id: 'zero', statement: 'It is not negative.', holds: (s) => s.float[0] >= 0 }],
    },
    { id: 'c', statement: 'It is said so.', inStatement: true, holds: () => true },
  ],
  check: ({ float }, { dropped }) => {
    const fails = dropped.has('a') && dropped.has('b') && float.at(-1) !== 7;
    const says = fails ? 'both are dropped' : 'it survived';
    const found = { integers: [0, 1] } as const;
    return decided({ clause: 'x-pair', margin: fails ? -1 : 1, says, evidence: {} }, found);
  },
};

describe('necessity', () => {
  it('drops in pairs what alone nothing is found against, and asks how much of a pair is needed', async () => {
    const report = await ask([pair], 40);
    const { rows } = report;
    expect(rows.map((row) => [name(row), verdictOf(row)])).toEqual([
      ['', 'holds'],
      ['a', 'not needed'],
      ['b', 'not needed'],
      ['c', 'not needed'],
      ['a and b', 'one of them'],
      ['a and b but seven', 'enough'],
      ['a and b but zero', 'not enough'],
      ['a and c', 'neither'],
      ['b and c', 'neither'],
    ]);
    const witness = rows[4].witness!.counterexample;
    // The smallest on which both fail.
    expect(witness.instance.parameters).toEqual({ layers: [{ weights: [[0, 0, 0]], bias: null }] });
    expect(rows[4].tries).toBe(10);
    const text = necessityText(report, 1, 1000);
    expect(text).toContain('linear 3-1 at 0: both are dropped');
    expect(text).toContain('In their place seven, “The last is 7”,');
    expect(rows[6].witness!.counterexample).toMatchObject({
      droppedHypotheses: ['a', 'b'],
      instead: ['zero'],
      instance: { parameters: { layers: [{ weights: [[0, 0, 0]] }] } },
    });
  });

  it('pairs nothing that there was no time to try', async () => {
    const asked: string[] = [];
    const idle = { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 };
    await necessity([pair], async (targets, stage) => {
      asked.push(...targets.map(({ dropped }) => `${stage}: ${dropped.join(' and ')}`));
      const tried = ({ dropped }: (typeof targets)[number]) => dropped.includes('b');
      const one = (target: (typeof targets)[number]) => ({
        ...{ target, tries: tried(target) ? 2 : 0, counts: idle, found: [], triesToFirst: null },
      });
      return { targets: targets.map(one), seconds: 1, interrupted: false } as never;
    });
    expect(asked).toEqual(['', 'a', 'b', 'c'].map((id) => `hypotheses: ${id}`));
  });

  it('says so where the claim itself fails, and counts vacuous instances for nothing', async () => {
    const never = { id: 'never', statement: 'It never fails.', holds: () => true } as const;
    const { rows } = await ask([{ ...neverNegative, hypotheses: [never] }], 20);
    expect(rows.map((row) => [name(row), verdictOf(row), row.tries, row.decided])).toEqual([
      ['', 'FAILS', 10, 10],
      ['never', 'undecided', 20, 0],
    ]);
  });

  it('tries weaker forms only on instances on which the hypothesis fails', async () => {
    const few = {
      id: 'few',
      statement: 'At most 9.',
      holds: (s: { float: Float64Array }) => s.float.every((x) => Math.abs(x) <= 9),
    };
    const many = { ...few, id: 'many', holds: () => true };
    const [small, kind] = bounded.hypotheses;
    const claim = { ...bounded, hypotheses: [{ ...small, weaker: [few, many] }, kind] };
    const { rows } = await ask([claim], 60);
    expect(rows.map((row) => [name(row), verdictOf(row)])).toEqual([
      ['', 'holds'],
      ['small', 'necessary'],
      ['small but few', 'enough'],
      ['small but many', 'not enough'],
      // There are linear models only: none is drawn on which it fails.
      ['kind', 'undecided'],
    ]);
    expect(rows[2].decided).toBeGreaterThan(40);
    const plain = plainNecessity(
      { claims: [claim], rows, reports: [], seconds: 1, interrupted: false },
      1,
    );
    expect(plain.claims[0].rows[1]).toMatchObject({
      dropped: ['small'],
      instead: null,
      verdict: 'fails',
      witness: { instance: { model: { kind: 'linear', widths: [1, 1] } } },
    });
  });

  it('refuses a claim that has nothing to drop', () => {
    expect(() => claimsWithHypotheses([neverNegative], true)).toThrow('one that has hypotheses');
    expect(claimsWithHypotheses([neverNegative, bounded], false)).toEqual([bounded]);
  });
});
