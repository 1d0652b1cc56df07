import { describe, expect, it } from 'vitest';
import {
  BudgetExceeded,
  find,
  free,
  type Kept,
  once,
  recall,
  requireWithin,
  spend,
  withBudget,
} from './budget.ts';

const costOf = (compute: () => unknown) => withBudget(1e9, compute).cost;

describe('a budget', () => {
  it('counts what is charged, and ends where it is exceeded', () => {
    expect(withBudget(10, () => spend(10) ?? 'done')).toEqual({ value: 'done', cost: 10 });
    const steps: number[] = [];
    const tooLong = () => {
      for (let i = 0; i < 5; i++) {
        spend(4);
        steps.push(i);
      }
    };
    expect(() => withBudget(10, tooLong)).toThrow(BudgetExceeded);
    expect(() => withBudget(10, tooLong)).toThrow('it takes more than 1e+1 operations');
    expect(steps).toEqual([0, 1, 0, 1]);
  });

  it('within another one has no more than is left of that', () => {
    let went = '';
    const inner = () => {
      spend(5);
      went += 'a';
      spend(6);
      went += 'b';
    };
    expect(() => withBudget(10, () => withBudget(1000, inner))).toThrow(BudgetExceeded);
    expect(() => withBudget(1000, () => withBudget(10, inner))).toThrow(BudgetExceeded);
    expect(went).toBe('aa');
    expect(withBudget(11, () => withBudget(11, inner).cost).value).toBe(11);
  });

  it('is no secret that can be kept: whoever catches the error fails all the same', () => {
    const stubborn = () => {
      try {
        spend(11);
      } catch {}
    };
    expect(() => withBudget(10, stubborn)).toThrow(BudgetExceeded);
  });

  it('costs the one around it what was spent, and at most what it allows', () => {
    const inner = (units: number) => () => {
      try {
        return withBudget(10, () => spend(units));
      } catch {
        return null;
      }
    };
    expect(costOf(inner(7))).toBe(7);
    expect(costOf(inner(700))).toBe(10);
    // What is left of the outer one bounds the inner one, and the error says whose bound it is.
    const nested = () =>
      withBudget(100, () => {
        spend(95);
        return withBudget(10, () => spend(6));
      });
    expect(nested).toThrow('1e+2 operations');
  });

  it('is not touched by what is free, which a bound on random times sees', () => {
    expect(costOf(() => free(() => spend(1e12)))).toBe(0);
    expect(() => withBudget(10, () => free(() => requireWithin(11)))).toThrow(BudgetExceeded);
    expect(() => withBudget(10, () => requireWithin(10))).not.toThrow();
    expect(() => requireWithin(1e300)).not.toThrow();
  });
});

describe('an answer that is kept', () => {
  it('costs the same when it is remembered, once in each budget', () => {
    const answer = once(() => spend(5) ?? 'yes');
    const twice = () => answer() + answer();
    expect([costOf(twice), costOf(twice), costOf(twice)]).toEqual([5, 5, 5]);
  });

  it('is charged once however many others need it, in any order, found or remembered', () => {
    // d needs b and c, both need a: 1 + 2 + 4 + 8 whoever is asked first.
    const lattice = () => {
      const a = once(() => spend(1) ?? 'a');
      const b = once(() => spend(2) ?? `${a()}b`);
      const c = once(() => spend(4) ?? `${a()}c`);
      const d = once(() => spend(8) ?? b() + c());
      return { a, b, c, d };
    };
    const orders = ['abcd', 'dcba', 'd', 'cbd', 'da', 'dd'] as const;
    for (const first of orders)
      for (const second of orders) {
        const all = lattice() as Record<string, () => string>;
        const ask = (order: string) => () => [...order].map((name) => all[name]());
        expect([first, costOf(ask(first))]).toEqual([first, 15]);
        expect([second, costOf(ask(second))]).toEqual([second, 15]);
        expect(costOf(ask('b'))).toBe(3);
        expect(costOf(ask('ac'))).toBe(5);
      }
  });

  it('is not kept where its budget was exceeded, and is too much again', () => {
    let known: Kept<string> | undefined;
    const answer = () => {
      if (known !== undefined) return recall(known);
      known = find(() => spend(50) ?? 'found');
      return known.value;
    };
    for (let i = 0; i < 2; i++) expect(() => withBudget(10, answer)).toThrow(BudgetExceeded);
    expect(costOf(answer)).toBe(50);
    expect(() => withBudget(10, answer)).toThrow(BudgetExceeded);
  });
});
