/**
 * A counterexample as it is stored: what is wrong in one sentence, the smallest instance found, the one
 * it was shrunk from, and enough to find and check it again. There is no time, date or machine in it:
 * the same hunt writes the same bytes.
 */
import type { Decision } from '../claims/decision.ts';
import type { Json } from '../claims/json.ts';
import type { Proof } from '../claims/proof.ts';
import type { Instance } from '../instances/instance.ts';
import { canonicalJson, sha256 } from '../json/canonical-json.ts';

export const SCHEMA_VERSION = 2;

/** An instance with the verdict on it. */
export interface Refutation {
  readonly margin: number;
  readonly reason: string;
  /** What decided, as the oracle measured it. */
  readonly by: Decision;
  readonly proof: Pick<Proof, 'by'> & { readonly digits?: number };
  readonly instance: Instance;
}

/** The same as schema 1 stored it: fields by name, of an arm that is not told. */
export interface LegacyRefutation {
  readonly margin: number;
  readonly reason: string;
  readonly evidence: { readonly [field: string]: Json };
  readonly instance: Instance;
}

/** Schema 2. */
export interface Counterexample extends Refutation, Description {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  /** The instance as it was found. */
  readonly original: Refutation;
}

/** Schema 1: read and replayed, not written any more. */
export interface LegacyCounterexample extends LegacyRefutation, Description {
  readonly schemaVersion: 1;
  readonly original: LegacyRefutation;
}

/** A counterexample as a file has it, of either schema. */
export type StoredCounterexample = Counterexample | LegacyCounterexample;

interface Description {
  readonly falsimVersion: string;
  readonly claim: { readonly id: string; readonly statement: string };
  /** Whether the claim is known to be false and there to measure the hunt. */
  readonly planted: boolean;
  /** Ids of the hypotheses that were not in force, sorted. */
  readonly droppedHypotheses: readonly string[];
  /** Ids of weaker forms of these that were, sorted; absent where there are none. */
  readonly instead?: readonly string[];
  /** Which part of the claim failed. */
  readonly clause: string;
  /**
   * The clause, and what is finer where the claim tells failures of one clause apart; with the claim's id
   * what makes failures the same. In schema 1 only what is finer, '' where nothing is.
   */
  readonly signature: string;
  /** What can be changed at will while the failure stays, one sentence each. */
  readonly irrelevant: readonly string[];
  readonly minimality: {
    /** No single simplification keeps the failure. False when the search for one was cut short. */
    readonly proven: boolean;
    /** How many simplifications of the instance were tried to know that. */
    readonly stepsTried: number;
  };
  readonly search: {
    readonly seed: number;
    /** Instances tried by the hunt up to and including the original. */
    readonly tries: number;
    /** Candidates checked while shrinking. */
    readonly shrinks: number;
  };
  /** SHA-256 of the file that defines the model; models of falsim have none. */
  readonly modelDigest?: string;
  /** SHA-256 of everything above (`digestOf`). */
  readonly digest: string;
}

/** SHA-256, in hexadecimal, of the canonical JSON of all but the digest itself. */
export function digestOf(content: object): string {
  const { digest: _, ...rest } = content as { readonly digest?: string };
  return sha256(canonicalJson(rest));
}

export function withDigest(content: Omit<Counterexample, 'digest'>): Counterexample {
  return { ...content, digest: digestOf(content) };
}
