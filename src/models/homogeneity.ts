/**
 * Degrees in θ of the Taylor coefficients of F in x. With x = s·u,
 *
 *   F(θ)(s·u) = Σ_e s^e F_e(θ; u),
 *
 * some F_e are homogeneous functions of θ, F_e(τθ) = τ^{D_e} F_e(θ), as can be read off the program: a
 * parameter has degree 1, an input degree 0 and power 1 of s, a product adds both, a sum asks that they
 * agree, and f(z) = Σⱼ cⱼ zʲ collects the powers of z with cⱼ ≠ 0 where z vanishes at s = 0. Reciprocals
 * and roots of a z that does not are z₀^q Σⱼ (q choose j) (z/z₀ − 1)ʲ.
 *
 * ⟨a, σ(W x)⟩ has D_e = e + 1 for all e; in deeper networks the lowest power alone is homogeneous.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Operation, Program } from './program.ts';

/** D_e; `zero` where F_e = 0, `mixed` where no degree is known. */
export type Degree = number | 'zero' | 'mixed';

/** D_e for e = 0 … top, of every output. */
export function outputDegrees(
  { operations, outputs }: Program,
  top: number,
  isDatum: (input: number) => boolean,
): Degree[][] {
  const degrees: Degree[][] = [];
  for (const operation of operations) degrees.push(degreesOf(operation, degrees, top, isDatum));
  return Array.from(outputs, (slot) => degrees[slot]);
}

function degreesOf(
  operation: Operation,
  known: readonly Degree[][],
  top: number,
  isDatum: (input: number) => boolean,
): Degree[] {
  switch (operation.op) {
    case 'rational':
      return monomial(operation.value.numerator === 0n ? 'zero' : 0, 0, top);
    case 'parameter':
      return monomial(1, 0, top);
    case 'input':
      return monomial(0, isDatum(operation.index) ? 1 : 0, top);
    case 'add':
    case 'sub':
      return sum(known[operation.a], known[operation.b]);
    case 'neg':
      return known[operation.a];
    case 'mul':
      return product(known[operation.a], known[operation.b]);
    case 'dot':
      return Array.from(operation.left, (a, k) =>
        product(known[a], known[operation.right[k]]),
      ).reduce(sum, monomial('zero', 0, top));
    case 'inverse':
      return power(known[operation.a], -1);
    case 'apply':
      return applied(operation.f, operation.order, known[operation.a]);
  }
}

function monomial(degree: Degree, at: number, top: number): Degree[] {
  return Array.from({ length: top + 1 }, (_, e) => (e === at ? degree : 'zero'));
}

function alike(a: Degree, b: Degree): Degree {
  if (a === 'zero') return b;
  return b === 'zero' || a === b ? a : 'mixed';
}

function plus(a: Degree, b: Degree): Degree {
  if (a === 'zero' || b === 'zero') return 'zero';
  return a === 'mixed' || b === 'mixed' ? 'mixed' : a + b;
}

function sum(a: readonly Degree[], b: readonly Degree[]): Degree[] {
  return a.map((degree, e) => alike(degree, b[e]));
}

function product(a: readonly Degree[], b: readonly Degree[]): Degree[] {
  return a.map((_, e) => {
    let degree: Degree = 'zero';
    for (let i = 0; i <= e; i++) degree = alike(degree, plus(a[i], b[e - i]));
    return degree;
  });
}

/** Σⱼ cⱼ wʲ with w₀ = 0, over the j that occur. */
function composed(w: readonly Degree[], occurs: (j: number) => boolean): Degree[] {
  const top = w.length - 1;
  let all = monomial(occurs(0) ? 0 : 'zero', 0, top);
  let powers = monomial(0, 0, top);
  for (let j = 1; j <= top; j++) {
    powers = product(powers, w);
    if (occurs(j)) all = sum(all, powers);
  }
  return all;
}

/** z^q. */
function power(z: readonly Degree[], q: number): Degree[] {
  const [start] = z;
  if (typeof start !== 'number') return z.map(() => 'mixed');
  const relative = z.map((degree, e) => (e === 0 ? 'zero' : plus(degree, -start)));
  const factor = monomial(q * start, 0, z.length - 1);
  return product(
    factor,
    composed(relative, () => true),
  );
}

/** Exponents of functions that are powers of their argument. */
const EXPONENTS = new Map([
  ['sqrt', 0.5],
  ['inverse-sqrt', -0.5],
]);

function applied(f: AnalyticFunction, order: number, z: readonly Degree[]): Degree[] {
  const exponent = EXPONENTS.get(f.name);
  if (exponent !== undefined) return power(z, exponent - order);
  const { taylor } = f;
  if (z[0] !== 'zero' || taylor === null) return z.map(() => 'mixed');
  return composed(z, (j) => taylor.inSupport(j + order));
}
