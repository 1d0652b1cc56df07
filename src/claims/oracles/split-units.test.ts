import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { ONE, rational } from '../../numerics/rational.ts';
import { isCritical, putsOut, withSplitUnit } from './split-units.ts';

const net = (widths: number[], activation: string, layers: number[][][], more = {}) =>
  open({
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
    ...more,
  } as Instance);

describe('the largest slope', () => {
  // L = ½(aw)², ∇L = aw(a, w).
  const at = (w: number, a: number) => {
    const more = { data: { inputs: [[1]], targets: [[0]] }, loss: 'squared' };
    const subject = net([1, 1, 1], 'identity', [[[w]], [[a]]], more);
    const finding = isCritical(subject, 'here');
    return finding.status === 'open' ? null : [finding.status, finding.decision.value];
  };

  it('has to be 0', () => {
    expect([at(2, 3), at(3, 2), at(-3, 2), at(0, 2)]).toEqual([
      ['fails', 18],
      ['fails', 18],
      ['fails', 18],
      ['holds', 0],
    ]);
  });

  it('units of which none goes out have none', () => {
    const subject = net([1, 2, 1], 'identity', [[[1], [2]], [[0, 3]]]);
    expect([0, 1].map((index) => putsOut(subject, { layer: 0, index }))).toEqual([false, true]);
    const wide = withSplitUnit(
      subject,
      { layer: 0, index: 1 },
      [rational(1, 3), rational(2, 3)],
      ONE,
    );
    expect(open(wide).float).toEqual(Float64Array.of(1, 2, 3, 0, 1, 2));
  });
});
