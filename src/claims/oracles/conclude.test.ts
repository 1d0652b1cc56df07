/** How findings become verdicts, and margins. */
import { describe, expect, it } from 'vitest';
import { flatten } from '../../instances/layout.ts';
import { pair } from '../../testing/two-neurons.ts';
import type { StepsDecision } from '../decision.ts';
import { digitsBetween, MARGIN_LIMIT, marginOf } from '../margin.ts';
import { enclosureProof } from '../proof.ts';
import { conclude, doubtful, type Finding, fails, holds } from './conclude.ts';

/** Steps of a distance 10^−margin times its bound. */
function finding(status: Finding['status'], margin: number, method = 'sgd'): Finding {
  const decision: StepsDecision = {
    clause: 'steps',
    method,
    steps: 1,
    rate: 1,
    distance: 10 ** -margin,
    bound: 1,
    moved: 1,
    enclosure: null,
  };
  const proof = enclosureProof({ digits: 9, distance: 1n, radius: 0n });
  if (status === 'open') return doubtful({ reason: 'float-only', decision });
  return status === 'holds' ? holds(decision) : fails(decision, proof);
}

describe('digitsBetween', () => {
  it('is log₁₀(bound / distance), clipped, and decides nothing without numbers', () => {
    expect(digitsBetween(1e-3, 1)).toBeCloseTo(3, 12);
    expect(digitsBetween(1, 1e-3)).toBeCloseTo(-3, 12);
    expect(digitsBetween(0, 0)).toBe(MARGIN_LIMIT);
    expect(digitsBetween(1e-300, 1)).toBe(MARGIN_LIMIT);
    expect(digitsBetween(1, 1e-300)).toBe(-MARGIN_LIMIT);
    expect(digitsBetween(Number.NaN, 1)).toBe(0);
    expect(digitsBetween(Number.POSITIVE_INFINITY, 1)).toBe(0);
  });
});

describe('conclude', () => {
  it('puts failures before doubts and doubts before survival', () => {
    const [held, doubt, failed] = [finding('holds', 5), finding('open', 0), finding('fails', -2)];
    const verdict = conclude([held, doubt, failed], 0);
    expect(verdict.kind).toBe('falsified');
    expect(marginOf(verdict)).toBeCloseTo(-2, 12);
    expect(conclude([held, doubt], 0).kind).toBe('inconclusive');
    const closest = conclude([held, finding('holds', 3, 'adam')], 0);
    expect(closest).toMatchObject({
      kind: 'survived',
      by: { method: 'adam' },
      and: [{ method: 'sgd' }],
    });
    expect(marginOf(closest)).toBeCloseTo(3, 12);
    expect(conclude([], 0).kind).toBe('vacuous');
  });
  it('leaves a failure fainter than the strictness undecided', () => {
    expect(conclude([finding('fails', -0.4)], 0).kind).toBe('falsified');
    expect(conclude([finding('fails', -0.4)], 0.5).kind).toBe('inconclusive');
    expect(conclude([finding('fails', -1)], 1).kind).toBe('falsified');
    // The first doubt is told, and faint failures are none.
    const [faint, open] = [finding('fails', -0.4), finding('open', 0)];
    expect(conclude([faint, open], 0.5)).toMatchObject({ because: { reason: 'faint' } });
    expect(conclude([open, faint], 0.5)).toMatchObject({ because: { reason: 'float-only' } });
  });
});

describe('flatten', () => {
  it('keeps the order that the closed forms above assume', () => {
    expect(flatten(pair('tanh', [1, 2], [3, 4]).instance.parameters)).toEqual([1, 2, 3, 4]);
  });
});
