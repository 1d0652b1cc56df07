/** What is proved of an orbit from both sides, and when nothing is. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { Instance } from '../../instances/instance.ts';
import { axis, defineModel, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { GENERIC, instanceOf, network } from '../../testing/small-networks.ts';
import {
  isSmallestStratum,
  OrbitExceedsStratumError,
  type OrbitOptions,
  orbit,
  stratumLowerBound,
} from './orbit.ts';
import { isDecided, isProved } from './orbit-status.ts';

/** F = x/(eᵘ − eᵛ). */
const quotient = defineModel({
  kind: 'quotient-of-exponentials',
  formula: 'F = x/(eᵘ − eᵛ)',
  spec: object({ kind: literal('quotient-of-exponentials') }),
  architecture: () => ({
    parameters: { u: tensor(), v: tensor() },
    inputs: { x: tensor(axis('one', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate: (f, { u, v }, { x }) => {
    const exp = resolveFunction('exp');
    return [f.mul(x[0], f.inverse(f.sub(f.apply(exp, u), f.apply(exp, v))))];
  },
});

registering(quotient);

const at = (instance: Instance, options: Partial<OrbitOptions> = {}) =>
  orbit(instance, { seed: 1, ...options });
const polynomial = (features: string[], theta: number[]) =>
  instanceOf(
    { kind: 'polynomial', variables: ['u', 'v', 'w'].slice(0, theta.length), features },
    theta,
  );

describe('vectors that all isometries fix', () => {
  const bound = (instance: Instance) => stratumLowerBound(at(instance), 'seed');

  it('are as many as the stratum has where symmetries are all known', () => {
    // Two tanh neurons: apart, equal, one of them dead.
    expect(bound(network([1, 2, 1], 'tanh', [1, 2, 3, 5]))).toBe(4);
    expect(bound(network([1, 2, 1], 'tanh', [1, 1, 3, 3]))).toBe(2);
    expect(bound(network([1, 2, 1], 'tanh', [1, 0, 3, 0]))).toBe(2);
    expect(isSmallestStratum(at(network([1, 2, 1], 'tanh', [1, 1, 3, 3])))).toBe(true);
  });

  it('are counted at θ alone where the constants are those of θ', () => {
    // tanh(1/2) is met: at other biases it would be another number.
    expect(bound(network([1, 1, 1], 'tanh', [1, '1/2', 3, 0], true))).toBe(4);
  });

  it('are none where the constants are not known to be independent', () => {
    const result = at(network([1, 1, 1], 'softplus', [3, 1, 5, 2], true));
    expect([result.status, stratumLowerBound(result, 'seed')]).toEqual(['conditional', 0]);
    expect(isSmallestStratum(result)).toBe(false);
    expect(result.assumptions.length).toBeGreaterThan(0);
  });

  it('are no more than the stratum that is asked about', () => {
    const result = at(network([1, 2, 1], 'tanh', [1, 2, 3, 5]));
    const smaller = { ...result, stratum: { dimension: 3, description: '' } };
    expect(stratumLowerBound(smaller, 'seed')).toBe(3);
  });
});

describe('a status', () => {
  it('is proved or not', () => {
    expect(
      (['certified', 'explained', 'conditional', 'stationary', 'generic'] as const).map(isProved),
    ).toEqual([true, true, false, false, false]);
    expect(
      (['certified', 'explained', 'conditional', 'stationary', 'generic'] as const).map(isDecided),
    ).toEqual([true, true, true, false, false]);
  });

  it('is that of the bounds: certified, explained, stationary', () => {
    const status = (instance: Instance, options?: Partial<OrbitOptions>) => {
      const { status, lowerBound, upperBound, dimension, stratum } = at(instance, options);
      return [status, lowerBound, upperBound, dimension, stratum.dimension];
    };
    expect(status(polynomial(['u', 'u*v'], [2, 3]))).toEqual(['certified', 2, 2, 2, 2]);
    expect(status(polynomial(['u*v'], [2, 3]))).toEqual(['explained', 1, 1, 1, 2]);
    expect(status(polynomial(['u*v'], [2, 3]), { explain: false })).toEqual([
      'stationary',
      1,
      2,
      1,
      2,
    ]);
  });

  it('of a point beside all strata has nothing to explain', () => {
    const result = at(polynomial(['u', 'u*v'], [2, 3]));
    expect([result.invariants, result.assumptions, result.note]).toEqual([[], [], '']);
    expect([result.floatRank, result.movedRank, result.order, result.controls]).toEqual([
      null,
      null,
      0,
      0,
    ]);
    expect([result.parameters, result.firstOrderRank, result.primes.length]).toEqual([2, 2, 1]);
    expect(result.milliseconds).toBeGreaterThanOrEqual(0);
    expect(result.witness.members).toEqual({ mode: 'point' });
    expect([...result.witness.theta]).toEqual([2, 3]);
    expect(result.witness.reflections).toEqual([]);
  });
});

describe('what cannot be', () => {
  it('an orbit larger than its stratum says so, with the seed', () => {
    const error = new OrbitExceedsStratumError({} as Instance, 'seed', 5, 4);
    expect([error.seed, error.name]).toEqual(['seed', 'OrbitExceedsStratumError']);
    expect(error.message).toBe(
      'orbit: Lie rank 5 exceeds the dimension 4 of the stratum that contains the orbit; this is a defect of falsim',
    );
  });

  it('an orbit where F has no value', () => {
    // W x/‖W x‖ at W = 0.
    const norm = instanceOf({ kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1 }, [0, 3]);
    expect(() => at(norm)).toThrow(InputError);
  });

  it('an orbit where F divides by zero, which over ℚ cannot be told', () => {
    // F = x/(eᵘ − eᵛ) at u = v: e is no rational number, e − e vanishes modulo every prime.
    const undefinedThere = () =>
      at(instanceOf({ kind: 'quotient-of-exponentials' } as never, [1, 1]));
    expect(undefinedThere).toThrow(UnsupportedError);
    expect(undefinedThere).toThrow(
      /^orbit: the model divides by zero at θ, at every x tried \(inverse in /,
    );
    // e − e² does not.
    expect(
      at(instanceOf({ kind: 'quotient-of-exponentials' } as never, [1, 2]), { explain: false })
        .dimension,
    ).toBe(1);
  });

  it('an orbit of what takes too much memory, and does not divide by zero', () => {
    const run = () => at(network([2, 3, 1], 'tanh', GENERIC), { memoryLimit: 10_000 });
    expect(run).toThrow(UnsupportedError);
    expect(run).not.toThrow(/divides by zero/);
  });
});
