/** Counterexamples to the toy claims, as a hunt would store them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claim } from '../claims/claim.ts';
import { marginOf } from '../claims/margin.ts';
import { sentenceOf } from '../claims/sentence.ts';
import { signatureOf } from '../claims/signature.ts';
import { type Counterexample, withDigest } from '../counterexamples/counterexample.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { bounded } from './toy-claims.ts';

export function linear(...theta: number[]): Instance {
  return {
    model: { kind: 'linear', widths: [theta.length, 1] },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  };
}

/** The verdict on `instance`, as if found by shrinking `original`. */
export function found(
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

/** Found with `small` dropped, shrunk from another. */
export const large = () => found(bounded, ['small'], linear(12), linear(-17, 3, 0));
/** A fresh folder. */
export const folder = () => mkdtempSync(join(tmpdir(), 'falsim-store-'));
