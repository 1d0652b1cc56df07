import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { keyOf, meet } from './signed-classes.ts';
import { type StrataLattice, strataLattice } from './strata-lattice.ts';

function latticeOf(widths: readonly number[], activation: unknown, bias = false): StrataLattice {
  const model = { kind: 'fully-connected', widths, bias, activation } as unknown as ModelJson;
  return strataLattice(symmetryOf(model));
}

function total({ strata }: StrataLattice): number {
  return strata.reduce((sum, { copies }) => sum + copies, 0);
}

/** Bell numbers, and the numbers of partitions. */
const NO_PARITY = { sets: [1, 2, 5, 15, 52, 203], types: [1, 2, 3, 5, 7, 11] };
/** Dowling lattices of rank m over ±1 (A007405), and Σ_z p(m − z). */
const ODD = { sets: [2, 6, 24, 116, 648], types: [2, 4, 7, 12, 19] };
/** Σ over partitions of Π over blocks (2^{|B|−1} + 1). */
const EVEN = [2, 7, 31, 164];

describe('the lattice of strata of two layers', () => {
  it.each([1, 2, 3, 4, 5, 6])('is that of the partitions of %i neurons without parity', (m) => {
    for (const bias of [false, true]) {
      const lattice = latticeOf([1, m, 1], 'gelu', bias);
      expect(total(lattice)).toBe(NO_PARITY.sets[m - 1]);
      expect(lattice.strata).toHaveLength(NO_PARITY.types[m - 1]);
      expect(lattice.complete).toBe(true);
    }
  });

  it.each([1, 2, 3, 4])('is the Dowling lattice of %i neurons with an odd function', (m) => {
    const lattice = latticeOf([2, m, 1], 'tanh');
    expect(total(lattice)).toBe(ODD.sets[m - 1]);
    expect(lattice.strata).toHaveLength(ODD.types[m - 1]);
    // Of dimension (c + d)·(blocks that are not zero).
    for (const { dimension } of lattice.strata) expect(dimension % 3).toBe(0);
  });

  it.each([1, 2, 3, 4])('counts blocks of opposite input weights of %i even neurons', (m) => {
    expect(total(latticeOf([2, m, 1], 'square'))).toBe(EVEN[m - 1]);
  });

  it('orders strata by dimension, and those below by their numbers', () => {
    const { strata } = latticeOf([1, 2, 3, 1], 'exp');
    const dimensions = strata.map(({ dimension }) => dimension);
    expect(dimensions).toEqual(dimensions.toSorted((a, b) => b - a));
    for (const { below } of strata) expect(below).toEqual(below.toSorted((a, b) => a - b));
  });

  it('orders the strata of three neurons as the partitions of 3 are ordered', () => {
    const { strata } = latticeOf([1, 3, 1], 'gelu');
    expect(strata.map(({ dimension, copies, below }) => [dimension, copies, below])).toEqual([
      [6, 1, [1]],
      [4, 3, [2]],
      [2, 1, []],
    ]);
  });

  it('is complete however many inputs and outputs the neurons have', () => {
    // 4 282 560 numbers in a list of all elements on all parameters.
    const lattice = latticeOf([220, 5, 3], 'tanh');
    expect([total(lattice), lattice.strata.length]).toEqual([ODD.sets[4], ODD.types[4]]);
    expect([lattice.complete, lattice.sampled]).toEqual([true, false]);
    for (const { dimension, classes } of lattice.strata) {
      expect(classes).toHaveLength(5 * 223);
      expect(dimension % 223).toBe(0);
      expect(Math.max(...classes)).toBe(dimension);
    }
  });

  it('is a sample where the group is too large to be listed, and says so', () => {
    const { complete, sampled, strata } = latticeOf([1, 12, 1], 'tanh');
    expect({ complete, sampled }).toEqual({ complete: false, sampled: true });
    expect(strata.length).toBeGreaterThan(20);
  });

  it('in a sample of nine neurons is ordered as the partitions of 9 are', () => {
    // 9! = 362 880 elements are not listed. Below a partition stand those with two of its parts made one.
    const { sampled, strata } = latticeOf([1, 9, 1], 'gelu');
    expect(sampled).toBe(true);
    const partitions = strata.map(({ classes }) => {
      const sizes = new Map<number, number>();
      for (const k of classes.subarray(0, 9)) sizes.set(k, (sizes.get(k) ?? 0) + 1);
      return [...sizes.values()].sort();
    });
    expect(new Set(partitions.map(String)).size).toBe(30);
    for (const [k, { below }] of strata.entries()) {
      const parts = partitions[k];
      const joined = parts.flatMap((a, i) =>
        parts.slice(i + 1).map((b, j) => {
          const others = parts.filter((_, other) => other !== i && other !== i + 1 + j);
          return [...others, a + b].sort().join();
        }),
      );
      expect(new Set(below.map((other) => partitions[other].join()))).toEqual(new Set(joined));
    }
  });

  it('keeps sixty strata of a sample, each with those that are inside among them', () => {
    // 139 types of ten neurons.
    const { strata } = latticeOf([1, 10, 1], 'tanh');
    expect(strata).toHaveLength(60);
    // Of 20: one zero neuron, or two equal ones.
    expect(strata[0].below.map((other) => strata[other].dimension)).toEqual([18, 18]);
    for (const { copies } of strata) expect(copies).toBe(1);
    for (const { dimension, below } of strata)
      for (const other of below) expect(strata[other].dimension).toBeLessThan(dimension);
  });

  it('knows conjugate strata of a sample again whatever the order of the parameters', () => {
    // Σ u w³: seven odd units, of which Σ_z p(7 − z) = 45 types are told apart.
    const units = [0, 1, 2, 3, 4, 5, 6];
    const feature = units.map((k) => `u${k}*w${k}^3`).join(' + ');
    const variables = units.flatMap((k) => (k % 2 === 0 ? [`u${k}`, `w${k}`] : [`w${k}`, `u${k}`]));
    const model: ModelJson = { kind: 'polynomial', variables, features: [feature] };
    const { order, sampled, strata } = strataLattice(symmetryOf(model));
    expect([order, sampled]).toEqual([645_120n, true]);
    expect(strata).toHaveLength(45);
  });

  it('takes no stratum of one layer for that of another in a sample, though both have classes of the same sizes', () => {
    // Two equal units of either layer tie five pairs of weights, a zero unit pins five.
    const { sampled, strata } = latticeOf([1, 4, 4, 1], 'tanh');
    expect(sampled).toBe(true);
    expect(strata.filter(({ dimension }) => dimension === 24 - 5)).toHaveLength(4);
  });
});

