import { describe, expect, it } from 'vitest';
import type { Falsified } from '../claims/verdict.ts';
import { failureOf, sameFailure } from '../counterexamples/failure.ts';
import { parseCounterexample } from '../counterexamples/read-counterexample.ts';
import { replay } from '../counterexamples/replay.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import { isLocallyMinimal } from '../shrinking/shrink.ts';
import { bounded } from '../testing/toy-claims.ts';
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
