/** Whatever an instance stands in, it is the same one, and a user's model in it is tried first. */
import { afterAll, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { ModelError } from '../errors.ts';
import { axis, defineModel, literal, object, tensor } from '../models/library.ts';
import { registerModel, unregisterModel } from '../models/registry.ts';
import { large, linear } from '../testing/found-counterexample.ts';
import { heldInstance } from './held-instance.ts';

const kinked = defineModel({
  kind: 'kinked',
  formula: 'F(x) = |w x|, which no claim is about',
  spec: object({ kind: literal('kinked') }),
  architecture: () => ({
    parameters: { w: tensor(axis('one', 1, 'hidden', null)) },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate: (field, { w }, { x }) => [field.apply(resolveFunction('relu'), field.mul(w[0], x[0]))],
});

const lost = (instance: object) => ({
  lostVersion: 1,
  claim: 'bounded',
  droppedHypotheses: [],
  cause: 'crashed',
  reason: 'it ended',
  instance,
});

afterAll(() => unregisterModel(kinked));

it('reads one instance, whatever it stands in', () => {
  const stored = large();
  const instance = linear(12);
  expect(heldInstance(instance)).toEqual({ instance, counterexample: null, asked: null });
  const ofLost = { claim: lost(instance).claim, dropped: [], instead: [] };
  expect(heldInstance(lost(instance))).toEqual({ instance, counterexample: null, asked: ofLost });
  const held = heldInstance(stored);
  expect(held.instance).toEqual(instance);
  expect(held.counterexample).toMatchObject({ claim: { id: 'bounded' }, schemaVersion: 2 });
  expect(held.asked).toEqual({ claim: 'bounded', dropped: stored.droppedHypotheses, instead: [] });
});

it('tries a user’s model first', () => {
  registerModel(kinked, { file: 'mine.ts', digest: '' });
  const instance = { model: { kind: 'kinked' }, parameters: { w: [1] } };
  for (const json of [instance, lost(instance)])
    expect(() => heldInstance(json)).toThrow(ModelError);
  expect(() => heldInstance(instance)).toThrow(/^mine\.ts: model "kinked": evaluate/);
});

it('refuses names that nobody knows', () => {
  expect(() => heldInstance({ ...linear(1), loss: 'cubed' })).toThrow(/^loss: expected one of/);
});
