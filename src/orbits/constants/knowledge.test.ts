/** What one evaluation learns and the next one knows; whatever is new asks for another. */
import { describe, expect, it } from 'vitest';
import { createKnowledge, type Knowledge } from './knowledge.ts';

/** Whether something new is met. */
const learns = (knowledge: Knowledge, met: () => void) => {
  knowledge.changed = false;
  met();
  return knowledge.changed;
};

it('begins with four rows at primes of 192 bits, and nothing met', () => {
  const { rows, bits, rootless, changed, radicals, logarithms, named, nonSquares, args } =
    createKnowledge();
  expect([rows, bits, rootless, changed]).toEqual([4, 192, false, false]);
  expect([radicals, logarithms, args.members]).toEqual([[], [], []]);
  expect([named.size, nonSquares.size]).toEqual([0, 0]);
});

describe('is new once', () => {
  it('for radicands and logarithms, in terms of coprime integers', () => {
    const knowledge = createKnowledge();
    expect(learns(knowledge, () => knowledge.radicand(12n))).toBe(true);
    expect(learns(knowledge, () => knowledge.radicand(12n))).toBe(false);
    expect(learns(knowledge, () => knowledge.radicand(18n))).toBe(true);
    expect([...knowledge.radicals].sort()).toEqual([2n, 3n]);
    expect(knowledge.logarithms).toEqual([]);
    expect(learns(knowledge, () => knowledge.logarithm(1n))).toBe(false);
    expect(learns(knowledge, () => knowledge.logarithm(20n))).toBe(true);
    expect(learns(knowledge, () => knowledge.logarithm(20n))).toBe(false);
    expect(learns(knowledge, () => knowledge.logarithm(4n))).toBe(true);
    expect([...knowledge.logarithms].sort()).toEqual([2n, 5n]);
    expect([...knowledge.radicals].sort()).toEqual([2n, 3n]);
  });

  it('for arguments, told by both parts', () => {
    const knowledge = createKnowledge();
    expect(learns(knowledge, () => knowledge.argumentOf({ re: 2n, im: 1n }))).toBe(true);
    expect(learns(knowledge, () => knowledge.argumentOf({ re: 2n, im: 1n }))).toBe(false);
    expect(learns(knowledge, () => knowledge.argumentOf({ re: 2n, im: 3n }))).toBe(true);
    expect(learns(knowledge, () => knowledge.argumentOf({ re: 4n, im: 1n }))).toBe(true);
    // 2 + i, 3 + 2i and 4 + i, of norms 5, 13 and 17.
    expect(knowledge.args.members.map(({ re, im }) => re * re + im * im).sort()).toEqual([
      13n,
      17n,
      5n,
    ]);
  });

  it('for names, rows and roots that are given up', () => {
    const knowledge = createKnowledge();
    expect(learns(knowledge, () => knowledge.name('ln2'))).toBe(true);
    expect(learns(knowledge, () => knowledge.name('ln2'))).toBe(false);
    expect([...knowledge.named]).toEqual(['ln2']);
    expect(learns(knowledge, () => knowledge.requireRows(4))).toBe(false);
    expect(learns(knowledge, () => knowledge.requireRows(3))).toBe(false);
    expect(knowledge.rows).toBe(4);
    expect(learns(knowledge, () => knowledge.requireRows(5))).toBe(true);
    expect(knowledge.rows).toBe(5);
    expect(learns(knowledge, () => knowledge.giveUpRoots())).toBe(true);
    expect(knowledge.rootless).toBe(true);
  });

  it('for denominators, which are common ones', () => {
    const knowledge = createKnowledge();
    expect(knowledge.denominator('exp/0')).toBe(1n);
    expect(learns(knowledge, () => knowledge.divide('exp/0', 1n))).toBe(false);
    expect(learns(knowledge, () => knowledge.divide('exp/0', 4n))).toBe(true);
    expect(learns(knowledge, () => knowledge.divide('exp/0', 2n))).toBe(false);
    expect(learns(knowledge, () => knowledge.divide('exp/0', 6n))).toBe(true);
    expect(knowledge.denominator('exp/0')).toBe(12n);
    expect(knowledge.denominator('exp/1')).toBe(1n);
  });
});

it('has the odd part of the orders of all roots', () => {
  const knowledge = createKnowledge();
  expect(knowledge.rootOrder()).toBe(1n);
  knowledge.divide('root/0', 12n);
  knowledge.divide('root/3', 10n);
  knowledge.divide('exp/0', 7n);
  // 60 without the factor 4.
  expect(knowledge.rootOrder()).toBe(15n);
  knowledge.divide('root/1', 8n);
  expect(knowledge.rootOrder()).toBe(15n);
});

it('doubles the bits of its primes once', () => {
  const knowledge = createKnowledge();
  let widened = false;
  expect(
    learns(knowledge, () => {
      widened = knowledge.widen();
    }),
  ).toBe(true);
  expect([widened, knowledge.bits]).toEqual([true, 384]);
  expect(learns(knowledge, () => knowledge.widen())).toBe(false);
  expect([knowledge.widen(), knowledge.bits]).toEqual([false, 384]);
});
