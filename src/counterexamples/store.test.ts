import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { parseJson } from '../json/json-text.ts';
import { folder, large } from '../testing/found-counterexample.ts';
import { canonicalInstance } from './canonical-instance.ts';
import { withDigest } from './counterexample.ts';
import { parseCounterexample } from './read-counterexample.ts';
import { save } from './store.ts';

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

  it.each(['../elsewhere', '/etc/falsim', 'a/b', 'A', '', 'x'.repeat(500)])(
    'refuses %j, which is no id, and writes nothing',
    (id) => {
      const at = folder();
      const named = { ...large(), claim: { ...large().claim, id } };
      expect(() => save(at, named)).toThrow(InputError);
      expect(() => save(at, { ...large(), droppedHypotheses: [id] })).toThrow(InputError);
      expect(readdirSync(at)).toEqual([]);
    },
  );

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

  it('does not write through a folder that is a link out of the store', () => {
    const [at, elsewhere] = [folder(), folder()];
    symlinkSync(elsewhere, join(at, 'bounded'));
    expect(save(at, large())).toMatchObject({
      status: 'blocked',
      reason: expect.stringContaining('a link that leads out of'),
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
