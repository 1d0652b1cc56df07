/**
 * Claims known to be false whose violations are rare: where each falls, and that its margin shrinks on the way there.
 * Points and what is expected of them are worked out by hand.
 */
import { describe, expect, it } from 'vitest';
import type { Instance, Numeral } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import type { ModelJson } from '../../models/contract.ts';
import { dense } from '../../testing/dense.ts';
import { marginOf } from '../margin.ts';
import { claimById } from '../registry.ts';
import { sentenceOf } from '../sentence.ts';
import type { Verdict } from '../verdict.ts';

type Point = readonly Numeral[];

function verdict(id: string, model: ModelJson, theta: Point, more: Partial<Instance> = {}) {
  const instance: Instance = { model, parameters: unflatten(model, theta), ...more };
  return claimById(id)!.check(open(instance), { dropped: new Set(), strictness: 0 });
}

const SHIFTED = {
  name: 'shifted',
  base: { name: 'polynomial', coefficients: [0, 0, 1, 1] },
  shift: '1/2',
} as const;

interface Case {
  readonly id: string;
  readonly model: ModelJson;
  /** Ever nearer to where the claim fails. */
  readonly towards: readonly Point[];
  readonly fails: Point;
  /** What is said there. */
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    // 3·1² = 1² + 1² + 1².
    id: 'no-unit-dies',
    model: dense([3, 1, 1], 'cube'),
    towards: [
      [1, 1, 1, 2],
      [1, 1, 1, '11/10'],
    ],
    fails: [1, 1, -1, 1],
    says: '3a² − ‖w‖² of neuron 1 is 0',
  },
  {
    // θ₂ = −θ₁ and θ₃ = 0: two coincidences of two dimensions each.
    id: 'one-coincidence',
    model: dense([1, 3, 1], 'tanh'),
    towards: [
      [1, 2, 3, 4, -5, 6],
      [1, -1, 3, 4, -4, 6],
      [1, -1, '1/10', 4, -4, '1/10'],
    ],
    fails: [1, -1, 0, 4, -4, 0],
    says: 'the codimension of the stratum is 4',
  },
  {
    id: 'pairs-make-triples',
    model: dense([1, 4, 1], 'exp'),
    towards: [
      [1, 2, 5, 9, 0, 0, 0, 0],
      [1, 1, 5, 9, 0, 0, 0, 0],
      [1, 1, 5, 6, 0, 0, 0, 0],
    ],
    fails: [1, 1, 5, 5, 0, 0, 0, 0],
    says: 'the number of pairs of equal neurons, none of three, is 2',
  },
  {
    // Rows (w₁, w₂, a): (1, 0, 0), (0, 1, 0), (1, 1, t) have the determinant t.
    id: 'isotropy-of-units',
    model: { kind: 'linear', widths: [2, 3, 1] },
    towards: [
      [1, 0, 0, 1, 1, 1, 0, 0, 1],
      [1, 0, 0, 1, 1, 1, 0, 0, '1/10'],
    ],
    fails: [1, 0, 0, 1, 1, 1, 0, 0, 0],
    says: 'the dimension of the stratum is 6 of 9',
  },
  {
    // σ(z) = u² + u³, u = z + 1/2, has σ′ = 0 at z = −1/2.
    id: 'live-units-move',
    model: dense([1, 1, 1], SHIFTED, true),
    towards: [
      [1, 1, 1, 0],
      [0, 0, 1, 0],
      [0, '-2/5', 1, 0],
    ],
    fails: [0, '-1/2', 1, 0],
    says: 'the largest slope of σ that neuron 1 meets is 0',
  },
];

/** The case with as many inputs as the claim's domain asks for: those beyond the first are used by no neuron. */
function inDomain({ id, model, towards, fails }: Case): [ModelJson, readonly Point[], Point] {
  const widened =
    (m: number) =>
    (theta: Point): Point => [...theta.slice(0, m).flatMap((w) => [w, 0]), ...theta.slice(m)];
  if (id !== 'pairs-make-triples') return [model, towards, fails];
  const wide = widened(4);
  return [dense([2, 4, 1], 'exp'), towards.map(wide), wide(fails)];
}

