import { describe, expect, it } from 'vitest';
import { constant } from '../dynamics/constant.ts';
import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import { euler } from '../dynamics/euler.ts';
import { rungeKutta4 } from '../dynamics/runge-kutta-4.ts';
import type { Solution } from '../dynamics/solution.ts';
import { type SolveOptions, solve } from '../dynamics/solve.ts';
import { defineTableau, type Tableau } from '../dynamics/tableau.ts';
import type { VectorField } from '../dynamics/vector-field.ts';
import { add, isZero, type Rational, rational } from '../numerics/rational.ts';
import { solverLaws } from './solver-laws.ts';
import { denseLaw, embeddedLaw, nodesLaw, orderLaw } from './solvers/coefficients.ts';
import { formatTree, treesUpTo } from './solvers/order-conditions.ts';

/** Without a stage that is first and last: the other way through the loop. */
const heunEuler = defineTableau({
  name: 'Heun–Euler 2(1)',
  order: 2,
  nodes: '0 1',
  stages: ['', '1'],
  weights: '1/2 1/2',
  embedded: { order: 1, weights: '1 0' },
  // y + h(s − s²/2)k₁ + h(s²/2)k₂.
  dense: { order: 2, weights: ['1 -1/2', '0 1/2'] },
  source: 'K. Heun, Z. Math. Phys. 45 (1900).',
});

/** The embedded result is the better one, and not the one that is gone on from. */
const fehlberg = defineTableau({
  name: 'Fehlberg 4(5)',
  order: 4,
  nodes: '0 1/4 3/8 12/13 1 1/2',
  stages: [
    '',
    '1/4',
    '3/32 9/32',
    '1932/2197 -7200/2197 7296/2197',
    '439/216 -8 3680/513 -845/4104',
    '-8/27 2 -3544/2565 1859/4104 -11/40',
  ],
  weights: '25/216 0 1408/2565 2197/4104 -1/5 0',
  embedded: { order: 5, weights: '16/135 0 6656/12825 28561/56430 -9/50 2/55' },
  dense: null,
  source: 'E. Fehlberg, NASA TR R-315 (1969).',
});

/** Seven terms in the result: longer than what is written out. Euler's rule, seven times a seventh. */
const sevenths = defineTableau({
  name: 'seven sevenths',
  order: 1,
  nodes: '0 0 0 0 0 0 0',
  stages: ['', '0', '0 0', '0 0 0', '0 0 0 0', '0 0 0 0 0', '0 0 0 0 0 0'],
  weights: '1/7 1/7 1/7 1/7 1/7 1/7 1/7',
  embedded: null,
  dense: null,
  source: 'the explicit Euler rule',
});

const broken = (...[method, options]: Parameters<typeof solverLaws>) =>
  solverLaws(method, options)
    .filter(({ status }) => status === 'broken')
    .map(({ law }) => law);

describe.each([euler, rungeKutta4, dormandPrince5, heunEuler, fehlberg, sevenths])(
  '$name',
  (method) => {
    it('obeys every law', () => {
      const reports = solverLaws(method);
      for (const { law, status, reason } of reports)
        expect([law, status, reason]).toEqual([
          law,
          status === 'void' ? 'void' : 'held',
          undefined,
        ]);
      const voids = reports.filter(({ status }) => status === 'void').map(({ law }) => law);
      expect(voids).toEqual([
        ...(method.embedded === null ? ['embedded-order'] : []),
        ...(method.dense === null ? ['dense-order'] : []),
        ...(method.embedded === null ? ['error-estimate'] : []),
        ...(method.dense === null ? ['dense-output'] : []),
        ...(method.embedded === null ? ['tolerance'] : []),
      ]);
    });
  },
);

it('rooted trees: 1, 1, 2, 4, 9, 20', () => {
  const trees = treesUpTo(6);
  const counts = [1, 2, 3, 4, 5, 6].map((n) => trees.filter((t) => t.nodes === n).length);
  expect(counts).toEqual([1, 1, 2, 4, 9, 20]);
  expect(treesUpTo(3).map(formatTree)).toEqual(['[]', '[[]]', '[[][]]', '[[[]]]']);
});

