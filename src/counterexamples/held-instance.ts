/** The instance that a file holds: alone, in a counterexample, or as what a hunt lost. */
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { bind } from '../models/bind.ts';
import { tryModel } from '../models/try-model.ts';
import { checkNames } from '../training/known-names.ts';
import type { StoredCounterexample } from './counterexample.ts';
import { isLost, parseLost } from './lost-instance.ts';
import { parseCounterexample } from './read-counterexample.ts';

export interface HeldInstance {
  readonly instance: Instance;
  /** What it stands in; null where it is no counterexample. */
  readonly counterexample: StoredCounterexample | null;
  /** What was asked of it; null where it stands alone. */
  readonly asked: Asked | null;
}

/** A claim and which of its hypotheses are not in force. */
export interface Asked {
  readonly claim: string;
  readonly dropped: readonly string[];
  /** Ids of the weaker forms of these that are. */
  readonly instead: readonly string[];
}

/**
 * @throws InputError for what holds none; ModelError where a user's model does what none may do.
 */
export function heldInstance(json: unknown): HeldInstance {
  const held = parsed(json);
  tryModel(bind(held.instance.model));
  return held;
}

function parsed(json: unknown): HeldInstance {
  if (isLost(json)) {
    const { instance, claim, droppedHypotheses: dropped } = parseLost(json);
    return { instance, counterexample: null, asked: { claim, dropped, instead: [] } };
  }
  const isCounterexample = typeof json === 'object' && json !== null && 'schemaVersion' in json;
  const counterexample = isCounterexample ? parseCounterexample(json) : null;
  const instance = parseInstance(counterexample === null ? json : counterexample.instance);
  checkNames(instance);
  return { instance, counterexample, asked: counterexample && askedBy(counterexample) };
}

function askedBy({ claim, droppedHypotheses, instead = [] }: StoredCounterexample): Asked {
  return { claim: claim.id, dropped: droppedHypotheses, instead };
}
