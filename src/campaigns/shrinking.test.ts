import { describe, expect, it } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import { whyOutOfScope } from '../claims/scope.ts';
import type { Falsified } from '../claims/verdict.ts';
import { clearFailure, failureOf, sameFailure } from '../counterexamples/failure.ts';
import { parseCounterexample } from '../counterexamples/read-counterexample.ts';
import { replay } from '../counterexamples/replay.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import { spend } from '../numerics/budget.ts';
import { isLocallyMinimal, shrink } from '../shrinking/shrink.ts';
import { bounded } from '../testing/toy-claims.ts';
import { alwaysFails } from './claim-laws.ts';
import { counterexampleOf, SHRINK_STRICTNESS, type ShrinkTask } from './shrinking.ts';

function linear(...theta: number[]): Instance {
  return {
    model: { kind: 'linear', widths: [theta.length, 1] },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  };
}

const dropped = new Set(['small']);

function failing(instance: Instance): Falsified {
  const verdict = bounded.check(open(instance), { dropped, strictness: 0 });
  if (verdict.kind !== 'falsified') throw new Error(`${verdict.kind}, not falsified`);
  return verdict;
}

function taskOf(instance: Instance, maxEvaluations = 2000): ShrinkTask {
  const verdict = failing(instance);
  return {
    claimId: 'bounded',
    dropped: ['small'],
    seed: 1,
    tries: 5,
    instance,
    verdict,
    maxEvaluations,
  };
}

describe('shrinking that takes more operations than it may', () => {
  let checks = 0;
  const claim: Claim = {
    ...bounded,
    check(subject, options) {
      checks++;
      spend(1000);
      return bounded.check(subject, options);
    },
  };

  it('ends with what it has, after so many candidates and not at a time', () => {
    const task = taskOf(linear(29, 3, 35));
    const whole = counterexampleOf(claim, task);
    expect(whole.minimality.proven).toBe(true);
    checks = 0;
    const cut = counterexampleOf(claim, task, undefined, 10_000);
    expect(cut.minimality.proven).toBe(false);
    expect(whole.search.shrinks).toBeGreaterThan(40);
    // Ten thousand operations are ten checks, of which some candidates need two.
    expect([10, 11]).toContain(checks);
    expect(counterexampleOf(claim, task, undefined, 10_000)).toEqual(cut);
    expect(bounded.check(open(cut.instance), { dropped, strictness: 0 }).kind).toBe('falsified');
  });
});

describe('clearFailure', () => {
  it('is strict and lenient failure at once, and asks a second time only where that is faint', () => {
    let checks = 0;
    const counted: Claim = {
      ...bounded,
      check(subject, options) {
        checks++;
        return bounded.check(subject, options);
      },
    };
    // log₁₀(9.5 / x) ≤ −1/2 from x = 31 on, and there "huge" begins; −0.2 is x ≥ 15.06.
    for (const [strictness, x] of [
      [0.2, 10],
      [0.2, 15],
      [0.2, 16],
      [0.2, 30],
      [0.2, 31],
      [0.5, 40],
      [0, 9],
    ] as const) {
      const failure = failureOf(counted, dropped, failing(linear(20)));
      const both = [0, strictness].every((s) => sameFailure(failure, s)(linear(x)));
      checks = 0;
      expect(clearFailure(failure, strictness)(linear(x))).toBe(both);
      expect(checks).toBe(x === 10 || x === 15 ? 2 : 1);
    }
  });
});

