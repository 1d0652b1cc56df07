/** Which strata of a lattice are looked at, and that every θ lies on one of its type. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { symmetryOf } from '../../symmetry/isotropy/isotropy.ts';
import { latticeFindings, latticeOf, lookedAt, reverses, tooLargeForLattice } from './lattice.ts';

function network(w: readonly number[], a: readonly number[], activation: string) {
  return open({
    model: { kind: 'fully-connected', widths: [1, w.length, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: w.map((x) => [x]), bias: null },
        { weights: [a], bias: null },
      ],
    },
  } as Instance);
}

it('lattices are made for small models and small groups', () => {
  const tooLarge = (width: number, activation: string) =>
    tooLargeForLattice(
      network(new Array<number>(width).fill(1), new Array<number>(width).fill(1), activation),
    );
  // 6! = 720, 7! = 5040; 2⁴4! = 384, 2⁵5! = 3840; 60 and 62 parameters.
  expect([tooLarge(6, 'gelu'), tooLarge(4, 'tanh')]).toEqual([undefined, undefined]);
  expect([tooLarge(7, 'gelu'), tooLarge(5, 'tanh'), tooLarge(30, 'gelu')]).toEqual(
    new Array(3).fill('a symmetry group of more than 1000 elements'),
  );
  expect(tooLarge(31, 'gelu')).toBe('a model of more than 60 parameters');
});

it('of many strata the largest, the smallest and ten between are looked at', () => {
  const of = (count: number) => lookedAt({ strata: new Array(count).fill(null) } as never);
  expect([of(1), of(12)]).toEqual([[0], [...Array(12).keys()]]);
  for (const count of [13, 40]) {
    const found = of(count);
    expect([found.length, new Set(found).size, found[0], found[11]]).toEqual([
      12,
      12,
      0,
      count - 1,
    ]);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  }
  // Any of those between, for some number of them.
  const counts = Array.from({ length: 20 }, (_, k) => 13 + k);
  expect(counts.some((count) => of(count).includes(1))).toBe(true);
  expect(counts.some((count) => of(count).includes(count - 2))).toBe(true);
});

it('what is found of a lattice of two strata', () => {
  // θ = (w₁, w₂, a₁, a₂), and w₁ = w₂, a₁ = a₂: exchanged by a group of two.
  const found = latticeFindings(network([1, 2], [3, 4], 'gelu')).flatMap((finding) =>
    finding.status === 'holds' && finding.decision.clause === 'lattice'
      ? [[finding.decision.what, finding.decision.found, finding.decision.expected]]
      : [],
  );
  const dimension = 'dimension of what the symmetries of a generic point of stratum';
  const subspaces = 'subspaces that are fixed by the symmetries of stratum';
  expect(found).toEqual([
    [`${dimension} 1 fix`, 4, 4],
    [`${subspaces} 1`, 1, 1],
    ['index of the group of stratum 1 in that of stratum 2 inside it', 2, 2],
    [`${dimension} 2 fix`, 2, 2],
    [`${subspaces} 2`, 1, 1],
    ['strata of the type of the stratum of θ', 1, 1],
  ]);
});

describe('the stratum of θ', () => {
  // Clusters of three neurons, opposite ones and zero ones included, in whatever order.
  it.each([
    [
      [1, 2, 2],
      [3, 4, 4],
    ],
    [
      [2, 1, 2],
      [4, 3, 4],
    ],
    [
      [2, -2, 1],
      [4, -4, 3],
    ],
    [
      [0, 1, 2],
      [0, 3, 4],
    ],
    [
      [1, 0, -1],
      [3, 0, -3],
    ],
    [
      [5, 5, 5],
      [6, 6, 6],
    ],
  ])('of w = %j, a = %j is one of the list', (w, a) => {
    expect(latticeFindings(network(w, a, 'tanh')).at(-1)).toMatchObject({
      status: 'holds',
      decision: { what: 'strata of the type of the stratum of θ', found: 1 },
    });
  });
});

it('a search for symmetries that was cut short decides nothing', () => {
  const subject = network([1, 2], [3, 4], 'gelu');
  const symmetry = symmetryOf(subject.instance.model);
  // The lattice itself was made before.
  expect(latticeOf(subject.instance.model).complete).toBe(true);
  const { isCut } = symmetry;
  try {
    Object.assign(symmetry, { isCut: true });
    const statuses = latticeFindings(subject).map(({ status }) => status);
    expect(statuses).toContain('open');
    expect(statuses).not.toContain('fails');
  } finally {
    Object.assign(symmetry, { isCut });
  }
});

it('the group of what lies inside is a proper multiple of that of what it lies in', () => {
  // Of strata 0 and 1 inside it.
  const of = (outer: bigint, inner: bigint) => {
    const finding = reverses(0, 1, (number) => (number === 0 ? outer : inner));
    return [finding.status, 'decision' in finding ? finding.decision.found : null];
  };
  expect([of(1n, 2n), of(2n, 6n), of(4n, 48n)]).toEqual([
    ['holds', 2],
    ['holds', 3],
    ['holds', 12],
  ]);
  expect([of(2n, 2n), of(4n, 6n), of(6n, 2n), of(2n, 5n)]).toEqual([
    ['fails', 1],
    ['fails', 0],
    ['fails', 0],
    ['fails', 0],
  ]);
});
