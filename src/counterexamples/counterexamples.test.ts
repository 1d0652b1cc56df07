import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import type { Decision } from '../claims/decision.ts';
import { marginOf } from '../claims/margin.ts';
import { claimById } from '../claims/registry.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import type { LayeredParameters } from '../models/kinds/specs.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { bounded, claims, neverNegative } from '../testing/toy-claims.ts';
import { canonicalInstance } from './canonical-instance.ts';
import {
  type Counterexample,
  digestOf,
  type LegacyCounterexample,
  withDigest,
} from './counterexample.ts';
import { irrelevance } from './irrelevance.ts';
import { parseCounterexample, readCounterexampleFile } from './read-counterexample.ts';
import { counterexampleFiles, replay, replayFile } from './replay.ts';
import { save } from './store.ts';

const findClaim = (id: string) => claims.find((claim) => claim.id === id);

function linear(...theta: number[]): Instance {
  return {
    model: { kind: 'linear', widths: [theta.length, 1] },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  };
}

/** The verdict on `instance`, as if found by shrinking `original`. */
function found(
  claim: Claim,
  dropped: readonly string[],
  instance: Instance,
  original: Instance = instance,
): Counterexample {
  const refuted = (at: Instance) => {
    const verdict = claim.check(open(at), { dropped: new Set(dropped), strictness: 0 });
    if (verdict.kind !== 'falsified') throw new Error(`${verdict.kind}, not falsified`);
    const { by, proof } = verdict;
    return { margin: marginOf(verdict), reason: sentenceOf(verdict), by, proof, instance: at };
  };
  const { by } = refuted(instance);
  return withDigest({
    schemaVersion: 2,
    falsimVersion: '0.1.0',
    claim: { id: claim.id, statement: claim.statement },
    planted: claim.status === 'known-false',
    droppedHypotheses: dropped,
    clause: by.clause,
    signature: signatureOf(by),
    ...refuted(instance),
    irrelevant: [],
    minimality: { proven: true, stepsTried: 3 },
    original: refuted(original),
    search: { seed: 1, tries: 3, shrinks: 17 },
  });
}

const large = () => found(bounded, ['small'], linear(12), linear(-17, 3, 0));
const folder = () => mkdtempSync(join(tmpdir(), 'falsim-store-'));

describe('save', () => {
  it('writes what it says, once, and the same bytes every time', () => {
    const [a, b] = [folder(), folder()];
    const first = save(a, large());
    expect(first.status).toBe('stored');
    expect(first.file).toMatch(/\/bounded\/small--x-size--[0-9a-f]{10}\.json$/);
    const text = readFileSync(first.file, 'utf8');
    expect(parseCounterexample(parseJson(text))).toStrictEqual(large());
    expect(save(a, large()).status).toBe('unchanged');
    expect(readFileSync(save(b, large()).file, 'utf8')).toBe(text);
    expect(readdirSync(join(a, 'bounded'))).toHaveLength(1);
  });

  it('knows the same counterexample with its neurons in another order', () => {
    const at = folder();
    const instance = (rows: readonly (readonly number[])[], out: readonly number[]): Instance => ({
      model: { kind: 'fully-connected', widths: [2, 2, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights: rows, bias: null },
          { weights: [out], bias: null },
        ],
      },
    });
    const one = {
      ...large(),
      instance: instance(
        [
          [1, 2],
          [3, 4],
        ],
        [5, 6],
      ),
    };
    // Neurons exchanged, and one of them negated: tanh is odd.
    const two = {
      ...one,
      instance: instance(
        [
          [-3, -4],
          [1, 2],
        ],
        [-6, 5],
      ),
    };
    const three = {
      ...one,
      instance: instance(
        [
          [3, 4],
          [1, 2],
        ],
        [5, 6],
      ),
    };
    expect(canonicalInstance(one.instance)).toBe(canonicalInstance(two.instance));
    expect(save(at, withDigest(one)).status).toBe('stored');
    expect(save(at, withDigest(two)).status).toBe('duplicate');
    expect(save(at, withDigest(three)).status).toBe('stored');
  });

  it('never overwrites a file that was edited, or cannot be read', () => {
    const at = folder();
    const { file } = save(at, large());
    for (const edited of [readFileSync(file, 'utf8').replace('"seed": 1', '"seed": 2'), 'gone']) {
      writeFileSync(file, edited);
      expect(save(at, large()).status).toBe('blocked');
      expect(readFileSync(file, 'utf8')).toBe(edited);
    }
  });

  it('says which file could not be written', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(() => save(file, large())).toThrow(InputError);
  });
});

