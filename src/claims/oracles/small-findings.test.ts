/** Findings about numbers that are known: distances to 0, largest slopes, laws of steps, formulas, degrees, stretches. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { ONE, rational, ZERO } from '../../numerics/rational.ts';
import { pair } from '../../testing/two-neurons.ts';
import { balance, balanceLaw, homogeneity } from './balance.ts';
import { doubtful } from './conclude.ts';
import { settle } from './enclosed-difference.ts';
import { counted, vanishing } from './exact-finding.ts';
import { growthFrom } from './exact-steps.ts';
import { fittedDrift } from './fitted-drift.ts';
import { FORMULAS } from './formulas.ts';
import { hasScalarStretch } from './linear-laws.ts';
import { homogeneousParts, quadraticPart } from './polynomial-laws.ts';
import { keptAway, met, nearest, neverZero } from './quantity.ts';
import { rankFinding } from './rank-finding.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import { signDescentOrbit } from './sign-descent.ts';
import { isCritical, putsOut, withSplitUnit } from './split-units.ts';
import { augmented, lossDegree } from './symmetric-data.ts';

const net = (widths: number[], activation: string, layers: number[][][], more = {}) =>
  open({
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
    ...more,
  } as Instance);
const ones = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(1));

describe('a number that must not be 0', () => {
  it('is measured beside its scale', () => {
    expect(neverZero('q', rational(-3), rational(4))).toMatchObject({
      status: 'holds',
      decision: { value: '-3', relative: 0.75, failed: false },
    });
    expect(neverZero('q', ZERO, ONE)).toMatchObject({
      status: 'fails',
      decision: { value: '0', relative: 0, failed: true },
    });
    // Both are 0 in float64.
    const tiny = rational(1n, 10n ** 400n);
    expect(neverZero('q', tiny, tiny)).toMatchObject({
      status: 'holds',
      decision: { relative: 1 },
    });
  });

  it('is met last of all that are', () => {
    const kept = (relative: number) => keptAway({ what: 'q', value: '1', relative });
    const failed = met({ what: 'q', value: '0', relative: 0 }, { zero: ZERO });
    const open = doubtful({ reason: 'unsupported', what: 'q' });
    expect(nearest([])).toBeUndefined();
    expect(nearest([kept(0.5), kept(0.25), kept(0.75)])).toEqual(kept(0.25));
    expect(nearest([kept(0), failed, kept(0.5)])).toBe(failed);
    expect(nearest([open, kept(0.9)])).toEqual(kept(0.9));
    expect(nearest([kept(2), open])).toBe(open);
  });
});

it('counts stand in the relation that is claimed', () => {
  const of = (relation: '=' | '≤' | '≥') =>
    [2, 3, 4].map(
      (found) => counted({ clause: 'lattice', what: 'n', found, expected: 3, relation }).status,
    );
  expect([of('='), of('≤'), of('≥')]).toEqual([
    ['fails', 'holds', 'fails'],
    ['holds', 'holds', 'fails'],
    ['fails', 'holds', 'holds'],
  ]);
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1, 3))).toMatchObject({
    status: 'fails',
    decision: { value: 1 / 3, exact: '1/3' },
  });
  expect(vanishing({ clause: 'critical', what: 'q' }, ZERO)).toMatchObject({ status: 'holds' });
  // Longer than 24 characters.
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1n, 10n ** 21n))).toMatchObject({
    decision: { exact: `1/1${'0'.repeat(21)}` },
  });
  expect(vanishing({ clause: 'critical', what: 'q' }, rational(1n, 10n ** 22n))).toMatchObject({
    decision: { exact: '1e-22' },
  });
});

it('ranks between two bounds are decided by the one that suffices', () => {
  const of = (lower: number, upper: number, relation: '=' | '≥') => {
    const finding = rankFinding('the rank', { lower, upper }, relation, 3);
    return finding.status === 'open' ? 'open' : [finding.status, finding.decision.found];
  };
  expect([of(1, 2, '='), of(1, 3, '='), of(3, 3, '='), of(3, 4, '='), of(4, 5, '=')]).toEqual([
    ['fails', 2],
    'open',
    ['holds', 3],
    'open',
    ['fails', 4],
  ]);
  expect([of(1, 2, '≥'), of(2, 3, '≥'), of(3, 4, '≥'), of(4, 4, '≥')]).toEqual([
    ['fails', 2],
    'open',
    ['holds', 3],
    ['holds', 4],
  ]);
});

it('what enclosures leave open is told with its digits', () => {
  const open = settle(() => {
    throw new RangeError('not reached');
  }, []);
  expect(enclosureOf(open)).toBeNull();
  const decision = {
    clause: 'critical',
    what: 'q',
    value: 0,
    exact: null,
    enclosure: null,
  } as const;
  expect(concludeSettled(decision, open)).toMatchObject({
    status: 'open',
    doubt: { reason: 'unsettled' },
  });
});

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

describe('balance laws', () => {
  it('are those of powers in two layers', () => {
    const of = (activation: string, ...widths: number[]) =>
      homogeneity(
        net(
          widths,
          activation,
          widths.slice(1).map((n, l) => ones(n, widths[l])),
        ),
      );
    expect([of('identity', 1, 1, 1), of('square', 2, 2, 1), of('cube', 1, 1, 1)]).toEqual([
      1, 2, 3,
    ]);
    expect([of('square', 1, 1, 1, 1), of('tanh', 1, 1, 1), of('identity', 1, 1)]).toEqual([
      0, 0, 0,
    ]);
    const product = { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] };
    const layers = [{ weights: [[1, 2]], bias: null }];
    expect(homogeneity(open({ model: product, parameters: { layers } } as Instance))).toBe(0);
    const square = net([1, 2, 1], 'square', [[[3], [5]], [[7, 11]]]);
    // 2a₂² − w₂².
    expect(balanceLaw(square, 1)).toEqual({
      terms: [
        { coefficient: rational(2), powers: [[3, 2]] },
        { coefficient: rational(-1), powers: [[1, 2]] },
      ],
    });
    expect(balanceLaw(net([1, 1, 1], 'tanh', [[[3]], [[5]]]), 0)).toBeUndefined();
  });

  it('are followed for two steps', () => {
    // |∂L/∂a| = |∂L/∂w| for ever.
    const of = (steps?: number) => {
      const training = {
        method: 'gradient-descent',
        rate: '1/8',
        ...(steps && { steps }),
      } as const;
      const data = { inputs: [[1]], targets: [[1]] };
      const found = balance(pair('identity', [1, 3], [1, -3], { data, loss: 'squared', training }));
      return 'status' in found && found.status === 'holds' ? found.decision.steps : found;
    };
    expect([of(), of(1), of(2), of(3), of(9)]).toEqual([1, 1, 2, 2, 2]);
  });

  it('have parts of one degree each', () => {
    const term = (c: number, ...powers: [number, number][]) => ({
      coefficient: rational(c),
      powers,
    });
    const terms = [term(1, [0, 1]), term(2, [0, 2]), term(3, [1, 1]), term(4, [0, 1], [1, 1])];
    expect(quadraticPart({ terms }).terms).toEqual([terms[1], terms[3]]);
    expect(homogeneousParts({ terms }).map((part) => part.terms)).toEqual([
      [terms[0], terms[2]],
      [terms[1], terms[3]],
    ]);
  });
});

describe('the order of a drift', () => {
  // F = a·w, r = aw − 3/2, from w = 1, a = 2: w ← w − ηra, a ← a − ηrw, and what a² − w² has become.
  const driftAt = (time: number, steps: number): number => {
    let [w, a] = [1, 2];
    for (let k = 0; k < steps; k++) {
      const r = ((a * w - 1.5) * time) / steps;
      [w, a] = [w - r * a, a - r * w];
    }
    return Math.abs(a * a - w * w - 3);
  };
  const found = (rate: number, steps: number, target = 1.5) => {
    const training = { method: 'gradient-descent', rate, steps } as const;
    const more = { data: { inputs: [[1]], targets: [[target]] }, loss: 'squared', training };
    const subject = net([1, 1, 1], 'identity', [[[1]], [[2]]], more);
    const law = balanceLaw(subject, 0)!;
    return fittedDrift(subject, training, law, 'h');
  };
  const slopeOver = (time: number): number => {
    const points = [32, 64, 128, 256, 512].map((n) => [
      Math.log(time / n),
      Math.log(driftAt(time, n)),
    ]);
    const mean = (k: number) => points.reduce((sum, p) => sum + p[k] / points.length, 0);
    const [x, y] = [mean(0), mean(1)];
    const along = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
    return along / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  };

  it('is that of steps by hand, over the time that is given and no longer than 1', () => {
    for (const [rate, steps, time] of [
      [0.01, 10, 0.1],
      [0.1, 9, 0.9],
      [0.5, 10, 1],
    ]) {
      const [finding] = found(rate, steps);
      if (finding?.status !== 'holds') return expect.fail('it holds');
      expect(finding.decision.value).toBeCloseTo(slopeOver(time), 9);
    }
  });

  it('is fitted where drifts are neither rounding nor large', () => {
    // Of the finest walk, over the terms 4 + 1 of h.
    const smallest = (time: number) => driftAt(time, 512) / 5;
    expect(smallest(8e-4)).toBeGreaterThan(1e-11);
    expect(smallest(8e-4)).toBeLessThan(1e-9);
    expect(found(8e-4, 1)).toHaveLength(1);
    expect(smallest(6e-5)).toBeLessThan(1e-11);
    expect(found(6e-5, 1)).toEqual([]);
    // r = 2 + 20: steps of 22/32 take h to twice its terms and further.
    expect(found(1, 1, -20)).toEqual([]);
  });
});

it('exact walks end before their numbers are too long', () => {
  const growth = growthFrom([rational(3)]);
  // Eight bits at least; then 16, twice as many.
  expect([growth.isBeyond(7), growth.isBeyond(8)]).toEqual([true, false]);
  growth.took([ONE, rational(1, 2 ** 15)]);
  expect([growth.isBeyond(31), growth.isBeyond(32)]).toEqual([true, false]);
  growth.took([rational(-(2 ** 23)), ONE]);
  expect([growth.isBeyond(35), growth.isBeyond(36)]).toEqual([true, false]);
});

it('formulas leave out zeros and ones', () => {
  const { add, mul, dot, zero, one } = FORMULAS;
  expect([add(zero, 'a'), add('a', zero), add('a', 'b'), add(zero, zero)]).toEqual([
    'a',
    'a',
    'a + b',
    '0',
  ]);
  expect([mul(zero, 'a'), mul('a', zero), mul(one, 'a'), mul('a', one), mul('a', 'b')]).toEqual([
    '0',
    '0',
    'a',
    'a',
    '(a)*(b)',
  ]);
  expect(dot(['a', zero, one], ['b', 'c', 'd'])).toBe('(a)*(b) + d');
  expect(() => FORMULAS.neg('a')).toThrow(/sums and products/);
});

describe('data with every permutation', () => {
  it('leaves as many power sums as the loss has degrees', () => {
    expect(['linear', 'squared', 'quartic', 'log-cosh', undefined].map(lossDegree)).toEqual([
      1,
      2,
      4,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    const of = (inputs: number, loss: string, signs: boolean) => {
      const subject = open({
        model: { kind: 'linear', widths: [inputs, 1] },
        parameters: { layers: [{ weights: ones(1, inputs), bias: null }] },
        data: { inputs: ones(1, inputs), targets: [[1]] },
        loss,
      } as Instance);
      return augmented(subject, signs)?.instance.model['features'] ?? null;
    };
    expect(of(2, 'linear', false)).toEqual(['(p1)^1 + (p2)^1']);
    expect(of(2, 'linear', true)).toBeNull();
    expect(of(2, 'squared', true)).toEqual(['(p1)^2 + (p2)^2']);
    expect(of(1, 'quartic', false)).toEqual(['(p1)^1']);
    expect(of(3, 'quartic', true)).toEqual([
      '(p1)^2 + (p2)^2 + (p3)^2',
      '(p1)^4 + (p2)^4 + (p3)^4',
    ]);
    expect(of(2, 'log-cosh', true)).toHaveLength(2);
  });
});

it('a stretch of one input and one output has two wider layers between', () => {
  const of = (...widths: number[]) => hasScalarStretch({ kind: 'linear', widths });
  expect([
    of(1, 2, 1),
    of(1, 2, 2, 1),
    of(2, 1, 2, 2, 1),
    of(1, 2, 1, 2, 1),
    of(2, 2, 2, 1),
  ]).toEqual([false, true, true, false, false]);
  expect([of(1, 1, 2, 2, 1), of(1, 2, 2, 2), of(1, 3, 3, 3, 1, 2)]).toEqual([true, false, true]);
  const net = { kind: 'fully-connected', widths: [1, 2, 2, 1], activation: 'tanh', bias: false };
  expect(hasScalarStretch(net as never)).toBe(false);
});

it('entries that change sign together are told by their names', () => {
  // U = (2 5), V = (−3 7): one number G, whose sign is that of all.
  const model = { kind: 'low-rank', inputs: 1, rank: 2, outputs: 1 };
  const subject = open({ model, parameters: { left: [[2, 5]], right: [[-3, 7]] } } as never);
  const found = signDescentOrbit(subject)!;
  const names = found.invariants.map(({ expression }) => expression);
  expect(found).toMatchObject({ dimension: 1, lowerBound: 1, upperBound: 1, parameters: 4 });
  expect(names).toEqual(['V[1,1]', 'U[1,2]', 'V[1,2]'].map((name) => `|U[1,1]| − |${name}|`));
});
