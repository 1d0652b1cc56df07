/**
 * dim span{ ∂F/∂θᵢ(θ)(·) } of F = Σ A σ(v·x), v linear in θ, from both sides and without rounding.
 *
 * Each partial derivative is a combination of the functions σ(v·x) and xᵢσ′(v·x).
 *
 *   from above  the rank of these combinations, σ split into its odd and its even part: v and −v are one, and what is a
 *               polynomial is written out
 *   from below  the rank of their Taylor coefficients: that of xᵅ is c_|α| times a number that depends on α alone times
 *               vᵅ, or ∂ᵢvᵅ, so that the orders with c ≠ 0 are all that matters
 *
 * For different ±v other than 0 the functions are independent where infinitely many c are not 0, so that the bounds meet.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { createEchelon } from '../../numerics/modular-elimination.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import * as Q from '../../numerics/rational.ts';
import { rationalRank } from '../../numerics/rational-matrix.ts';
import { PRIME } from './linear-laws.ts';

/** coefficient·σ(v·x), or coefficient·xᵢσ′(v·x), at one output. */
export interface SpanTerm {
  readonly v: readonly Q.Rational[];
  readonly output: number;
  /** i; null for σ itself. */
  readonly along: number | null;
  readonly coefficient: Q.Rational;
}

/** ∂F/∂θᵢ. */
export type Partial = readonly SpanTerm[];

export interface SpanBounds {
  readonly lower: number;
  readonly upper: number;
}

/** The odd or the even part of σ. */
interface Part {
  readonly parity: 0 | 1;
  /** Its orders where it is a polynomial, else null. */
  readonly orders: readonly number[] | null;
  /** Those of 0 and 1 at which it does not vanish: what is left of σ and σ′ at v = 0. */
  readonly atZero: readonly number[];
}

/** σ(z) − σ(−z) = z, or σ(z) + σ(−z) = 1. */
const PARITY_PLUS_POLYNOMIAL: Readonly<
  Record<string, Pick<Part, 'parity'> & { orders: readonly number[] }>
> = {
  softplus: { parity: 1, orders: [1] },
  silu: { parity: 1, orders: [1] },
  gelu: { parity: 1, orders: [1] },
  sigmoid: { parity: 0, orders: [0] },
};

function partsOf(sigma: AnalyticFunction): readonly Part[] {
  const { polynomialDegree, parity, name } = sigma;
  const first = ordersUpTo(sigma, 1);
  const finite = (of: 0 | 1, orders: readonly number[]): Part => {
    const own = orders.filter((j) => j % 2 === of);
    return { parity: of, orders: own, atZero: own };
  };
  const whole = (of: 0 | 1): Part => ({
    parity: of,
    orders: null,
    atZero: first.filter((j) => j % 2 === of),
  });
  if (polynomialDegree !== null) {
    const orders = ordersUpTo(sigma, polynomialDegree);
    return [finite(0, orders), finite(1, orders)];
  }
  if (parity !== 'none') return [whole(parity === 'odd' ? 1 : 0)];
  const known = PARITY_PLUS_POLYNOMIAL[name];
  if (known === undefined) return [whole(0), whole(1)];
  return [finite(known.parity, known.orders), whole(known.parity === 0 ? 1 : 0)];
}

function ordersUpTo({ taylor }: AnalyticFunction, most: number): number[] {
  const orders: number[] = [];
  for (let j = taylor?.next(0) ?? null; j !== null && j <= most; j = taylor!.next(j + 1))
    orders.push(j);
  return orders;
}

/** All multi-indices of the given order. */
function multiIndices(inputs: number, order: number): number[][] {
  if (inputs === 1) return [[order]];
  return Array.from({ length: order + 1 }, (_, first) =>
    multiIndices(inputs - 1, order - first).map((rest) => [first, ...rest]),
  ).flat();
}

/** vᵅ, or ∂ᵢvᵅ. */
function monomial(
  { v, along }: Pick<SpanTerm, 'v' | 'along'>,
  alpha: readonly number[],
): Q.Rational {
  let value = along === null ? Q.ONE : Q.rational(alpha[along]);
  alpha.forEach((power, i) => {
    for (let k = i === along ? 1 : 0; k < power; k++) value = Q.multiply(value, v[i]);
  });
  return value;
}

/** v or −v, the first entry other than 0 positive. */
export function upToSign(v: readonly Q.Rational[]): {
  readonly v: readonly Q.Rational[];
  readonly sign: 1 | -1;
} {
  const first = v.find((q) => !Q.isZero(q));
  return first !== undefined && first.numerator < 0n
    ? { v: v.map(Q.negate), sign: -1 }
    : { v, sign: 1 };
}

