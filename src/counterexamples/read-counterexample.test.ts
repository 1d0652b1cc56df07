import { describe, expect, it } from 'vitest';
import { large, linear } from '../testing/found-counterexample.ts';
import { parseCounterexample } from './read-counterexample.ts';

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
    [
      'a missing key',
      (t) => Reflect.deleteProperty(t, 'margin'),
      /^margin: expected a number < 0, received nothing$/,
    ],
    [
      'an unknown key',
      (t) => Object.assign(t, { date: 'now' }),
      /^date: expected one of the keys schemaVersion, .*received "date"$/,
    ],
    [
      'a margin that survives',
      (t) => Object.assign(t, { margin: 1 }),
      /^margin: expected a number < 0, received 1$/,
    ],
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
      (t) => Object.assign(t, { claim: 'linear' }),
      /^claim: expected an object with the keys id, statement, received "linear"$/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(changed(change)).toThrow(message);
  });
});