describe('parseCounterexample', () => {
  const changed = (change: (tree: { [key: string]: unknown }) => void) => {
    const tree = structuredClone(large()) as unknown as { [key: string]: unknown };
    change(tree);
    return () => parseCounterexample(tree);
  };

  it.each<[string, (tree: { [key: string]: unknown }) => void, RegExp]>([
    [
      'another version',
      (t) => Object.assign(t, { schemaVersion: 3 }),
      /^schemaVersion: .*received 3/,
    ],
    ['a missing key', (t) => Reflect.deleteProperty(t, 'margin'), /expected the key margin/],
    [
      'an unknown key',
      (t) => Object.assign(t, { date: 'now' }),
      /only known keys, received "date"/,
    ],
    ['a margin that survives', (t) => Object.assign(t, { margin: 1 }), /^margin: expected < 0/],
    [
      'a wrong shape',
      (t) =>
        Object.assign(t, { instance: { ...linear(1), model: { kind: 'linear', widths: [2, 1] } } }),
      /^instance.parameters.layers\[0\].weights: expected 1 × 2/,
    ],
    [
      'a wrong number',
      (t) => Object.assign(t, { original: { ...large().original, margin: 'x' } }),
      /^original.margin: /,
    ],
    ['an empty signature', (t) => Object.assign(t, { signature: '' }), /^signature: /],
    ['an empty sentence', (t) => Object.assign(t, { reason: '' }), /^reason: /],
    ['no proof', (t) => Object.assign(t, { proof: { by: 'float64' } }), /^proof.by: /],
    [
      'no object',
      (t) => Object.assign(t, { claim: [] }),
      /^claim: expected object, received an empty array/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(changed(change)).toThrow(message);
  });
});

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

describe('irrelevance', () => {
  const network = (activation: string): Instance => ({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[2]], bias: null },
        { weights: [[0]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
  });
  const activationOf = ({ model }: Instance) =>
    isOfKind(model, 'fully-connected') ? String(model.activation) : '';

  it('finds the condition that tells failing activations from the others', () => {
    const odd = ['identity', 'cube', 'tanh', 'sin', 'arctan', 'erf'];
    const sentences = irrelevance(network('tanh'), (i) => odd.includes(activationOf(i)));
    expect(sentences[0]).toBe('Any activation with odd parity fails.');
    const few = irrelevance(network('tanh'), (i) => ['tanh', 'sin'].includes(activationOf(i)));
    expect(few[0]).toBe('These activations fail as well: sin.');
    expect(irrelevance(network('tanh'), () => true)[0]).toBe('Any activation fails.');
  });

  it('tells numbers that may be anything from those that may not be 0', () => {
    const sentences = irrelevance(network('tanh'), ({ model, parameters, loss, data }) => {
      const [[w]] = (parameters as LayeredParameters).layers[0].weights as [[number]];
      return (
        activationOf({ model, parameters }) === 'tanh' &&
        w !== 0 &&
        loss === 'squared' &&
        data?.inputs[0]?.[0] === 1
      );
    });
    expect(sentences).toEqual([
      'a may be any number.',
      'w may be any number other than 0.',
      'The targets may be any numbers.',
    ]);
  });

  it('tries data of nothing but zeros apart', () => {
    const sentences = irrelevance(network('tanh'), ({ data }) => data?.targets[0]?.[0] !== 0);
    expect(sentences).not.toContain('The targets may be any numbers.');
    const network1 = { ...network('tanh'), data: { inputs: [[1]], targets: [[1]] } };
    const nonZero = irrelevance(network1, ({ data }) => data?.targets[0]?.[0] !== 0);
    expect(nonZero).toContain('The targets may be any numbers other than 0.');
  });

  it('says nothing where everything matters', () => {
    const text = JSON.stringify(network('tanh'));
    expect(irrelevance(network('tanh'), (i) => JSON.stringify(i) === text)).toEqual([]);
  });
});