describe('where a rare claim falls', () => {
  it.each(cases)('$id', (one) => {
    const [model, towards, fails] = inDomain(one);
    const margins = towards.map((theta) => {
      const found = verdict(one.id, model, theta);
      expect(found.kind).toBe('survived');
      return marginOf(found);
    });
    expect(margins).toEqual([...margins].sort((a, b) => b - a));
    expect(new Set(margins).size).toBe(margins.length);
    expect(Math.min(...margins)).toBeGreaterThan(0);
    const fallen = verdict(one.id, model, fails);
    expect(fallen).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
    expect(sentenceOf(fallen)).toBe(one.says);
  });

  it('only-linear-balance: at a power of any degree from 2 on, by its coefficients', () => {
    const at = (coefficients: Point): Verdict =>
      verdict(
        'only-linear-balance',
        dense([1, 1, 1], { name: 'polynomial', coefficients }),
        [1, 1],
      );
    // p = 3: Σ |3 − j||cⱼ| over Σ max(3, j)|cⱼ|: (3 + 1)/(3 + 3 + 3·3)·16, then 1/(3 + 9)·16.
    expect(marginOf(at([1, 0, 1, 3]))).toBeCloseTo((4 / 15) * 16);
    expect(marginOf(at([0, 0, 1, 3]))).toBeCloseTo((1 / 12) * 16);
    expect(at([0, 0, 0, 3])).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
    expect(at([0, 1]).kind).toBe('vacuous');
  });

  it('three-layers-move: where two layers vanish, and where their paths cancel', () => {
    const at = (theta: Point): Verdict =>
      verdict('three-layers-move', dense([3, 3, 3, 2], 'tanh'), theta);
    const W: Point = [1, 0, 0, 0, 1, 0, 1, 0, 0];
    const zeros = (n: number): Point => new Array<Numeral>(n).fill(0);
    const tiny: Point = ['1/1000', ...zeros(8)];
    const moving = at([...W, ...tiny, ...zeros(6)]);
    expect(moving.kind).toBe('survived');
    expect(marginOf(moving)).toBeGreaterThan(0);
    expect(marginOf(moving)).toBeLessThan(marginOf(at([...W, 1, ...zeros(8), ...zeros(6)])));
    expect(at([...W, ...zeros(15)])).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
    // Rows 1 and 3 of W are equal: tanh(v₁ tanh x₁ + v₃ tanh x₁) is 0 for v₃ = −v₁, though no path is.
    const cancelling = at([...W, 1, 0, -1, ...zeros(6), ...zeros(6)]);
    expect(cancelling).toMatchObject({ kind: 'falsified', proof: { by: 'exact' } });
  });

  it('distance-at-most-thousandfold: later rather than sooner', () => {
    const taken = (steps: number): Verdict =>
      verdict('distance-at-most-thousandfold', dense([1, 2, 1], 'tanh'), [0, 0, 0, '1e-6'], {
        data: { inputs: [[3]], targets: [[3]] },
        loss: 'log-cosh',
        training: { method: 'gradient-descent', rate: '1/10', steps },
      });
    // Near (0, 0; 0, a) the field is x·tanh(y)·(a, w) ≈ 3·(a, w): a saddle, and a + w grows by 1.3 a step while it is
    // small.
    const margins = [2, 5, 8].map((steps) => marginOf(taken(steps)));
    expect(margins).toEqual([...margins].sort((a, b) => b - a));
    expect(margins[2]).toBeGreaterThan(0);
    expect(taken(30)).toMatchObject({ kind: 'falsified', proof: { by: 'enclosure' } });
  });
});

it('affine-support falls for {0, 1} alone, and its margin says nothing before', () => {
  const at = (support: readonly number[]): Verdict =>
    verdict('affine-support', dense([1, 2, 1], { name: 'taylor', support }), [0, 0, 0, 1]);
  for (const support of [
    [0, 1, 9],
    [0, 1, 2, 3],
  ])
    expect(marginOf(at(support))).toBe(16);
  expect(at([0, 1])).toMatchObject({ kind: 'falsified', by: { clause: 'orbit-gap' } });
});
