/** What methods keep and what they do not, on steps that were worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Numeral, TrainingSpec } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { check } from './check.ts';
import { claimById } from './registry.ts';
import { sentenceOf } from './sentence.ts';
import type { Verdict } from './verdict.ts';

type Method = TrainingSpec['method'];

/** F = a₁w₁x + a₂w₂x on the datum (1, 1), L = ½(F − 1)², or with σ in the place of the identity. */
function verdict(
  id: string,
  theta: readonly Numeral[],
  training: { method: Method; rate?: Numeral; steps?: number; batch?: number },
  { drop = [], activation = 'identity' }: { drop?: string[]; activation?: string } = {},
): Verdict {
  const model = {
    kind: 'fully-connected',
    widths: [1, theta.length / 2, 1],
    bias: false,
    activation,
  };
  return check(
    claimById(id)!,
    {
      model,
      parameters: unflatten(model, theta),
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { rate: 1, steps: 1, ...training },
    },
    drop,
  );
}

describe('relations between units', () => {
  // u₂ = 2u₁: F = a₁w₁ + a₂w₂ = 5·1·1 = 5 at w = (1, 2), a = (1, 2): r = 4, ∂u₂ = 2∂u₁.
  const related = [1, 2, 1, 2];

  it.each([
    'gradient-descent',
    'momentum',
    'nesterov',
    'weight-decay',
    'label-noise',
    'shared-dropout',
  ] as const)('stay under %s', (method) => {
    const steps = { method, rate: '1/10', steps: 6 };
    expect(verdict('unit-relations-stay', related, steps).kind).toBe('survived');
  });

  it('fall by signs, in whole numbers: both units take the same step', () => {
    // All gradients are positive: w = (0, 1), 2·0 − 1 = −1.
    const dropped = { drop: ['linear-in-gradients'] };
    const step = { method: 'sign-descent' } as const;
    expect(verdict('unit-relations-stay', related, step).kind).toBe('vacuous');
    const fallen = verdict('unit-relations-stay', related, step, dropped);
    expect(fallen).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
    expect(sentenceOf(fallen)).toContain('after 1 step of sign-descent the distance');
    expect(fallen).toMatchObject({ by: { distance: 1, steps: 1 } });
    // The same by Adam, whose first step is that one up to ε, in balls.
    const adam = verdict('adam-keeps-unit-relations', related, { method: 'adam' });
    expect(adam).toMatchObject({ kind: 'falsified', proof: { by: 'enclosure' } });
    expect((adam as { by: { distance: number } }).by.distance).toBeCloseTo(Math.SQRT2, 6);
  });

  it('of equal and opposite units stay under signs as well', () => {
    const dropped = { drop: ['linear-in-gradients'] };
    for (const theta of [
      [1, 1, 2, 2],
      [1, -1, 2, -2],
    ])
      for (const method of ['sign-descent', 'adam', 'rmsprop', 'adamw'] as const)
        expect(verdict('unit-relations-stay', theta, { method }, dropped).kind).toBe('survived');
  });

  it('need linear layers', () => {
    // σ = z²: ∂w_k = 2r a_k w_k, F = 1 + 4·2 = 9, r = 8: ∂w = (16, 64), and not (16, 32).
    const step = { method: 'gradient-descent' } as const;
    const square = { activation: 'square', drop: ['linear-layers'] };
    const fallen = verdict('unit-relations-stay', related, step, square);
    expect(fallen).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
  });
});