/** Parameters of a network without biases, [layer, row, column], and signed permutations of its units. */
type Matrix = readonly (readonly number[])[];

function hyperoctahedral(n: number, signs: readonly number[]): Matrix[] {
  if (n === 0) return [[]];
  return hyperoctahedral(n - 1, signs).flatMap((smaller) =>
    Array.from({ length: n }, (_, at) => at).flatMap((at) =>
      signs.map((sign) => {
        const rows = smaller.map((row) => [...row.slice(0, at), 0, ...row.slice(at)]);
        return [...rows, Array.from({ length: n }, (_, j) => (j === at ? sign : 0))];
      }),
    ),
  );
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
}

/** W ↦ Q W Rᵀ as a matrix on the entries of W: the Kronecker product. */
function kronecker(q: Matrix, r: Matrix): Matrix {
  return q.flatMap((row) => r.map((other) => row.flatMap((x) => other.map((y) => x * y))));
}

function directSum(blocks: readonly Matrix[]): Matrix {
  const size = blocks.reduce((sum, block) => sum + block.length, 0);
  let start = 0;
  return blocks.flatMap((block) => {
    const offset = start;
    start += block.length;
    return block.map((row) => {
      const wide = new Array<number>(size).fill(0);
      row.forEach((x, j) => {
        wide[offset + j] = x;
      });
      return wide;
    });
  });
}

/**
 * Fix of every subgroup, by brute force: subgroups by adding one element at a time, Fix(H) as the range of
 * the mean of H's matrices.
 */