/** Every tableau with one coefficient of one part moved. */
function moved(method: Tableau, part: 'nodes' | 'stages' | 'weights' | 'embedded' | 'dense') {
  const off = (row: readonly Rational[]) =>
    row.map((_, i) => row.map((q, j) => (i === j ? add(q, rational(1, 1000)) : q)));
  const offIn = (rows: readonly (readonly Rational[])[]) =>
    rows.flatMap((row, i) => off(row).map((changed) => rows.with(i, changed)));
  const { nodes, stages, weights, embedded, dense } = method;
  switch (part) {
    case 'nodes':
      return off(nodes).map((changed) => ({ ...method, nodes: changed }));
    case 'stages':
      return offIn(stages).map((changed) => ({ ...method, stages: changed }));
    case 'weights':
      return off(weights).map((changed) => ({ ...method, weights: changed }));
    case 'embedded':
      return off(embedded?.weights ?? []).map((changed) => ({
        ...method,
        embedded: { order: embedded?.order ?? 0, weights: changed },
      }));
    case 'dense':
      return offIn(dense?.weights ?? []).map((changed) => ({
        ...method,
        dense: { order: dense?.order ?? 0, weights: changed },
      }));
  }
}

/** The laws in exact arithmetic that fail; the others take their time. */
const brokenExactly = (method: Tableau) =>
  [nodesLaw, orderLaw, embeddedLaw, denseLaw]
    .filter((law) => [...law.check({ method, solve })].length > 0)
    .map(({ name }) => name);

describe('one coefficient off is caught', () => {
  it.each([
    { part: 'nodes', exactly: 'consistency', count: 7 },
    { part: 'stages', exactly: 'consistency', count: 21 },
    { part: 'weights', exactly: 'order-conditions', count: 7 },
    { part: 'embedded', exactly: 'embedded-order', count: 7 },
    { part: 'dense', exactly: 'dense-order', count: 28 },
  ] as const)('any of the $part of Dormand–Prince', ({ part, exactly, count }) => {
    const methods = moved(dormandPrince5, part);
    expect(methods).toHaveLength(count);
    for (const method of methods) expect(brokenExactly(method)).toContain(exactly);
  });

  it.each([
    { part: 'weights', law: 'observed-order' },
    { part: 'embedded', law: 'error-estimate' },
    { part: 'dense', law: 'dense-output' },
  ] as const)('one of the $part, as it shows in solutions: $law', ({ part, law }) => {
    expect(broken(moved(dormandPrince5, part)[2])).toContain(law);
  });

  it('stages whose row sums are right', () => {
    // Σ bᵢ aᵢⱼ cⱼ = 1/6 and what is built on it fails.
    const [a, b] = dormandPrince5.stages[2];
    const row = [add(a, rational(1, 1000)), add(b, rational(-1, 1000))];
    const method = { ...dormandPrince5, stages: dormandPrince5.stages.with(2, row) };
    const laws = broken(method);
    expect(laws).not.toContain('consistency');
    expect(laws).toEqual(expect.arrayContaining(['order-conditions', 'embedded-order']));
  });
});

describe('an order that is not so is caught', () => {
  it.each([
    { order: 4, laws: ['order-conditions'] },
    { order: 6, laws: ['order-conditions', 'observed-order'] },
  ])('$order for Dormand–Prince', ({ order, laws }) => {
    expect(broken({ ...dormandPrince5, order })).toEqual(expect.arrayContaining(laws));
  });

  it('of the embedded result and of the continuous extension', () => {
    const { embedded, dense } = dormandPrince5;
    if (embedded === null || dense === null) throw new Error('Dormand–Prince has both');
    for (const order of [3, 5])
      expect(broken({ ...dormandPrince5, embedded: { ...embedded, order } })).toContain(
        'embedded-order',
      );
    const high = broken({ ...dormandPrince5, embedded: { ...embedded, order: 5 } });
    expect(high).toContain('error-estimate');
    expect(broken({ ...dormandPrince5, dense: { ...dense, order: 5 } })).toContain('dense-order');
    // b(s) = s·b meets the result and has order 1, so that in between the local error is O(h²).
    const straight = dormandPrince5.weights.map((b) => [b]);
    expect(broken({ ...dormandPrince5, dense: { order: 4, weights: straight } })).toEqual(
      expect.arrayContaining(['dense-order', 'dense-output']),
    );
  });

  it('an estimate that is always 0', () => {
    const embedded = { order: 5, weights: dormandPrince5.weights };
    expect(broken({ ...dormandPrince5, embedded })).toContain('error-estimate');
  });
});

