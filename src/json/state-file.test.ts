import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sha256 } from './canonical-json.ts';
import { readState, type StateFormat, writeState } from './state-file.ts';

interface Content {
  readonly numbers: readonly number[];
}

const format: StateFormat<Content> = {
  name: 'the state of a test',
  version: 1,
  code: 'a',
  content: v.strictObject({ numbers: v.array(v.number('a number')) }),
};
const fresh = () => join(mkdtempSync(join(tmpdir(), 'falsim-state-')), 'state.json');

describe('a state file', () => {
  it('gives back what was written, −0 as well', () => {
    const file = fresh();
    expect(readState(file, format)).toEqual({ kind: 'absent' });
    const checksum = writeState(file, format, { numbers: [1e-300, -0] });
    expect(readState(file, format)).toStrictEqual({
      kind: 'present',
      content: { numbers: [1e-300, -0] },
      checksum,
    });
  });

  it('is outdated for another build, another version, and if it is older than this format', () => {
    const file = fresh();
    writeState(file, format, { numbers: [] });
    expect(readState(file, { ...format, code: 'b' })).toEqual({ kind: 'outdated' });
    expect(readState(file, { ...format, version: 2 })).toEqual({ kind: 'outdated' });
    writeFileSync(file, '{"version":"0.1.0","targets":{}}');
    expect(readState(file, format)).toEqual({ kind: 'outdated' });
  });

  it('is refused when a number in it was changed', () => {
    const file = fresh();
    writeState(file, format, { numbers: [17] });
    writeFileSync(file, readFileSync(file, 'utf8').replace('17', '18'));
    expect(() => readState(file, format)).toThrow(
      `${file}: expected a checksum that fits the content, received another`,
    );
  });

  it.each([
    ['[1', 'text that is no JSON'],
    ['[1]', 'something else'],
    ['{"model": {}}', 'something else'],
    ['null', 'something else'],
  ])('is refused when it is %s', (text, received) => {
    const file = fresh();
    writeFileSync(file, text);
    expect(() => readState(file, format)).toThrow(
      `${file}: expected the state of a test, received ${received}; remove the file to start anew`,
    );
  });

  it('is refused with a fitting checksum and another shape, by the name of what is wrong', () => {
    const file = fresh();
    const content = '{ "numbers": [1, "2"] }';
    const head = { format: format.name, version: 1, code: 'a', checksum: sha256(content) };
    writeFileSync(file, JSON.stringify({ ...head, content: JSON.parse(content) }));
    expect(() => readState(file, format)).toThrow(
      `${file}: numbers.1: expected the state of a test, received a number`,
    );
  });
});