function allFixes(group: readonly Matrix[]): Set<string> {
  const text = (m: Matrix) => m.map((row) => row.join()).join(';');
  const index = new Map(group.map((m, i) => [text(m), i]));
  const times = group.map((a) => group.map((b) => index.get(text(product(a, b))) as number));
  const identity = group.findIndex((m) => m.every((row, i) => row[i] === 1));
  const closure = (generators: readonly number[]): number[] => {
    const list = [identity];
    const seen = new Set(list);
    for (const a of list)
      for (const b of generators) {
        const c = times[a][b];
        if (!seen.has(c)) {
          seen.add(c);
          list.push(c);
        }
      }
    return list.sort((a, b) => a - b);
  };
  const subgroups: { generators: readonly number[]; members: readonly number[] }[] = [
    { generators: [], members: [identity] },
  ];
  const known = new Set([String(identity)]);
  for (const { generators, members } of subgroups)
    for (let g = 0; g < group.length; g++) {
      if (members.includes(g)) continue;
      const larger = { generators: [...generators, g], members: closure([...generators, g]) };
      if (known.has(larger.members.join())) continue;
      known.add(larger.members.join());
      subgroups.push(larger);
    }
  const fixes = subgroups.map(({ members }) => {
    const mean = group[0].map((row, i) =>
      row.map((_, j) => {
        const sum = members.reduce((total, g) => total + group[g][i][j], 0);
        return Math.round((5040 * sum) / members.length);
      }),
    );
    return text(mean);
  });
  return new Set(fixes);
}

describe('three layers', () => {
  it.each([
    ['gelu', [1, 2, 2, 1], [1]],
    ['gelu', [1, 3, 2, 1], [1]],
    ['gelu', [1, 3, 3, 1], [1]],
    ['tanh', [1, 2, 1, 1], [1, -1]],
    ['tanh', [1, 2, 2, 1], [1, -1]],
  ] as const)('have the strata that all subgroups of %s, %j give', (activation, widths, signs) => {
    const [, m, n] = widths;
    const group = hyperoctahedral(m, signs).flatMap((q) =>
      hyperoctahedral(n, signs).map((r) => directSum([q, kronecker(r, q), r])),
    );
    const lattice = latticeOf(widths, activation);
    expect(Number(lattice.order)).toBe(group.length);
    expect(total(lattice)).toBe(allFixes(group).size);
    expect(lattice.complete).toBe(true);
  });
});

describe('units with several signs', () => {
  /** Signed permutations of n units in several places, with the same permutation in each. */
  const together = (n: number, signs: readonly (readonly number[])[]) =>
    signs
      .map((own) => hyperoctahedral(n, own))
      .reduce<Matrix[][]>(
        (lists, own) => lists.flatMap((list) => own.map((q) => [...list, q])),
        [[]],
      )
      .filter(([first, ...rest]) =>
        rest.every((q) => q.every((row, i) => row.every((x, j) => x ** 2 === first[i][j] ** 2))),
      )
      .map(directSum);

  it.each([
    // Q and K change sign together, V and O do; of an expert A and C do, and what the gate has and B do not.
    [
      'heads',
      { kind: 'attention', positions: 2, channels: 2, heads: 2, keys: 1, values: 1, outputs: 1 },
      [
        [1, -1],
        [1, -1],
      ],
      2,
    ],
    [
      'experts',
      {
        kind: 'mixture-of-experts',
        inputs: 2,
        experts: 3,
        hidden: 1,
        outputs: 1,
        activation: 'silu',
      },
      [[1], [1, -1]],
      3,
    ],
    [
      'channels',
      {
        kind: 'convolution',
        places: 3,
        channels: 1,
        taps: 2,
        hidden: 3,
        outputs: 1,
        activation: 'tanh',
      },
      [[1, -1]],
      3,
    ],
  ] as const)('%s have the strata that all subgroups give', (_, model, signs, n) => {
    const group = together(n, signs);
    const symmetry = symmetryOf(model as unknown as ModelJson);
    const lattice = strataLattice(symmetry);
    expect(Number(lattice.order)).toBe(group.length);
    expect(total(lattice)).toBe(allFixes(group).size);
    expect(lattice.complete).toBe(true);
  });
});

describe('meet', () => {
  it('joins relations, signs and zeros', () => {
    const a = Int32Array.of(1, -1, 2, 3, 0);
    expect([...meet(a, Int32Array.of(1, 2, 2, 3, 4))]).toEqual([1, -1, -1, 2, 0]);
    expect([...meet(a, Int32Array.of(1, 1, 2, 3, 4))]).toEqual([0, 0, 1, 2, 0]);
    expect([...meet(a, Int32Array.of(1, 2, 3, 4, 3))]).toEqual([1, -1, 0, 2, 0]);
    expect(keyOf(meet(a, a))).toBe(keyOf(a));
  });
});