describe('a loop that is off is caught', () => {
  type Loop = (field: VectorField, y0: Float64Array, options: SolveOptions) => Solution;
  /** The loop on another field than the one that was given. */
  const along =
    (change: (field: VectorField) => VectorField): Loop =>
    (field, y0, options) =>
      solve(change(field), y0, options);
  const scaled = (component: number, factor: number) =>
    along((field) => ({
      size: field.size,
      evaluate(t, y, out) {
        field.evaluate(t, y, out);
        out[component] *= factor;
      },
    }));
  const late = along((field) => ({
    size: field.size,
    evaluate: (t, y, out) => field.evaluate(t + 1e-6, y, out),
  }));
  const careless: Loop = (field, y0, options) =>
    solve(field, y0, {
      ...options,
      control: options.control.estimates ? constant(60) : options.control,
    });
  /** The continuous extension jumps. */
  const jumping: Loop = (field, y0, options) => {
    const solution = solve(field, y0, { ...options, dense: true });
    return {
      ...solution,
      at(t: number, out: Float64Array) {
        solution.at(t, out);
        out[0] += t > 0.5 ? 1e-9 : 0;
      },
    };
  };

  it.each([
    { law: 'equal-units', loop: scaled(0, 1 + 2 ** -50) },
    { law: 'float64-agrees', loop: scaled(0, 1 + 1e-9) },
    { law: 'linear-invariant', loop: scaled(1, 1 + 1e-9) },
    { law: 'time-reversal', loop: late },
    { law: 'tolerance', loop: careless },
    { law: 'dense-output', loop: jumping },
  ])('$law', ({ law, loop }) => {
    expect(broken(dormandPrince5, { solve: loop as typeof solve })).toContain(law);
  });
});

describe('defineTableau', () => {
  const sound = {
    name: 'mine',
    order: 2,
    nodes: '0 1/2',
    stages: ['', '1/2'],
    weights: '0 1',
    embedded: null,
    dense: null,
    source: 'C. Runge (1895)',
  };

  it('reads fractions, integers and decimals exactly', () => {
    expect(defineTableau({ ...sound, nodes: '0  0.5' })).toEqual(defineTableau(sound));
    expect(defineTableau(sound).weights.map(isZero)).toEqual([true, false]);
  });

  it.each([
    [{ nodes: '0' }, 'mine: nodes: expected 2 numbers, received 1'],
    [{ stages: ['', ''] }, 'mine: stages[1]: expected 1 numbers, received 0'],
    [{ weights: '0 one' }, 'mine: weights: expected a number, received one'],
    [{ order: 0 }, 'mine: order: expected an integer ≥ 1, received 0'],
    [{ stages: [] }, 'mine: stages: expected at least one stage, received none'],
    [
      { embedded: { order: 1, weights: '1' } },
      'mine: embedded.weights: expected 2 numbers, received 1',
    ],
    [
      { embedded: { order: 1.5, weights: '1 0' } },
      'mine: embedded.order: expected an integer ≥ 1, received 1.5',
    ],
    [{ dense: { order: 1, weights: ['1'] } }, 'mine: dense.weights: expected 2 rows, received 1'],
    [
      { dense: { order: 1, weights: ['1', '1 0'] } },
      'mine: dense.weights[1]: expected 1 numbers, received 2',
    ],
  ])('refuses %j', (wrong, message) => {
    expect(() => defineTableau({ ...sound, ...wrong })).toThrow(message);
  });
});
