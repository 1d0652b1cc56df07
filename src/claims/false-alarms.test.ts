/** Instances on which a defect of falsim once looked like one of the theory. */
import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Instance } from '../instances/instance.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { generators } from '../symmetry/group/parameter-symmetry.ts';
import { fieldEquivariance } from './oracles/equivariance.ts';
import { exhaustion } from './oracles/orbit-fills-stratum.ts';
import { claimById } from './registry.ts';

function twoLayer(activation: FunctionSpec, w: readonly Numeral[], a: readonly Numeral[]) {
  const model = { kind: 'fully-connected', widths: [1, w.length, 1], bias: false, activation };
  const layers = [
    { weights: w.map((x) => [x]), bias: null },
    { weights: [a], bias: null },
  ];
  return { model, parameters: { layers } } as Instance;
}

const check = (id: string, instance: Instance, dropped: readonly string[] = []) =>
  claimById(id)!.check(instance, { dropped: new Set(dropped), strictness: 0 });

describe('false alarms', () => {
  it('a weight that two fixed primes divide: the network is not dead', () => {
    const weight = `${4194287n * 4194271n}`;
    const instance = twoLayer('tanh', [weight], [weight]);
    expect(check('two-layer-exhaustive', instance).kind).toBe('survived');
  });

  // The argument of the outer sine has a hundred digits before the point: with sixty a sum in another order
  // is noise, which was called a difference.
  it('sin of 10¹⁰⁰: more digits are taken until they tell', () => {
    const layers = [[[1], [2], [3]], [[1e100, 1e100, 1e100]], [[1]]].map((weights) => ({
      weights,
      bias: null,
    }));
    const instance: Instance = {
      model: { kind: 'fully-connected', widths: [1, 3, 1, 1], bias: false, activation: 'sin' },
      parameters: { layers },
    };
    const found = generators(instance.model, { signs: 'by-parity' }).map(({ name, target, sign }) =>
      fieldEquivariance(instance, { name, target, factor: sign }),
    );
    expect(found.map(({ status }) => status)).toEqual(found.map(() => 'holds'));
    const enclosed = found.flatMap(({ evidence }) => evidence['enclosure'] ?? []);
    expect(enclosed).not.toEqual([]);
    expect(check('flow-equivariance', instance).kind).toBe('survived');
  });

  it('a law with false coefficients: F = (w·a)x, nothing drifts', () => {
    const instance: Instance = {
      ...twoLayer({ name: 'polynomial', coefficients: [0, 1] }, [0.3, 0.7], [0.3, 0.7]),
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { method: 'gradient-flow', time: 1 },
    };
    expect(check('orbit-is-sim', instance).kind).toBe('survived');
  });
});

describe('a gap against a stratum that is not the smallest', () => {
  it('identity 1-2-1 at W₁ᵀ = W₂: the exchange of layers fixes θ, the orbit fills its stratum', () => {
    const instance = twoLayer('identity', [1, 2], [1, 2]);
    const { kind, evidence } = check('two-layer-exhaustive', instance, ['not-polynomial']);
    expect(kind).toBe('survived');
    expect(evidence).toMatchObject({
      dimension: 1,
      status: 'certified',
      stratum: { dimension: 1 },
    });
  });

  it('identity 1-2-1 at W₂ = 2W₁ᵀ: no isometry, one law, which is named', () => {
    const instance = twoLayer('identity', [1, 2], [2, 4]);
    const { kind, evidence } = check('two-layer-exhaustive', instance, ['not-polynomial']);
    expect(kind).toBe('falsified');
    expect(evidence).toMatchObject({ signature: 'first-integral', stratum: { dimension: 2 } });
  });

  // 25u² + v³ turned by (3, 4)/5: the reflection u ↦ −u is no signed permutation, and nobody knows it.
  const turned: Instance = {
    model: {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['225*u^2 + 600*u*v + 400*v^2 + 64*u^3 - 144*u^2*v + 108*u*v^2 - 27*v^3'],
    },
    parameters: { layers: [{ weights: [['4/5', '-3/5']], bias: null }] },
  };

  it('a reflection that is not known: undecided', () => {
    const verdict = exhaustion(turned);
    expect(verdict).toMatchObject({ kind: 'inconclusive', clause: 'isometries', margin: 0 });
    expect(verdict.evidence).toMatchObject({ fixedByAllIsometries: 1, upperBound: 1 });
  });

  it('off its mirror nothing is fixed: falsified', () => {
    const layers = [{ weights: [['4/5', '-1/5']], bias: null }];
    const verdict = exhaustion({ ...turned, parameters: { layers } });
    expect(verdict).toMatchObject({ kind: 'falsified', clause: 'orbit-gap', margin: -1 });
  });
});

describe('constant-rank', () => {
  // Features u and uⁿv at (0, 1): the rank is 2, and order n the first to show it.
  const features = (n: number): Instance => ({
    model: { kind: 'polynomial', variables: ['u', 'v'], features: ['u', `u^${n}*v`] },
    parameters: { layers: [{ weights: [[0, 1]], bias: null }] },
  });

  it('survives where both ranks meet the proven bound', () => {
    const { kind, evidence } = check('constant-rank', features(12));
    expect(kind).toBe('survived');
    expect(evidence).toMatchObject({ rankAtStart: 2, rankAlong: 2, upperBound: 2 });
  });

  it('is undecided where both stand still below it', () => {
    const { kind, evidence } = check('constant-rank', features(60));
    expect(kind).toBe('inconclusive');
    expect(evidence).toMatchObject({ rankAtStart: 1, rankAlong: 1, upperBound: 2 });
  });
});