describe('equal, opposite and zero units', () => {
  const equal = [1, 1, 2, 2];
  const opposite = [1, -1, 2, -2];
  const kinds = (
    id: string,
    theta: readonly Numeral[],
    methods: readonly Method[],
    drop: string[],
  ) =>
    methods.map(
      (method) =>
        verdict(id, theta, { method, rate: '1/4', steps: 8 }, { drop, activation: 'tanh' }).kind,
    );

  it('which methods keep which', () => {
    const keeping = [
      'momentum',
      'adam',
      'adamw',
      'rmsprop',
      'sign-descent',
      'label-noise',
      'shared-dropout',
    ] as const;
    const noise = ['shared-noise', 'gradient-noise', 'dropout'] as const;
    const alike = (theta: readonly Numeral[], methods: readonly Method[]) =>
      kinds('equal-units-stay-equal', theta, methods, ['treated-alike']);
    const signs = (theta: readonly Numeral[], methods: readonly Method[]) =>
      kinds('sign-strata-stay', theta, methods, ['treated-alike', 'odd-update']);
    expect(new Set(alike(equal, keeping))).toEqual(new Set(['survived']));
    expect(new Set(signs(opposite, keeping))).toEqual(new Set(['survived']));
    expect(alike(equal, noise)).toEqual(['survived', 'falsified', 'falsified']);
    expect(signs(opposite, noise)).toEqual(['falsified', 'falsified', 'falsified']);
    // A unit that is 0 beside one that is not: masks do not wake it.
    expect(signs([1, 0, 2, 0], noise)).toEqual(['falsified', 'falsified', 'survived']);
  });

  it('say nothing of methods that a hypothesis leaves out, nor of permutations where signs are asked for', () => {
    const said = (id: string, theta: readonly Numeral[], method: Method) =>
      verdict(id, theta, { method }, { activation: 'tanh' });
    const because = { kind: 'vacuous', because: { reason: 'hypothesis' } };
    expect(said('equal-units-stay-equal', equal, 'dropout')).toMatchObject(because);
    expect(said('sign-strata-stay', opposite, 'shared-noise')).toMatchObject(because);
    expect(said('sign-strata-stay', equal, 'momentum')).toMatchObject({
      because: { reason: 'no-symmetry' },
    });
  });
});

describe('drift of a² − w²', () => {
  // w = 1, a = 2: F = 2, r = 1, g = (2, 1): h₂(g) = 1 − 4 = −3, one step of η = 1/2 drifts by −3/4.
  const start = [1, 2];
  const step = { method: 'gradient-descent', rate: '1/2' } as const;
  const exact = (id: string, training: Parameters<typeof verdict>[2], drop: string[] = []) =>
    verdict(id, start, training, { drop });

  it('is the sum of squares, and neither none of it nor twice as much', () => {
    expect(exact('drift-of-squared-steps', { ...step, steps: 3 }).kind).toBe('survived');
    expect(sentenceOf(exact('whole-batches-conserve', step))).toBe('the drift of a² − w²: -3/4');
    expect(sentenceOf(exact('drift-of-squared-steps-twice', step))).toContain(': 3/4');
  });

  it('with momentum is the same after one step and another after two', () => {
    const moved = (steps: number) =>
      exact('momentum-drift-of-squared-steps', { ...step, method: 'momentum', steps });
    expect(moved(1).kind).toBe('survived');
    // θ₁ = (0, 3/2): r = −1, g = (−3/2, 0), v = (9/5 − 3/2, 9/10) = (3/10, 9/10), the second rate is 1/4:
    // θ₂ = (−3/40, 51/40), h = 2592/1600, h₁ = 9/4, h₂ of the way = (9² − 3²)/1600: 81/50 − 9/4 − 9/200.
    expect(sentenceOf(moved(2))).toContain(': -27/40');
  });

  it('halves with the rate and does not quarter: η² times −3, and half of it', () => {
    expect(exact('drift-of-order-rate', step).kind).toBe('survived');
    expect(sentenceOf(exact('drift-quarters-with-half-the-rate', step))).toContain(': -3');
  });

  it('does not vanish with the rate under signs and decay', () => {
    // ⟨∇h, sgn g⟩ = 2a − 2w = 2, and 2λh = 2·3/100.
    const dropped = ['sums-of-gradients'];
    const of = (method: Method) => exact('drift-of-order-rate', { ...step, method }, dropped);
    expect(sentenceOf(of('sign-descent'))).toContain('as η → 0: 2');
    expect(sentenceOf(of('weight-decay'))).toContain('as η → 0: 3/50');
    expect(of('rmsprop')).toMatchObject({ kind: 'falsified', proof: { by: 'enclosure' } });
  });

  it('is of order 1 where it is fitted, over a time that is short', () => {
    const verdictOfFit = exact('drift-of-order-rate', { ...step, rate: '1/20', steps: 8 });
    const { and } = verdictOfFit as { and?: readonly { what?: string; value?: number }[] };
    const fit = and?.find(({ what }) => what?.includes('fitted'));
    expect(fit?.value).toBeGreaterThan(0.9);
    expect(fit?.value).toBeLessThan(1.1);
  });
});
