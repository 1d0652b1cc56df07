/** What happens across the stratum of two equal neurons, worked out by hand for F = a₁w₁²x² + a₂w₂²x². */
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { check } from './check.ts';
import { claimById } from './registry.ts';
import { sentenceOf } from './sentence.ts';
import type { Verdict } from './verdict.ts';

/** One datum (1, 0), L = ½F². */
function twoNeurons([w1, w2, a1, a2]: readonly number[], target = 0) {
  return parseInstance({
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'square' },
    parameters: {
      layers: [
        { weights: [[w1], [w2]], bias: null },
        { weights: [[a1, a2]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[target]] },
    loss: 'squared',
  });
}

const verdictOf = (id: string, instance: ReturnType<typeof twoNeurons>): Verdict =>
  check(claimById(id)!, instance);
const distanceOf = (verdict: Verdict) =>
  'by' in verdict && 'enclosure' in verdict.by ? verdict.by.enclosure?.distance : undefined;

describe('the distance to a stratum', () => {
  // Pθ = (2, 2, 1, 1), δ = (−1, 1, 0, 0): ∇L(Pθ) = 8·(4, 4, 4, 4), normal part 0.
  const off = twoNeurons([1, 3, 1, 1]);

  it('obeys the law, next to it and far from it', () => {
    for (const epsilon of [2 ** -40, 2 ** -10, 1])
      expect(verdictOf('distance-law', twoNeurons([1, 1 + epsilon, 1, 1])).kind).toBe('survived');
    expect(verdictOf('distance-law', twoNeurons([1, 1, 1, 1])).kind).toBe('vacuous');
  });

  it('and not twice its rate', () => {
    // F(θ) = 10, ∇L(θ) = 10·(2, 6, 1, 9); ⟨δ, ∇L(θ) − ∇L(Pθ)⟩ = −20 + 60.
    const verdict = verdictOf('distance-rate-twice', off);
    expect(verdict.kind).toBe('falsified');
    expect(distanceOf(verdict)).toBeCloseTo(40, 12);
  });

  it('and not of the set of equal inputs alone', () => {
    // a = (1, 3): Pθ = (2, 2, 1, 3), F = 16, ∂w = 16·4·a: ⟨δ, ·⟩ = −64 + 192.
    const verdict = verdictOf('distance-to-equal-inputs', twoNeurons([1, 3, 1, 3]));
    expect(verdict.kind).toBe('falsified');
    expect(distanceOf(verdict)).toBeCloseTo(128, 12);
    // With equal outputs it happens to hold.
    expect(verdictOf('distance-to-equal-inputs', off).kind).toBe('survived');
  });
});

describe('across the stratum of two equal neurons', () => {
  it('L curves down in some direction, and up in another', () => {
    const on = twoNeurons([1, 1, 1, 1]);
    // q = r·2w = 4, aS = 2r = 4. β = 1, curvature 2aS = 8, slope 2q = 8, α = ∓(1 + 8)/8: 8 ∓ 2·9 = −10 and 26.
    const repels = verdictOf('strata-repel-somewhere', on);
    expect(repels.kind).toBe('survived');
    expect(distanceOf(repels)).toBeCloseTo(-10, 10);
    expect(sentenceOf(repels)).toContain('second derivative of L across the stratum');
    const attracts = verdictOf('condensation-attracts', on);
    expect(attracts.kind).toBe('falsified');
    expect(distanceOf(attracts)).toBeCloseTo(-10, 10);
    const up = verdictOf('condensation-repels', on);
    expect(up.kind).toBe('falsified');
    expect(distanceOf(up)).toBeCloseTo(26, 10);
  });

  it('nothing is decided where float64 knows no direction', () => {
    // σ(−3000·x) is next to 0 or 1, with slopes that underflow.
    const saturated = parseInstance({
      model: { kind: 'fully-connected', widths: [1, 4, 1], bias: false, activation: 'sigmoid' },
      parameters: {
        layers: [
          { weights: [[-3000], [-3000], [-3000], [320.9490783041294]], bias: null },
          { weights: [['-33/31', '-33/31', '-33/31', 0.585]], bias: null },
        ],
      },
      data: {
        inputs: [[-0.31245735217761655], [-0.23918426674934634]],
        targets: [[-1.5551165482374116], [-0.18040811470669282]],
      },
      loss: 'log-cosh',
    });
    expect(verdictOf('strata-repel-somewhere', saturated).kind).toBe('inconclusive');
  });

  it('nothing is said where incoming weights stand still, or neurons differ', () => {
    // w = 0: σ′ = 0, so q = 0. At F = y there is no residual.
    for (const theta of [
      [0, 0, 1, 1],
      [1, 2, 1, 1],
    ])
      expect(verdictOf('strata-repel-somewhere', twoNeurons(theta)).kind).toBe('vacuous');
    expect(verdictOf('condensation-attracts', twoNeurons([1, 1, 1, 1], 2)).kind).toBe('vacuous');
  });
});
