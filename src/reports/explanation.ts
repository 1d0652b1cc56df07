/**
 * What is computed of a trained network for `falsim explain`: what training can never change in it, what it is
 * near, which laws it has, and how it differs from another checkpoint of the same model.
 */
import { InputError, UnsupportedError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';
import type { ModelJson } from '../models/contract.ts';
import { type Drift, driftOf, type LawValue, lawValues } from '../orbits/conserved/law-values.ts';
import { type OrbitResult, orbit } from '../orbits/dimension/orbit.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';
import type { FixedUnits } from '../symmetry/isotropy/stratum-description.ts';
import { axisSourcesAt, condensationOf } from '../symmetry/strata/axis-source.ts';
import type { AxisSource } from '../symmetry/strata/unit-blocks.ts';
import type { CondensedModel } from './condensation-text.ts';

/** A network as it was read. */
export interface Network {
  readonly model: ModelJson;
  readonly parameters: number;
  /** Null where there are too many parameters for one. */
  readonly instance: Instance | null;
  /** How far a stored number may be from the one that was meant, as a share of it. */
  readonly rounding: number;
  axes(): readonly AxisSource[];
  /** ‖θ‖. */
  norm(): number;
}

export interface Explanation {
  readonly model: ModelJson;
  readonly condensed: CondensedModel;
  /** Null beyond `MOST_EXACT` parameters. */
  readonly exact: ExactPart | null;
  readonly since: SincePart | null;
}

export interface ExactPart {
  readonly stratum: { readonly dimension: number; readonly description: string };
  readonly fixed: FixedUnits;
  readonly orbit: OrbitResult | NotComputed;
  readonly laws: readonly LawValue[] | NotComputed;
}

/** Why something is not there. */
export interface NotComputed {
  readonly reason: string;
}

export interface SincePart {
  readonly drift: Drift | NotComputed;
  /** The stratum of the network before, and how far from it this one is; 0 on it. */
  readonly before: {
    readonly description: string;
    readonly dimension: number;
    readonly distance: number;
  };
  /** What the rounding of stored numbers may make of a distance. */
  readonly error: number;
  readonly dimension: number;
}

/** Largest model of which strata, orbit and laws are computed exactly. */
export const MOST_EXACT = 5000;

export interface ExplainOptions {
  /** Share of ‖θ‖ that counts as near. */
  readonly tolerance: number;
  readonly since: Network | null;
  readonly withOrbit: boolean;
}

/** @throws InputError where the other network is of another model. */
export function explanation(network: Network, options: ExplainOptions): Explanation {
  const { model, parameters, instance } = network;
  const { tolerance, since } = options;
  const sources = network.axes();
  const norm = network.norm();
  const condensed: CondensedModel = {
    parameters,
    norm,
    tolerance,
    axes: sources.map((source) => condensationOf(source, tolerance * norm)),
  };
  const small = instance === null || parameters > MOST_EXACT ? null : open(instance);
  return {
    model,
    condensed,
    exact: small === null ? null : exactPart(small, network.rounding, options.withOrbit),
    since: since === null ? null : sincePart(network, since),
  };
}

function exactPart(subject: Subject, rounding: number, withOrbit: boolean): ExactPart {
  const { dimension, description } = stratumOf(subject);
  return {
    stratum: { dimension, description },
    fixed: isotropyOf(subject).fixed,
    orbit: withOrbit
      ? orReason(() => orbit(subject, { seed: 1, floatRank: false }))
      : { reason: '--no-orbit' },
    laws: orReason(() => lawValues(subject.model, subject.float, rounding)),
  };
}

function sincePart(network: Network, since: Network): SincePart {
  if (JSON.stringify(network.model) !== JSON.stringify(since.model))
    throw new InputError(
      '--since',
      `a network of the same model, ${JSON.stringify(network.model)}`,
      JSON.stringify(since.model),
    );
  const [after, before] = [network, since].map(({ instance, parameters }) => {
    if (instance !== null && parameters <= MOST_EXACT) return open(instance);
    throw new InputError(
      '--since',
      `networks of at most ${MOST_EXACT} parameters`,
      `${parameters}`,
    );
  });
  const { subspace, description, dimension } = stratumOf(before);
  const roundings = [since.rounding, network.rounding] as const;
  return {
    drift: orReason(() => driftOf(after.model, [before.float, after.float], roundings)),
    before: { description, dimension, distance: subspace.distance(after.float) },
    error: 2 * network.rounding * network.norm(),
    dimension: stratumOf(after).dimension,
  };
}

/** What cannot be computed says why. */
export function orReason<T>(compute: () => T): T | NotComputed {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof UnsupportedError || error instanceof InputError)) throw error;
    return { reason: error.message };
  }
}

/** An instance as a network: its numbers are float32 where all of them could be. */
export function networkOf(instance: Instance, rounding?: number): Network {
  const { model, float } = open(instance);
  return {
    model: instance.model,
    parameters: model.size,
    instance,
    rounding: rounding ?? roundingOf(float),
    axes: () => axisSourcesAt(instance.model, float),
    norm: () => Math.sqrt(float.reduce((sum, x) => sum + x * x, 0)),
  };
}

/** Half a unit in the last place. */
export function roundingOf(theta: Float64Array): number {
  return theta.every((x) => Math.fround(x) === x) ? 2 ** -24 : 2 ** -53;
}

export const isComputed = <T extends object>(part: T | NotComputed): part is T =>
  !('reason' in part);
