/** One verdict has a budget of operations, counted: whatever was looked at before, the count is the same. */
import { describe, expect, it } from 'vitest';
import { parseInstance } from '../instances/read-instance.ts';
import { open } from '../instances/subject.ts';
import { spend, withBudget } from '../numerics/budget.ts';
import { drawnForVerdict, settings } from '../testing/golden/verdicts.ts';
import { bounded } from '../testing/toy-claims.ts';
import type { Claim } from './claim.ts';
import { claimById } from './registry.ts';
import { guard, judge } from './scope.ts';

const options = { dropped: new Set<string>(), strictness: 0 };
const linear = open(
  parseInstance({
    model: { kind: 'linear', widths: [1, 1] },
    parameters: { layers: [{ weights: [[1]] }] },
  }),
);

describe('a verdict that takes more than its budget', () => {
  const costly: Claim = { ...bounded, check: () => spend(1e15) ?? bounded.check(linear, options) };
  const tooCostly = { kind: 'inconclusive', because: { reason: 'too-costly', operations: 2e10 } };

  it('is inconclusive, and says so', () => {
    expect(judge(costly, linear, options)).toEqual(tooCostly);
    expect(guard(costly).check(linear, options)).toEqual(tooCostly);
    expect(judge(bounded, linear, options).kind).toBe('survived');
  });

  it('is so too where finding out whether the claim applies takes more', () => {
    const [small] = bounded.hypotheses;
    const slow = { ...small, holds: () => spend(1e15) === undefined };
    expect(judge({ ...bounded, hypotheses: [slow] }, linear, options)).toEqual(tooCostly);
  });

  it('is decided by the count and by nothing else', () => {
    const claim = claimById('two-layer-exhaustive')!;
    // Drawn outside: what drawing takes is nobody's verdict.
    const drawn = drawnForVerdict(claim, [], 5);
    const at = (operations: number) => judge(claim, open(drawn), { ...options, operations }).kind;
    const { cost } = withBudget(1e9, () => at(1e9));
    expect(at(cost)).toBe('survived');
    expect(at(cost - 1)).toBe('inconclusive');
  });
});

describe('what a verdict costs', () => {
  /** Instances of every fourth claim with its hypotheses, or without one. */
  const cases = settings
    .filter((_, i) => i % 4 === 0)
    .map((setting, i) => ({ ...setting, seed: 10 + (i % 2) }));
  const costsOf = ({ claim, dropped, seed }: (typeof cases)[number], times: number) => {
    const drawn = drawnForVerdict(claim, dropped, seed);
    const subject = open(JSON.parse(JSON.stringify(drawn)) as typeof drawn);
    const cost = () =>
      withBudget(1e12, () => judge(claim, subject, { ...options, dropped: new Set(dropped) })).cost;
    return Array.from({ length: times }, cost);
  };

  it('does not depend on what is remembered: cold, warm, in another order, and again', () => {
    const there = cases.map((one) => costsOf(one, 1));
    const back = [...cases].reverse().map((one) => costsOf(one, 2));
    back.reverse().forEach(([first, again], i) => {
      expect([cases[i], first, again]).toEqual([cases[i], there[i][0], there[i][0]]);
    });
    // Not for want of anything charged.
    expect(there.filter(([cost]) => cost > 1000).length).toBeGreaterThan(cases.length / 2);
  });
});
