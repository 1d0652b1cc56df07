/** Instances on which a defect of falsim once looked like one of the theory. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { generators } from '../symmetry/group/parameter-symmetry.ts';
import { oneInput } from '../testing/one-input.ts';
import { marginOf } from './margin.ts';
import { fieldEquivariance } from './oracles/equivariance.ts';
import { orbitFillsStratum } from './oracles/orbit-fills-stratum.ts';
import { claimById } from './registry.ts';
import { signatureOf } from './signature.ts';

const check = (id: string, instance: Instance, dropped: readonly string[] = []) =>
  claimById(id)!.check(open(instance), { dropped: new Set(dropped), strictness: 0 });

describe('false alarms', () => {
  it('a weight that two fixed primes divide: the network is not dead', () => {
    const weight = `${4194287n * 4194271n}`;
    const instance = oneInput('tanh', [weight], [weight]);
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
      fieldEquivariance(open(instance), { name, target, factor: sign }),
    );
    expect(found.map(({ status }) => status)).toEqual(found.map(() => 'holds'));
    const enclosed = found.flatMap((finding) =>
      finding.status === 'holds' ? (finding.decision.worst?.enclosure ?? []) : [],
    );
    expect(enclosed).not.toEqual([]);
    expect(check('flow-equivariance', instance).kind).toBe('survived');
  });

  it('a law with false coefficients: F = (w·a)x, nothing drifts', () => {
    const instance: Instance = {
      ...oneInput({ name: 'polynomial', coefficients: [0, 1] }, [0.3, 0.7], [0.3, 0.7]),
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { method: 'gradient-flow', time: 1 },
    };
    expect(check('orbit-is-sim', instance).kind).toBe('survived');
  });
});

describe('a gap against a stratum that is not the smallest', () => {
  it('identity 1-2-1 at W₁ᵀ = W₂: the exchange of layers fixes θ, the orbit fills its stratum', () => {
    const instance = oneInput('identity', [1, 2], [1, 2]);
    expect(check('two-layer-exhaustive', instance, ['not-polynomial'])).toMatchObject({
      kind: 'survived',
      by: { orbit: { dimension: 1, status: 'certified', stratum: { dimension: 1 } } },
    });
  });

  it('identity 1-2-1 at W₂ = 2W₁ᵀ: no isometry, one law, which is named', () => {
    const instance = oneInput('identity', [1, 2], [2, 4]);
    const verdict = check('two-layer-exhaustive', instance, ['not-polynomial']);
    if (verdict.kind !== 'falsified') expect.fail(`${verdict.kind}, not falsified`);
    expect(signatureOf(verdict.by)).toBe('orbit-gap: first-integral');
    expect(verdict.by).toMatchObject({ orbit: { stratum: { dimension: 2 } } });
    expect(verdict.proof.by).toBe('exact');
  });

  // 25u² + v³ turned by (3, 4)/5: the reflection u ↦ −u is no signed permutation.
  const turned: Instance = {
    model: {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['225*u^2 + 600*u*v + 400*v^2 + 64*u^3 - 144*u^2*v + 108*u*v^2 - 27*v^3'],
    },
    parameters: { layers: [{ weights: [['4/5', '-3/5']], bias: null }] },
  };

  it('a reflection that no coordinates show: the orbit fills what it fixes', () => {
    expect(orbitFillsStratum(open(turned))).toMatchObject({
      kind: 'survived',
      by: { orbit: { dimension: 1, stratum: { dimension: 1 } } },
    });
  });

  // Re (u + iv)³ is turned into itself by a third of a turn, which fixes 0 alone; the only reflections of
  // coordinates are v ↦ −v and θ itself is at rest.
  it('a rotation that is not known: undecided', () => {
    const verdict = orbitFillsStratum(
      open({
        model: { kind: 'polynomial', variables: ['u', 'v'], features: ['u^3 - 3*u*v^2'] },
        parameters: { layers: [{ weights: [[0, 0]], bias: null }] },
      }),
    );
    expect(verdict).toMatchObject({
      kind: 'inconclusive',
      because: { reason: 'isometries', fixedByAllIsometries: 0, orbit: { upperBound: 0 } },
    });
    expect(marginOf(verdict)).toBe(0);
  });

  it('off its mirror nothing is fixed: falsified', () => {
    const layers = [{ weights: [['4/5', '-1/5']], bias: null }];
    const verdict = orbitFillsStratum(open({ ...turned, parameters: { layers } }));
    expect(verdict).toMatchObject({ kind: 'falsified', by: { clause: 'orbit-gap' } });
    expect(marginOf(verdict)).toBe(-1);
  });
});

describe('constant-rank', () => {
  // Features u and uⁿv at (0, 1): the rank is 2, and order n the first to show it.
  const features = (n: number): Instance => ({
    model: { kind: 'polynomial', variables: ['u', 'v'], features: ['u', `u^${n}*v`] },
    parameters: { layers: [{ weights: [[0, 1]], bias: null }] },
  });

  it('survives where both ranks meet the proven bound', () => {
    expect(check('constant-rank', features(12))).toMatchObject({
      kind: 'survived',
      by: { rankAtStart: 2, rankAlong: 2, upperBound: 2 },
    });
  });

  it('is undecided where both stand still below it', () => {
    expect(check('constant-rank', features(60))).toMatchObject({
      kind: 'inconclusive',
      because: { rank: { rankAtStart: 1, rankAlong: 1, upperBound: 2 } },
    });
  });
});
