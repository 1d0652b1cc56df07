/** Bases over ℚ of numbers whose images are written down: three substitutions modulo 103, two modulo 107. */
import { describe, expect, it } from 'vitest';
import { format, rational } from '../../numerics/rational.ts';
import { createAlgebra, type Element } from './element.ts';
import { createRationalBasis } from './rational-basis.ts';

const PRIMES = [103n, 103n, 103n, 107n, 107n];

function basisOf(rows = 3, deciding = 5) {
  // More rows are copies of the first one.
  const primes = [...Array.from({ length: rows - 3 }, () => 103n), ...PRIMES];
  const algebra = createAlgebra(primes.map((prime) => ({ prime })) as never, deciding + rows - 3);
  const demands: number[] = [];
  let doubts = 0;
  const basis = createRationalBasis(
    algebra,
    rows,
    (n) => demands.push(n),
    () => doubts++,
  );
  return {
    basis,
    demands,
    doubts: () => doubts,
    element: (...images: readonly number[]): Element =>
      algebra.made((_, i) => BigInt(images[Math.max(0, i - rows + 3)])),
    told: (a: Element) => basis.coordinates(a).map(format),
    ring: algebra.ring,
    q: (n: number, d = 1) => algebra.rational(rational(n, d)),
  };
}

describe('coordinates', () => {
  it('of rationals are themselves, on 1', () => {
    const { basis, told, q, demands } = basisOf();
    expect(basis.members).toHaveLength(1);
    // However large: none is lifted from residues.
    expect([told(q(0)), told(q(-7, 3)), told(q(1000, 9))]).toEqual([['0'], ['-7/3'], ['1000/9']]);
    expect([basis.members.length, demands]).toEqual([1, []]);
  });

  it('are those of combinations, and of new members where there are none', () => {
    const { basis, told, element, ring, q, demands, doubts } = basisOf();
    const x = element(2, 3, 5, 7, 11);
    // (1, 1, 1), (2, 3, 5) and (1, 4, 9) have determinant −1.
    const z = element(1, 4, 9, 3, 5);
    expect(told(x)).toEqual(['0', '1']);
    expect(told(x)).toEqual(['0', '1']);
    expect(told(ring.add(q(5), ring.mul(q(2, 3), x)))).toEqual(['5', '2/3']);
    expect(told(ring.neg(x))).toEqual(['0', '-1']);
    expect(told(z)).toEqual(['0', '0', '1']);
    expect(told(ring.add(q(1), ring.sub(x, ring.mul(q(1, 2), z))))).toEqual(['1', '1', '-1/2']);
    // The same number, met before z was there.
    expect(told(ring.add(q(5), ring.mul(q(2, 3), x)))).toEqual(['5', '2/3']);
    expect(basis.members).toEqual([ring.one, x, z]);
    expect(doubts()).toBe(0);
    // Three rows are one more than the members with x, of which three more numbers are told, and none with z.
    expect(demands).toEqual([8, 8, 8, 10]);
  });

  it('have a place where they become members', () => {
    const { basis, element, ring, q } = basisOf();
    const x = element(2, 3, 5, 7, 11);
    expect([basis.adjoin(q(4)), basis.adjoin(x), basis.adjoin(ring.mul(q(2), x))]).toEqual([
      null,
      1,
      null,
    ]);
    expect(basis.adjoin(element(1, 4, 9, 3, 5))).toBe(2);
  });
});

describe('a dependence modulo 103', () => {
  it('that no small fraction shows asks for thirty-two rows more than twice the members', () => {
    const { told, element, demands, doubts } = basisOf();
    // 10, 20, … 70 are none of −7 … 7 modulo 103.
    expect(told(element(10, 10, 10, 5, 6))).toEqual(['0', '1']);
    expect([demands, doubts()]).toEqual([[34], 0]);
  });

  it('that fails modulo 107 is none', () => {
    const failing = basisOf();
    expect(failing.told(failing.element(2, 2, 2, 3, 3))).toEqual(['0', '1']);
    expect(failing.demands).toEqual([34]);
    const late = basisOf();
    expect(late.told(late.element(2, 2, 2, 2, 3))).toEqual(['0', '1']);
    // What does not decide does not matter.
    const lenient = basisOf(3, 4);
    expect(lenient.told(lenient.element(2, 2, 2, 2, 3))).toEqual(['2']);
  });

  it('is doubted where there are as many rows', () => {
    for (const [rows, demanded, doubted] of [
      [33, [34], 0],
      [34, [], 1],
      [35, [], 1],
    ] as const) {
      const { told, element, demands, doubts } = basisOf(rows);
      expect(told(element(10, 10, 10, 5, 6))).toEqual(['0', '1']);
      expect([demands, doubts()]).toEqual([demanded, doubted]);
    }
  });

  it('of a member takes no place among the columns', () => {
    const { told, element, ring, q } = basisOf();
    const root = element(10, 10, 10, 5, 6);
    const x = element(2, 3, 5, 7, 11);
    expect([told(root), told(x)]).toEqual([
      ['0', '1'],
      ['0', '0', '1'],
    ]);
    expect(told(ring.add(q(3), x))).toEqual(['3', '0', '1']);
  });
});
