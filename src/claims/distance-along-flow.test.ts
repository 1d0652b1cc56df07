/**
 * The distance to two equal neurons along a flow that is known: F = a₁w₁x + a₂w₂x on the datum (1, 0) with a = w has
 * F = F₀/(1 + 2F₀t) and ẇ = −Fw, so that ‖δ(t)‖ = ‖δ(0)‖/√(1 + 2F₀t).
 */
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';
import { check } from './check.ts';
import type { DistanceFlowDecision } from './decision.ts';
import { distanceAlongFlow, NEAR_FLOW } from './distance-along-flow.ts';
import { equalNeurons } from './oracles/subspace.ts';
import { claimById } from './registry.ts';
import { sentenceOf } from './sentence.ts';

const bothAt = ([w1, w2]: readonly [number, number]) =>
  parseInstance({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'identity' },
    parameters: {
      layers: [
        { weights: [[w1], [w2]], bias: null },
        { weights: [[w1, w2]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[0]] },
    loss: 'squared',
    training: { method: 'gradient-flow', time: 1 },
  });

const followed = (at: readonly [number, number]) => {
  const verdict = check(distanceAlongFlow, bothAt(at));
  expect(verdict.kind, sentenceOf(verdict)).toBe('survived');
  if (verdict.kind !== 'survived') throw new Error('not decided');
  const all = [verdict.by, ...verdict.and];
  return all.find((d): d is DistanceFlowDecision => d.clause === 'distance-flow')!;
};

describe('the distance to a stratum along gradient flow', () => {
  it.each([
    [5, [1, 2]],
    [2, [1, 1 + 2 ** -40]],
  ] as const)('is what it has to be, F₀ = %d', (start, at) => {
    const { grown, said, until, between, apart } = followed(at);
    const known = -0.5 * Math.log1p(2 * start * until);
    expect(until).toBeGreaterThan(0.01);
    expect(Math.abs(grown - known)).toBeLessThan(1e-6 * Math.abs(known));
    expect(Math.abs(said - known)).toBeLessThan(1e-6 * Math.abs(known));
    // Halving a step of a method of order five.
    expect(apart[2]).toBeLessThan(apart[1] / 8);
    expect(grown).toBeGreaterThanOrEqual(between![0] - 1e-3);
    expect(grown).toBeLessThanOrEqual(between![1]);
  });

  it('takes the extreme rates where it moves as the extreme directions do', () => {
    // Next to the stratum the curvatures across it are ±F, and δ is the direction of F.
    const { grown, between } = followed([1, 1 + 2 ** -40]);
    expect(between![0]).toBeCloseTo(grown, 2);
    expect(between![1]).toBeCloseTo(-grown, 2);
  });

  it('is asked off the stratum only', () => {
    expect(check(distanceAlongFlow, bothAt([1, 1])).kind).toBe('vacuous');
  });

  it.each([
    // r‖δ‖² = F₀ · 1 once too often.
    ['distance-along-flow-twice', 5],
    // −Ḟ‖δ‖² = 2F₀².
    ['distance-keeps-first-rate', 50],
    // F(Pθ) = 4.5 pulls the incoming weights by 4.5 (1, 2), δ = ∓½.
    ['distance-to-equal-inputs-along-flow', -2.25],
  ])('%s falls', (id, distance) => {
    const verdict = check(claimById(id)!, bothAt([1, 2]));
    expect(verdict.kind).toBe('falsified');
    const by = verdict.kind === 'falsified' ? verdict.by : undefined;
    expect(by && 'enclosure' in by && by.enclosure?.distance).toBeCloseTo(distance, 9);
  });

  it('is drawn from 10⁻¹² to 10⁻¹ of a stratum, and far from it', () => {
    const logs = Array.from({ length: 40 }, (_, k) => {
      const instance = NEAR_FLOW.generate(createRng(`near/${k}`), {
        dropped: new Set(),
        size: 0.5,
      });
      const subject = open(instance);
      return Math.log10(equalNeurons(subject).distance(subject.float));
    }).filter(Number.isFinite);
    for (const [low, high] of [
      [-13, -9],
      [-9, -5],
      [-5, -1],
      [-1, 9],
    ])
      expect(logs.filter((x) => x > low && x <= high).length).toBeGreaterThan(2);
  });
});
