/**
 * Jets in the ring of constants of which only the images under the last substitution, modulo a prime below
 * 2²⁶, are wanted. Sums and products are computed there alone; the other images are what decides which
 * numbers are equal, and are made up for where a jet asks: for the numbers it is made of.
 */
import type { JetField } from '../../analytic/jet-field.ts';
import { inverseModulo, rationalModulo, residue } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { Algebra, Element } from './element.ts';

/** Its image under the last substitution, and the element where it is asked for. */
export interface LastImage {
  readonly residue: number;
  element(): Element;
}

/** An intermediate number has no image, though the jet may have: it has to be computed in full. */
export class NoImage extends Error {
  override readonly name = 'NoImage';
}

export function lastImages(
  { ring, inverse, generator, constant, canonical }: JetField<Element>,
  { substitutions }: Algebra,
): { readonly field: JetField<LastImage>; of(element: Element): LastImage } {
  const last = substitutions.length - 1;
  const prime = Number(substitutions[last].prime);
  const reciprocal = 1 / prime;

  function rationalImage(q: Rational): number {
    try {
      return rationalModulo(q, prime);
    } catch {
      throw new NoImage(`${prime} divides a denominator`);
    }
  }
  const of = (element: Element): LastImage => ({
    residue: element.exact === null ? Number(element.images[last]) : rationalImage(element.exact),
    element: () => element,
  });
  function lazily(value: number, make: () => Element): LastImage {
    let element: Element | null = null;
    return {
      residue: value,
      element() {
        element ??= make();
        return element;
      },
    };
  }
  const [zero, one] = [of(ring.zero), of(ring.one)];
  const field: JetField<LastImage> = {
    ring: {
      name: 'constants, last image',
      zero,
      one,
      add: (a, b) =>
        lazily((a.residue + b.residue) % prime, () => ring.add(a.element(), b.element())),
      sub: (a, b) =>
        lazily((a.residue - b.residue + prime) % prime, () => ring.sub(a.element(), b.element())),
      mul: (a, b) =>
        lazily(residue(a.residue * b.residue, prime, reciprocal), () =>
          ring.mul(a.element(), b.element()),
        ),
      neg: (a) => lazily(a.residue === 0 ? 0 : prime - a.residue, () => ring.neg(a.element())),
      isZero: (a) => ring.isZero(a.element()),
      rational: (q) => lazily(rationalImage(q), () => ring.rational(q)),
    },
    inverse(a) {
      if (a.residue === 0) throw new NoImage(`0 modulo ${prime}`);
      return lazily(inverseModulo(a.residue, prime), () => inverse(a.element()));
    },
    canonical(u) {
      const { value, reflected } = canonical(u.element());
      return { value: of(value), reflected };
    },
    generator: (name, u) => of(generator(name, u.element())),
    constant: (name) => of(constant(name)),
  };
  return { field, of };
}
