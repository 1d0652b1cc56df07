import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canonicalInstance } from '../counterexamples/canonical-instance.ts';
import { save } from '../counterexamples/store.ts';
import { writeJson } from '../json/write-json.ts';
import { temporaryFolder } from '../testing/campaign-options.ts';
import { bounded } from '../testing/toy-claims.ts';
import { runChunk } from './chunk.ts';
import { knownWitness } from './known-witness.ts';
import { counterexampleOf } from './shrinking.ts';

it('knows what was shrunk before, and nothing else', () => {
  const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: 50 };
  const [failure, other] = runChunk(bounded, spec).failures;
  const task = { ...spec, ...failure, tries: failure.run + 1, maxEvaluations: 500 };
  const folder = temporaryFolder();
  const known = (given = task) => knownWitness(folder, bounded, given, canonicalInstance);
  expect(known()).toBe(undefined);
  save(folder, counterexampleOf(bounded, { ...task, maxEvaluations: 0 }), canonicalInstance);
  // Not shrunk to the end.
  expect(known()).toBe(undefined);
  const whole = counterexampleOf(bounded, task);
  const { file } = save(folder, whole, canonicalInstance);
  expect(known()).toEqual(whole);
  expect(known({ ...task, instance: whole.instance })).toEqual(whole);
  expect(known({ ...task, ...other })).toBe(undefined);
  expect(known({ ...task, dropped: [] })).toBe(undefined);
  // One that does not fail any more, and one that was edited.
  const survives = {
    ...bounded,
    generate: bounded.generate,
    check: () => ({ kind: 'vacuous' }) as never,
  };
  expect(knownWitness(folder, survives, task, canonicalInstance)).toBe(undefined);
  writeFileSync(file, writeJson({ ...whole, reason: 'edited' }));
  expect(known()).toBe(undefined);
});