export const keyOf = (v: readonly Q.Rational[]): string => v.map(Q.format).join();

/** @param partials one for each parameter; none is an empty list. */
export function spanBounds(partials: readonly Partial[], sigma: AnalyticFunction): SpanBounds {
  const upper = formalRank(partials, partsOf(sigma));
  return { lower: Math.min(upper, taylorRank(partials, sigma, upper)), upper };
}

function formalRank(partials: readonly Partial[], parts: readonly Part[]): number {
  const columns = new Map<string, number>();
  const rows = partials.map((terms) => {
    const row = new Map<number, Q.Rational>();
    const put = (key: string, value: Q.Rational): void => {
      if (Q.isZero(value)) return;
      const column = columns.get(key) ?? columns.size;
      columns.set(key, column);
      row.set(column, Q.add(row.get(column) ?? Q.ZERO, value));
    };
    for (const term of terms) for (const part of parts) spread(term, part, put);
    return row;
  });
  return rationalRank(
    rows.map((row) => Array.from({ length: columns.size }, (_, j) => row.get(j) ?? Q.ZERO)),
  );
}

function spread(
  term: SpanTerm,
  { parity, orders, atZero }: Part,
  put: (key: string, value: Q.Rational) => void,
): void {
  const { v, output, along, coefficient } = term;
  const written = v.every(Q.isZero) ? atZero : orders;
  if (written !== null) {
    for (const order of written)
      for (const alpha of multiIndices(v.length, order))
        put(
          `${output} ${parity} x^${alpha.join()}`,
          Q.multiply(coefficient, monomial(term, alpha)),
        );
    return;
  }
  const { v: positive, sign } = upToSign(v);
  // The derivative of an odd part is even, and the other way round.
  const isOdd = (along === null) === (parity === 1);
  const value = isOdd && sign === -1 ? Q.negate(coefficient) : coefficient;
  put(`${output} ${parity} ${along ?? 'σ'} of ${keyOf(positive)}`, value);
}

/** Numbers of coefficients that are looked at, at most. */
const MOST_COLUMNS = 3000;

/** The rank mod p of Taylor coefficients, of ever more of them until it is `wanted`. */
function taylorRank(partials: readonly Partial[], sigma: AnalyticFunction, wanted: number): number {
  const all = partials.flat();
  const numbers = all.flatMap(({ v, coefficient }) => [...v, coefficient]);
  if (numbers.some(({ denominator }) => denominator % BigInt(PRIME) === 0n)) return 0;
  if (all.length === 0 || sigma.taylor === null) return 0;
  const inputs = all[0].v.length;
  const outputs = 1 + Math.max(...all.map(({ output }) => output));
  const residues = partials.map((terms) =>
    terms.map(({ v, output, along, coefficient }) => ({
      v: v.map((q) => rationalModulo(q, PRIME)),
      output,
      along,
      coefficient: rationalModulo(coefficient, PRIME),
    })),
  );
  // Columns are functionals: a matrix of one row for each, so that more can be added.
  const echelon = createEchelon(partials.length, PRIME);
  let columns = 0;
  for (
    let order = sigma.taylor.next(0);
    order !== null && echelon.rank() < wanted && columns < MOST_COLUMNS;
    order = sigma.taylor.next(order + 1)
  ) {
    const indices = multiIndices(inputs, order);
    columns += indices.length * outputs;
    if (columns > MOST_COLUMNS) break;
    const rows = new Float64Array(indices.length * outputs * partials.length);
    indices.forEach((alpha, n) => {
      residues.forEach((terms, i) => {
        for (const term of terms) {
          const at = (n * outputs + term.output) * partials.length + i;
          rows[at] = (rows[at] + term.coefficient * monomialModulo(term, alpha)) % PRIME;
        }
      });
    });
    echelon.insert(rows, indices.length * outputs);
  }
  return echelon.rank();
}

/** @see monomial; products stay below 2⁴⁴. */
function monomialModulo(
  { v, along }: { readonly v: readonly number[]; readonly along: number | null },
  alpha: readonly number[],
): number {
  let value = along === null ? 1 : alpha[along];
  for (let i = 0; i < alpha.length; i++)
    for (let k = i === along ? 1 : 0; k < alpha[i]; k++) value = (value * v[i]) % PRIME;
  return value;
}
