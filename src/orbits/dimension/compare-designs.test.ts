/** Designs that differ in one thing, of which it is known what it changes. */
import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { polynomial } from '../../testing/certificate-questions.ts';
import { compareDesigns } from './compare-designs.ts';

const net = (activation: string, bias = false, widths = [1, 2, 1]): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const counts = ({ shared, lost, gained }: Record<string, readonly string[]>) => [
  shared.length,
  lost.length,
  gained.length,
];

describe('of two neurons', () => {
  const { before, after, symmetries, strata, laws, renamed } = compareDesigns(
    net('tanh'),
    net('gelu'),
    'seed',
  );

  it('GELU has no reflections, and none of the strata that they make', () => {
    // Two signs and an exchange against the exchange; equal up to sign, one zero, both zero against equal.
    expect([before.symmetries.length, after.symmetries.length]).toEqual([3, 1]);
    expect(counts({ ...symmetries })).toEqual([1, 2, 0]);
    expect(symmetries.shared).toEqual(after.symmetries);
    expect([before.strata.strata.length, after.strata.strata.length]).toEqual([4, 2]);
    expect(strata.shared.concat(strata.lost)).not.toContain('everything');
    expect(strata.gained.length + strata.shared.length).toBe(1);
    expect(strata.lost.length + strata.shared.length).toBe(3);
  });

  it('neither has laws, and all tensors are the same', () => {
    expect([laws, renamed]).toEqual([{ shared: [], lost: [], gained: [] }, []]);
    expect([before.parameters, after.parameters, before.count.laws]).toEqual([4, 4, 0]);
    expect(before.model).toEqual(net('tanh'));
    expect(before.strata.strata.map(({ orbit }) => orbit)).toEqual([null, null, null, null]);
  });

  it('the other way round what was lost is gained', () => {
    const back = compareDesigns(net('gelu'), net('tanh'), 'seed');
    expect(back.symmetries).toEqual({
      shared: symmetries.shared,
      lost: symmetries.gained,
      gained: symmetries.lost,
    });
    expect([...back.strata.gained].sort()).toEqual([...strata.lost].sort());
  });
});

describe('laws', () => {
  it('with a bias have one more square', () => {
    const { laws } = compareDesigns(
      net('square', false, [1, 1, 1]),
      net('square', true, [1, 1, 1]),
      'seed',
    );
    expect(laws).toEqual({ shared: [], lost: ['2a² − w²'], gained: ['2a² − w² − b²'] });
  });

  it('are the same under other names at the same place', () => {
    const { laws, renamed } = compareDesigns(
      net('cube', false, [2, 1, 2]),
      { kind: 'residual', channels: 2, hidden: [1], activation: 'cube' },
      'seed',
    );
    expect(renamed).toEqual([
      ['w', 'U'],
      ['a', 'V'],
    ]);
    expect(laws).toEqual({ shared: ['3‖a‖² − ‖w‖²'], lost: [], gained: [] });
  });

  it('are shared where they are in the span of others, written differently or not', () => {
    // uvwz keeps all differences of squares; uv and wz apart those within a pair.
    const variables = ['u', 'v', 'w', 'z'];
    const whole = polynomial(variables, 'u*v*w*z');
    const pairs = polynomial(variables, 'u*v', 'w*z');
    const { laws } = compareDesigns(whole, pairs, 'seed');
    expect([laws.shared.length + laws.lost.length, laws.gained]).toEqual([3, []]);
    expect(laws.lost.length).toBeGreaterThan(0);
    const back = compareDesigns(pairs, whole, 'seed').laws;
    expect([back.shared.length, back.lost]).toEqual([2, []]);
    // Each law of the product alone that is none of the pairs.
    expect(back.gained).toEqual(laws.lost);
  });

  it('that are no polynomials are compared by their expressions', () => {
    // u³v keeps u² − 3v², u + v u − v; u·v + v moves along (v, u + 1): (u + 1)² − v².
    const { laws } = compareDesigns(
      polynomial(['u', 'v'], 'u^3*v'),
      polynomial(['u', 'v'], 'u*v + v'),
      'seed',
    );
    expect([laws.shared, laws.lost.length, laws.gained.length]).toEqual([[], 1, 1]);
    // u + v³: dv/du = 3v², so that 1/v + 3u is conserved.
    const rational = polynomial(['u', 'v'], 'u + v^3');
    const same = compareDesigns(rational, rational, 'seed').laws;
    expect([same.shared.length, same.lost, same.gained]).toEqual([1, [], []]);
    // w stands still besides.
    const beside = polynomial(['u', 'v', 'w'], 'u + v^3');
    const both = compareDesigns(beside, beside, 'seed').laws;
    expect([both.shared.length, both.lost, both.gained]).toEqual([2, [], []]);
    const lost = compareDesigns(rational, polynomial(['u', 'v'], 'u + v'), 'seed').laws;
    expect([lost.lost, lost.gained.length]).toEqual([same.shared, 1]);
  });
});