describe('counterexampleOf', () => {
  it('stays with the signature it started from, though a simpler failure is near', () => {
    const huge = counterexampleOf(bounded, taskOf(linear(3, -38, 2)));
    expect(huge.signature).toBe('x-size: huge');
    expect(huge.instance.model).toEqual({ kind: 'linear', widths: [1, 1] });
    expect(huge.original.instance).toEqual(linear(3, -38, 2));
  });

  it('leaves room between what is stored and what barely fails', () => {
    // 9.5·10^½ ≈ 30.04 is "huge" already, so this one has less than half a unit of room.
    const { margin } = counterexampleOf(bounded, taskOf(linear(29)));
    const faint = -Math.log10(9.5 / 29);
    expect(faint).toBeLessThan(SHRINK_STRICTNESS);
    expect(margin).toBeLessThanOrEqual(-faint);
    const clear = counterexampleOf(bounded, taskOf(linear(3, 40, 7)));
    expect(clear.margin).toBeLessThanOrEqual(-SHRINK_STRICTNESS);
  });

  it('says that nothing simpler fails, and nothing does', () => {
    const result = counterexampleOf(bounded, taskOf(linear(3, -38, 2)));
    expect(result.minimality.proven).toBe(true);
    expect(result.minimality.stepsTried).toBeGreaterThan(0);
    const verdict = failing(result.instance);
    const fails = sameFailure(failureOf(bounded, dropped, verdict), SHRINK_STRICTNESS);
    for (const signs of ['by-parity', 'odd'] as const) {
      expect(isLocallyMinimal(result.instance, fails, signs).minimal).toBe(true);
    }
  });

  it('makes no promise when it was cut short', () => {
    const instance = linear(3, -38, 2);
    expect(counterexampleOf(bounded, taskOf(instance, 2)).minimality.proven).toBe(false);
    expect(counterexampleOf(bounded, taskOf(instance), () => true).minimality.proven).toBe(false);
    const unshrunk = counterexampleOf(bounded, taskOf(instance, 0));
    expect(unshrunk.instance).toEqual(instance);
  });

  it('makes what can be stored and replayed', () => {
    const result = counterexampleOf(bounded, taskOf(linear(3, -38, 2)));
    const read = parseCounterexample(parseJson(writeJson(result)));
    expect(read).toStrictEqual(result);
    expect(replay(read, 'x', () => bounded)).toMatchObject({ status: 'reproduced' });
  });
});

/** Fails wherever it is asked: only the driver can keep it to what it is about. */
const sloppy: Claim = {
  ...bounded,
  id: 'sloppy',
  hypotheses: [
    {
      id: 'some-weight',
      statement: 'A weight is at least 2.',
      holds: ({ instance: { parameters } }) => /[2-9]/.test(JSON.stringify(parameters)),
    },
  ],
  domain: (without) => ({
    kinds: ['fully-connected'],
    depth: [2, 3],
    hidden: [without.has('some-weight') ? 1 : 2, 9],
    inputs: [2, 2],
    functions: ['gelu', 'sin'],
    losses: ['quartic'],
    methods: ['momentum'],
  }),
  check: () => alwaysFails,
};

const start: Instance = {
  model: { kind: 'fully-connected', widths: [2, 3, 3, 2], bias: true, activation: 'gelu' },
  parameters: {
    layers: [
      {
        weights: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        bias: [1, 2, 3],
      },
      {
        weights: [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        bias: [1, 2, 3],
      },
      {
        weights: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        bias: [1, 2],
      },
    ],
  },
  data: {
    inputs: [
      [1, 2],
      [3, 4],
    ],
    targets: [
      [1, 2],
      [3, 4],
    ],
  },
  loss: 'quartic',
  training: { method: 'momentum', rate: '1/10', steps: 5 },
};

describe('the domain of a claim that tests nothing itself', () => {
  const all = new Set<string>();
  const task = (without: readonly string[]): ShrinkTask => ({
    ...taskOf(linear(29), 4000),
    claimId: 'sloppy',
    dropped: without,
    instance: start,
    verdict: alwaysFails,
  });

  it('is left by a search that does not ask for it', () => {
    const { instance } = shrink(start, () => true, { maxEvaluations: 4000 });
    expect(whyOutOfScope(sloppy, open(instance), all)?.because.reason).toBe('domain');
  });

  it('is never left by shrinking, nor are the hypotheses in force', () => {
    const { instance, minimality, irrelevant } = counterexampleOf(sloppy, task([]));
    expect(whyOutOfScope(sloppy, open(instance), all)).toBeUndefined();
    // Of each part the simplest that the domain allows: two units in one layer, sin before gelu, a 2.
    expect(instance.model).toEqual({
      kind: 'fully-connected',
      widths: [2, 2, 1],
      bias: false,
      activation: 'sin',
    });
    expect(instance.loss).toBe('quartic');
    expect(instance.training).toMatchObject({ method: 'momentum', steps: 1 });
    const weights = JSON.stringify(instance.parameters).match(/[1-9]/g);
    expect(weights).toEqual(['2']);
    expect(minimality.proven).toBe(true);
    expect(irrelevant.join(' ')).toContain('within the hypotheses in force');
    expect(irrelevant.join(' ')).not.toContain('Any loss fails');
  });

  it('is that which is left when hypotheses are dropped', () => {
    const without = new Set(['some-weight']);
    const { instance } = counterexampleOf(sloppy, task(['some-weight']));
    expect(whyOutOfScope(sloppy, open(instance), without)).toBeUndefined();
    expect(instance.model).toMatchObject({ widths: [2, 1, 1] });
    expect(JSON.stringify(instance.parameters)).not.toMatch(/[1-9]/);
  });
});
