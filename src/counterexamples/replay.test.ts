import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import type { Decision } from '../claims/decision.ts';
import { claimById } from '../claims/registry.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { folder, found, large, linear } from '../testing/found-counterexample.ts';
import { bounded, claims, neverNegative } from '../testing/toy-claims.ts';
import {
  type Counterexample,
  digestOf,
  type LegacyCounterexample,
  withDigest,
} from './counterexample.ts';
import { readCounterexampleFile } from './read-counterexample.ts';
import { counterexampleFiles, replay, replayFile } from './replay.ts';
import { save } from './store.ts';

const findClaim = (id: string) => claims.find((claim) => claim.id === id);

describe('replay', () => {
  it('passes what is filed under a dropped hypothesis or against a claim known to be false', () => {
    expect(replay(large(), 'x', findClaim)).toMatchObject({ status: 'reproduced', passed: true });
    const negative = found(neverNegative, [], linear(-5, 2));
    expect(replay(negative, 'x', findClaim)).toMatchObject({ status: 'reproduced', passed: true });
  });

  it('fails when any digit of the file was changed', () => {
    const text = writeJson(large());
    const folderOfAltered = folder();
    let altered = 0;
    for (const match of text.matchAll(/\d/g)) {
      const digit = match[0] === '9' ? '8' : String(Number(match[0]) + 1);
      const edited = text.slice(0, match.index) + digit + text.slice(match.index + 1);
      const file = join(folderOfAltered, `${match.index}.json`);
      writeFileSync(file, edited);
      let passed = false;
      try {
        ({ passed } = replayFile(file, findClaim));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
      expect(passed, `digit at ${match.index}`).toBe(false);
      altered++;
    }
    expect(altered).toBeGreaterThan(50);
  });

  it.each<[string, Partial<Counterexample>, string]>([
    ['margin', { margin: large().margin * 1.001 }, 'differs'],
    ['evidence', { by: { ...large().by, evidence: { largest: 11 } } as Decision }, 'differs'],
    ['proof', { proof: { by: 'enclosure', digits: 60 } }, 'differs'],
    ['original', { original: { ...large().original, margin: -1 } }, 'differs'],
    ['clause', { clause: 'shape' }, 'differs'],
    ['signature', { signature: 'huge' }, 'differs'],
    ['instance', { instance: linear(1) }, 'survives'],
    ['hypothesis', { droppedHypotheses: ['smal'] }, 'unknown'],
    ['claim', { claim: { id: 'no-such', statement: 'x' } }, 'unknown'],
    ['planted', { planted: true }, 'differs'],
  ])('recomputes the %s even when the digest fits', (_, change, status) => {
    const outcome = replay(withDigest({ ...large(), ...change }), 'x', findClaim);
    expect(outcome).toMatchObject({ status, passed: false });
  });

  it.each([
    ['theorem', 'alarm', /^bounded, a theorem, fails with every hypothesis in force: /],
    ['published', 'finding', /^bounded, claimed in print, fails with every/],
    ['conjecture', 'finding', /^bounded, a conjecture, fails with every/],
    ['refuted', 'expected', /^the largest/],
  ] as const)(
    'says what a refutation of a %s with every hypothesis in force means: %s',
    (status, meaning, reason) => {
      const stored = withDigest({ ...large(), droppedHypotheses: [] });
      const unrestricted: Claim = {
        ...bounded,
        status,
        hypotheses: [],
        check: (instance, options) =>
          bounded.check(instance, { ...options, dropped: new Set(['small']) }),
      };
      const outcome = replay(stored, 'x', () => unrestricted);
      expect(outcome).toMatchObject({ status: 'reproduced', passed: true, meaning });
      expect(outcome.reason).toMatch(reason);
      const dropped = replay(large(), 'x', () => ({ ...bounded, status }));
      expect(dropped).toMatchObject({ status: 'reproduced', meaning: 'expected' });
    },
  );

  it('asks the domain of the claim, whatever its check forgets', () => {
    const elsewhere: Claim = { ...bounded, domain: () => ({ kinds: ['attention'] }) };
    expect(replay(large(), 'x', () => elsewhere)).toMatchObject({
      status: 'survives',
      meaning: null,
    });
  });

  it('lists files of a folder in order, and says what is not there', () => {
    const at = folder();
    save(at, large());
    save(at, found(neverNegative, [], linear(-5, 2)));
    const names = counterexampleFiles(at).map((file) => file.slice(at.length + 1).split('/')[0]);
    expect(names).toEqual(['bounded', 'never-negative']);
    expect(() => counterexampleFiles(join(at, 'none'))).toThrow(/received no such file/);
  });
});

describe('schema 1', () => {
  const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

  it('is read and replayed as it was written, digest and text', () => {
    const files = counterexampleFiles(fixtures);
    expect(files).toHaveLength(2);
    for (const file of files) {
      const stored = readCounterexampleFile(file);
      expect(stored.schemaVersion).toBe(1);
      expect(stored).toHaveProperty('evidence');
      expect(replayFile(file, claimById)).toMatchObject({ status: 'reproduced', passed: true });
    }
  });

  it.each<[string, (stored: LegacyCounterexample) => Partial<LegacyCounterexample>]>([
    ['evidence', ({ evidence }) => ({ evidence: { ...evidence, distance: 7, upperBound: 7 } })],
    ['clause', () => ({ clause: 'span' })],
    ['signature', () => ({ signature: 'nothing' })],
  ])('is held against what is computed now: %s', (_, change) => {
    for (const file of counterexampleFiles(fixtures)) {
      const stored = readCounterexampleFile(file);
      if (stored.schemaVersion !== 1) expect.fail('not schema 1');
      const changed = { ...stored, ...change(stored) };
      const outcome = replay({ ...changed, digest: digestOf(changed) }, file, claimById);
      expect(outcome).toMatchObject({ status: 'differs', passed: false });
    }
  });

  // Margins of steps were measured against an absolute 1, and come from an enclosure now.
  it.each([
    ['orbit-gap', 'differs'],
    ['steps', 'reproduced'],
  ])('its margin is held against that of now where both mean the same: %s', (clause, status) => {
    const file = counterexampleFiles(fixtures).find((name) => name.includes(clause))!;
    const stored = readCounterexampleFile(file);
    const changed = { ...stored, margin: 2 * stored.margin };
    const outcome = replay({ ...changed, digest: digestOf(changed) }, file, claimById);
    expect(outcome.status).toBe(status);
  });
});

describe('links in a folder', () => {
  const text = () => `${JSON.stringify(large())}\n`;

  it('are followed within it, to files and folders, once', () => {
    const at = folder();
    const { file } = save(at, large());
    symlinkSync(file, join(at, 'again.json'));
    symlinkSync(at, join(at, 'bounded', 'round'));
    expect(counterexampleFiles(at)).toEqual([join(at, 'again.json'), file]);
  });

  it('are refused where they lead out of it or nowhere; the rest is listed', () => {
    const [at, elsewhere] = [folder(), folder()];
    const { file } = save(at, large());
    writeFileSync(join(elsewhere, 'x.json'), text());
    symlinkSync(join(elsewhere, 'x.json'), join(at, 'file.json'));
    symlinkSync(elsewhere, join(at, 'folder'));
    symlinkSync(join(at, 'none'), join(at, 'nowhere.json'));
    const refused: string[] = [];
    expect(counterexampleFiles(at, ({ message }) => refused.push(message))).toEqual([file]);
    expect(refused.sort()).toEqual([
      expect.stringMatching(/file\.json: expected a link that stays within .*, received .*x\.json/),
      expect.stringMatching(/folder: expected a link that stays within /),
      expect.stringMatching(/nowhere\.json: expected a link to a file, received no such file/),
    ]);
    expect(() => counterexampleFiles(at)).toThrow(InputError);
    // What is named is read, wherever it leads.
    expect(counterexampleFiles(join(at, 'file.json'))).toEqual([join(at, 'file.json')]);
  });
});
