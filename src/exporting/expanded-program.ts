/** F of a polynomial model as polynomials in θ, one for each output and monomial of the inputs. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { UnsupportedError } from '../errors.ts';
import type { BoundModel } from '../models/bind.ts';
import {
  type Monomial,
  type Polynomial,
  polynomial,
  rationalPolynomials as ring,
} from '../numerics/polynomial.ts';
import { multiply, type Rational, rational } from '../numerics/rational.ts';

export interface Coefficient {
  readonly output: number;
  /** Of the inputs, [place, power]. */
  readonly powers: Monomial;
  readonly inTheta: Polynomial;
}

/** Terms beyond which a text is not read any more. */
const MOST = 400;

/** @throws UnsupportedError where F is no polynomial, or a long one. */
export function expandedProgram(bound: BoundModel): Coefficient[] {
  const { operations, outputs, parameters } = bound.program;
  if (bound.fields === 'given' || bound.inputs.finite.length > 0)
    throw new UnsupportedError('a field that is given, or a choice, is not expanded');
  const slots: Polynomial[] = [];
  for (const operation of operations) {
    const value = resultOf(operation);
    if (value.terms.length > MOST) throw new UnsupportedError(`F has more than ${MOST} terms`);
    slots.push(value);
  }
  return Array.from(outputs).flatMap((slot, output) => coefficients(slots[slot], output));

  function resultOf(operation: (typeof operations)[number]): Polynomial {
    switch (operation.op) {
      case 'rational':
        return ring.constant(operation.value);
      case 'parameter':
        return ring.variable(operation.index);
      case 'input':
        return ring.variable(parameters + operation.index);
      case 'neg':
        return ring.neg(slots[operation.a]);
      case 'add':
      case 'sub':
      case 'mul':
        return ring[operation.op](slots[operation.a], slots[operation.b]);
      case 'dot':
        return Array.from(operation.left, (a, k) =>
          ring.mul(slots[a], slots[operation.right[k]]),
        ).reduce(ring.add, ring.zero);
      case 'apply':
        return composed(operation.f, operation.order, slots[operation.a]);
      case 'inverse':
        throw new UnsupportedError('F is no polynomial: it divides');
    }
  }

  /** Terms by their power of the inputs. */
  function coefficients({ terms }: Polynomial, output: number): Coefficient[] {
    const found = new Map<string, { powers: Monomial; terms: Polynomial['terms'][number][] }>();
    for (const { coefficient, powers } of terms) {
      const outside = powers.flatMap(([i, e]): [number, number][] =>
        i < parameters ? [] : [[i - parameters, e]],
      );
      const key = outside.join(';');
      const one = found.get(key) ?? { powers: outside, terms: [] };
      one.terms.push({ coefficient, powers: powers.filter(([i]) => i < parameters) });
      found.set(key, one);
    }
    return [...found.values()].map((one) => ({
      output,
      powers: one.powers,
      inTheta: polynomial(one.terms),
    }));
  }
}

/** f⁽ᵒʳᵈᵉʳ⁾(z). @throws UnsupportedError where f is no polynomial with known coefficients. */
function composed(f: AnalyticFunction, order: number, z: Polynomial): Polynomial {
  let sum: Polynomial = ring.zero;
  let power = ring.one;
  const { polynomialDegree: degree, taylor } = f;
  if (degree === null || taylor === null)
    throw new UnsupportedError(`F is no polynomial: it applies ${f.name}`);
  for (let k = order; k <= degree; k++) {
    const known = taylor.coefficient(k);
    if (known === null || known.constant !== 'one')
      throw new UnsupportedError(`the coefficients of ${f.name} are not known`);
    sum = ring.add(sum, ring.scaled(power, multiply(known.rational, falling(k, order))));
    power = ring.mul(power, z);
  }
  return sum;
}

/** n(n − 1)…(n − order + 1). */
function falling(n: number, order: number): Rational {
  let product = 1;
  for (let k = 0; k < order; k++) product *= n - k;
  return rational(product);
}
