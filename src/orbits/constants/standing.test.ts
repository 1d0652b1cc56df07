/** What the theorems say of the numbers that occur, one case each; and what quadratic characters prove. */
import { describe, expect, it } from 'vitest';
import type { Element } from './element.ts';
import type { Evaluation } from './evaluation.ts';
import { createLedger, type Sort } from './ledger.ts';
import { multiplicativelyIndependent, standingOf } from './standing.ts';

type Use = readonly [name: string, sort: Sort, algebraic: boolean];

function standing(uses: readonly Use[], doubts: readonly string[] = []) {
  const ledger = createLedger();
  for (const use of uses) ledger.use(...use);
  for (const doubt of doubts) ledger.doubt(doubt);
  return standingOf(ledger);
}

const exact = { standing: 'exact', assumptions: [] };
const e: Use = ['e', 'exponential', true];
const log2: Use = ['log 2', 'logarithm', true];

describe('numbers are independent', () => {
  it.each<[string, readonly Use[]]>([
    ['of none', []],
    ['of e alone', [e]],
    [
      'of e^√2, e and e^i, by Lindemann and Weierstrass',
      [e, ['e^α1', 'exponential', true], ['e^i', 'circular', true]],
    ],
    ['of log 2 alone, by Lindemann', [log2]],
    ['of 2/√π alone', [['2/√π', 'constant', true]]],
    ['of numbers of a class, by definition', [['coefficient', 'class', false], e]],
    ['of one logarithm beside a class', [['coefficient', 'class', true], log2]],
  ])('by a theorem: %s', (_, uses) => expect(standing(uses)).toEqual(exact));

  it.each<[string, readonly Use[], string]>([
    [
      'a logarithm beside an exponential',
      [log2, e],
      "e and log 2 are algebraically independent (Schanuel's conjecture)",
    ],
    [
      'three, in order',
      [log2, e, ['log 3', 'logarithm', true]],
      "e, log 2 and log 3 are algebraically independent (Schanuel's conjecture)",
    ],
    [
      'e^τ at a τ that is not algebraic',
      [['e^τ1', 'exponential', false]],
      "e^τ1 is transcendental, α, τ and υ the arguments of functions that are no rational numbers (Schanuel's conjecture)",
    ],
    [
      'the logarithm of a number that is not algebraic',
      [['log(x)', 'logarithm', false]],
      "log(x) is transcendental (Schanuel's conjecture)",
    ],
    [
      'an integral, of which no conjecture speaks',
      [['erf(1)', 'integral', true]],
      'erf(1) is transcendental',
    ],
    [
      'a constant beside others',
      [['2/√π', 'constant', true], e],
      '2/√π and e are algebraically independent',
    ],
  ])('by a conjecture: %s', (_, uses, sentence) => {
    const { standing: found, assumptions } = standing(uses);
    expect(found).toBe('conditional');
    // The order of names is that of their letters.
    expect(assumptions).toEqual([sentence]);
  });

  it('and its names are explained where one of them needs it', () => {
    const { assumptions } = standing([log2, ['e^τ1', 'exponential', false]]);
    expect(assumptions[0]).toMatch(
      /^e\^τ1 and log 2 are .*, α, τ and υ the arguments of functions/,
    );
  });

  it('as far as nothing is doubted, whatever else there is', () => {
    expect(standing([], ['one']).standing).toBe('generic');
    expect(standing([e], ['one', 'two'])).toEqual({
      standing: 'generic',
      assumptions: [
        'nothing is known about relations of one',
        'nothing is known about relations of two',
      ],
    });
  });
});

describe('characters', () => {
  // Modulo 7 the squares are 1, 2, 4: a + for 1 and a − for 3. Enough rows for any test here, and to spare.
  const MOST = 24 + 1 + 3;
  const element = (sign: (row: number) => boolean): Element =>
    ({ images: Array.from({ length: MOST }, (_, i) => (sign(i) ? 1n : 3n)) }) as unknown as Element;
  const asked = (
    logarithmic: readonly (readonly [element: Element, cyclotomic: boolean])[],
    {
      free = [],
      rows = MOST,
      radical = false,
      root = (a: Element) => a,
    }: {
      free?: readonly Element[];
      rows?: number;
      radical?: boolean;
      root?: (a: Element) => Element;
    } = {},
  ) =>
    multiplicativelyIndependent(
      {
        algebra: { substitutions: [{ prime: 7n }] },
        numbers: {
          logarithmic: logarithmic.map(([of, cyclotomic]) => ({ element: of, cyclotomic })),
          free: new Map(free.map((one, i) => [`${i}`, one])),
          smallestRoot: root,
          radical: () => radical,
        },
      } as unknown as Evaluation,
      rows,
    );

  // Late rows and early ones: the elimination has to look for its pivots.
  const a = element((i) => i !== MOST - 1);
  const b = element((i) => i % 2 === 0);
  const c = element((i) => i < 3);
  const ab = element((i) => (i !== MOST - 1) === (i % 2 === 0));
  const minusAb = element((i) => (i !== MOST - 1) !== (i % 2 === 0));
  const square = element(() => true);
  const minusSquare = element(() => false);

  it('that differ on some row prove independence', () => {
    for (const one of [a, b, c]) expect(asked([[one, false]])).toBe(true);
    expect(
      asked([
        [a, false],
        [b, false],
      ]),
    ).toBe(true);
    expect(
      asked([
        [a, false],
        [b, false],
        [c, false],
      ]),
    ).toBe(true);
    expect(asked([[b, false]], { free: [a, c] })).toBe(true);
  });

  it('prove nothing of squares up to a rational, of products and of what is there twice', () => {
    for (const one of [square, minusSquare]) expect(asked([[one, false]])).toBe(false);
    expect(
      asked([
        [a, false],
        [a, false],
      ]),
    ).toBe(false);
    for (const product of [ab, minusAb]) {
      expect(
        asked([
          [a, false],
          [b, false],
          [product, false],
        ]),
      ).toBe(false);
      expect(asked([[product, false]], { free: [a, b] })).toBe(false);
    }
  });

  it('are those of the smallest root that occurs', () => {
    expect(asked([[square, false]], { root: (one) => (one === square ? a : one) })).toBe(true);
    expect(asked([[a, false]], { root: () => square })).toBe(false);
  });

  it('need a row for each column and twenty-four more', () => {
    for (const [columns, free] of [
      [1, []],
      [2, [a]],
      [3, [a, b]],
    ] as const) {
      expect(asked([[c, false]], { free, rows: columns + 24 })).toEqual({ rows: columns + 25 });
      expect(asked([[c, false]], { free, rows: columns + 25 })).toBe(
        // Three are seen apart within the first rows only where the last row is there.
        columns === 1 || columns + 25 === MOST,
      );
    }
  });

  it('are not asked of 1 + e^q, whose factors are cyclotomic, nor beside radicals', () => {
    expect(asked([], { rows: 0 })).toBe(true);
    expect(asked([[square, true]], { rows: 0, radical: true })).toBe(true);
    expect(
      asked([
        [a, true],
        [a, false],
      ]),
    ).toBe(false);
    expect(asked([[a, false]], { radical: true })).toBe(false);
  });
});
