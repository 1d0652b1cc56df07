/**
 * Every stored counterexample as a Python script, run without falsim: it has to say what the file says, which is what
 * `falsim replay` computes again. One process of Python for all of them. Skipped, and shown as such, where there is none.
 */
import { describe, expect, it } from 'vitest';
import type { Decision } from '../claims/decision.ts';
import { claimById } from '../claims/registry.ts';
import { WITHOUT_SCRIPT } from '../claims/shown-by.ts';
import type { Counterexample } from '../counterexamples/counterexample.ts';
import { counterexampleFiles } from '../counterexamples/replay.ts';
import { readJsonFile } from '../json/json-file.ts';
import { plural } from '../plural.ts';
import { hasPython, runPython } from '../testing/run-python.ts';
import { isTurn, turn } from '../testing/share.ts';
import { exported } from './exported.ts';
import { findingIn, findingOf } from './finding.ts';

const files = counterexampleFiles('counterexamples');
const stored = files.map((file) => readJsonFile(file) as Counterexample);

/** What the script has to print besides that the claim fails: the numbers of the file, or its words. */
function expected(by: Decision): { numbers?: readonly number[]; words?: readonly string[] } {
  switch (by.clause) {
    case 'orbit-gap':
    case 'count':
    case 'orbit-dimension': {
      if (by.clause === 'count' && by.orbit.primes.length === 0) {
        const { parameters, dimension } = by.orbit;
        return { words: [`span ${dimension} of ${parameters}`, `said to be ${by.expected}`] };
      }
      const { dimension, parameters } = by.orbit;
      return { words: [`has dimension ${dimension} of ${parameters}.`] };
    }
    case 'span':
      return {
        words: [`span ${plural(by.spanAtStart, 'dimension')} at θ and ${by.spanAlong} along`],
      };
    case 'steps':
      return { numbers: [by.enclosure!.distance] };
    case 'step-drift':
      return { numbers: [by.value] };
    case 'balance':
      return { numbers: [Number(by.broken!.before), Number(by.broken!.after)] };
    case 'tangency':
    case 'field':
      return { numbers: [by.worst!.enclosure!.distance] };
    case 'growth':
      return { numbers: [by.enclosure!.distance] };
    case 'trajectory':
      return { numbers: [by.distances.at(-1)!] };
    case 'drift':
      // Of a law that goes from 1 to 1 − drift, relative to its terms; a rate elsewhere.
      return { numbers: [by.legs === 0 ? by.drift : 1 + by.enclosure!.distance] };
    case 'quantity':
      return quantity(by.value);
    default:
      throw new TypeError(`nothing is expected of ${by.clause}`);
  }
}

/** A number, or the dimension of a stratum; that no gradient moves θ is said of the orbit. */
function quantity(value: string) {
  const [dimension, , parameters] = value.split(' ');
  if (parameters !== undefined) return { words: [`has dimension ${dimension} of ${parameters}`] };
  return { numbers: [Number(value)] };
}

/** Within six digits, as replay compares; the sign of a difference is a convention. */
const isSaid = (number: number, said: readonly number[]) =>
  said.some((other) => Math.abs(Math.abs(other) - Math.abs(number)) <= 1e-6 * Math.abs(number));

const numbersIn = (text: string) =>
  [...text.matchAll(/-?\d+(\.\d+)?(e-?\d+)?(\/\d+)?/g)].map(([found]) => {
    const [top, bottom = '1'] = found.split('/');
    return Number(top) / Number(bottom);
  });

describe.skipIf(!hasPython)('every stored counterexample, as a Python script,', () => {
  it(`says what the file says, half of them a day, FALSIM_SEED=${turn}`, () => {
    expect(files.length).toBeGreaterThan(60);
    const asked = files.flatMap((_, i) => (isTurn(i, 2) ? [i] : []));
    const scripts = asked.map((i) => exported(findingIn(files[i], '1', claimById), 'python'));
    runPython(scripts).forEach(({ code, output }, k) => {
      const i = asked[k];
      const { by, claim } = stored[i];
      expect([files[i], code, code === 0 ? '' : output]).toEqual([files[i], 0, '']);
      const { numbers = [], words = [] } = expected(by);
      // The neuron that has a law of its own on the level 0: the law is what is shown.
      if (claim.id === 'only-linear-balance') expect(output).toContain('is conserved');
      else if (claim.id === 'one-coincidence') expect(output).toContain('leave 0 dimensions');
      else
        for (const number of numbers)
          expect([files[i], number, isSaid(number, numbersIn(output))]).toEqual([
            files[i],
            number,
            true,
          ]);
      for (const word of words)
        expect([files[i], output]).toEqual([files[i], expect.stringContaining(word)]);
      if (by.clause === 'orbit-gap' && claim.id === 'two-layer-exhaustive')
        expect(output).toMatch(/more is conserved at θ|leave \d+ dimensions/);
    });
  });

  it('says no where θ is another: no script takes its own word for what it prints', () => {
    const still = files.filter((file) => /--(steps|tangency|balance|step-drift)--/.test(file));
    const scripts = still.map((file) => {
      const finding = findingIn(file, '1', claimById);
      const script = exported(finding, 'python');
      // At the origin of these models nothing moves and every law is 0; what is drawn or decays moves it all the same.
      return script.replace(/^THETA = .*$/m, 'THETA = [Q(0)] * len(PARAMETERS)');
    });
    const codes = runPython(scripts).map(({ code }) => code);
    expect(codes).not.toContain(-1);
    expect(codes.filter((code) => code === 1).length).toBeGreaterThan(10);
  });
});

describe('failures without a script', () => {
  /** May only become shorter. */
  const KNOWN = [
    ...['flow', 'bitwise', 'rank', 'reduced', 'lattice', 'orientations', 'function-rank'],
    ...['inertia', 'distance-law', 'across', 'critical'],
  ];

  it('are known by name, and none is stored', () => {
    expect(KNOWN).toEqual(expect.arrayContaining([...WITHOUT_SCRIPT]));
    for (const { clause } of stored) expect(WITHOUT_SCRIPT).not.toContain(clause);
  });

  it('are refused by name', () => {
    const one = stored.find(({ clause }) => clause === 'steps')!;
    const other = { ...one, claim: { ...one.claim, id: 'near-manifold' } };
    expect(() => findingOf(other, '1', () => undefined)).toThrow(
      'no script shows failures of the kind "steps" (near-manifold, which is not known here)',
    );
  });
});
