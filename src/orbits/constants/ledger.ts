/** Which independent constants one evaluation used, and what could not be excluded about them. */

/**
 *   exponential   e^β of a member β of the ℚ-basis of exponents; algebraic β alone: Lindemann–Weierstrass
 *   circular      e^{iβ} likewise
 *   logarithm     log, arctan, π: alone, one of them is transcendental
 *   constant      1/√(2π), 2/√π: alone, transcendental
 *   integral      erf b, Φ(b)
 *   class         a number of a generic member of a class of functions, independent by definition
 */
export type Sort = 'exponential' | 'circular' | 'logarithm' | 'constant' | 'integral' | 'class';

export interface Ledger {
  readonly used: ReadonlyMap<string, { readonly sort: Sort; readonly algebraic: boolean }>;
  readonly doubts: ReadonlySet<string>;
  /** @param algebraic whether the exponent is. */
  use(name: string, sort: Sort, algebraic: boolean): void;
  doubt(sentence: string): void;
}

export function createLedger(): Ledger {
  const used = new Map<string, { sort: Sort; algebraic: boolean }>();
  const doubts = new Set<string>();
  return {
    used,
    doubts,
    use: (name, sort, algebraic) => used.set(name, { sort, algebraic }),
    doubt: (sentence) => doubts.add(sentence),
  };
}
