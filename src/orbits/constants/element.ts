/**
 * A number of the ring of constants K ⊂ ℝ: a rational where it is known to be one, and its images under
 * several substitutions. The first `deciding` of them have primes of 192 bits and more: two constants are equal when
 * those images are, wrongly with probability about 2⁻¹⁹¹ for each.
 */
import { NotInvertible } from '../../errors.ts';
import * as Q from '../../numerics/rational.ts';
import type { DecidableRing } from '../../numerics/ring.ts';
import { imageOf, inverseOf, keptPowerOf, liftResidue } from './residues.ts';
import type { Substitution } from './substitution.ts';

export interface Element {
  readonly exact: Q.Rational | null;
  /** Known to be algebraic. */
  readonly algebraic: boolean;
  /** One image for each substitution. */
  readonly images: readonly bigint[];
}

/** A constant has no image under a substitution, or none that a generator can be made from. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly substitutions: readonly number[];
  /** Whether another choice of residues modulo the same prime may do. */
  readonly again: boolean;

  constructor(substitutions: readonly number[], again: boolean) {
    super(`no image under substitutions ${substitutions.join()}`);
    this.substitutions = substitutions;
    this.again = again;
  }
}

export interface Algebra {
  readonly ring: DecidableRing<Element>;
  readonly substitutions: readonly Substitution[];
  readonly deciding: number;
  rational(q: Q.Rational): Element;
  /** @throws NotInvertible for 0; Unfit where the image is 0. */
  inverse(a: Element): Element;
  /** aⁿ. */
  power(a: Element, n: bigint): Element;
  dot(a: readonly Element[], b: readonly Element[]): Element;
  /** The same number as a rational where it is one of modest height. */
  recognised(a: Element): Element;
  /** Equal for equal numbers. */
  key(a: Element): string;
  /** A constant from its images. @throws Unfit with all the substitutions under which there are none */
  made(image: (s: Substitution, index: number) => bigint, algebraic?: boolean): Element;
}

/** Powers beyond it are kept as images only. */
const MOST_EXACT = 4096n;

class Exact implements Element {
  readonly exact: Q.Rational;
  readonly algebraic = true;
  readonly #substitutions: readonly Substitution[];
  #images: readonly bigint[] | null = null;

  constructor(exact: Q.Rational, substitutions: readonly Substitution[]) {
    this.exact = exact;
    this.#substitutions = substitutions;
  }

  get images(): readonly bigint[] {
    this.#images ??= this.#substitutions.map(({ prime }, i) => {
      const image = imageOf(this.exact, prime);
      if (image === null) throw new Unfit([i], false);
      return image;
    });
    return this.#images;
  }
}

export function createAlgebra(substitutions: readonly Substitution[], deciding: number): Algebra {
  // Primes are looked for when a number is met that is no rational.
  let known: readonly bigint[] | null = null;
  const primesOf = () => {
    known ??= substitutions.map(({ prime }) => prime);
    return known;
  };
  const constant = (q: Q.Rational): Element => new Exact(q, substitutions);
  const [zero, one] = [constant(Q.ZERO), constant(Q.ONE)];
  const is = (a: Element, q: 0n | 1n) =>
    a.exact !== null && a.exact.denominator === 1n && a.exact.numerator === q;

  function combined(
    a: Element,
    b: Element,
    exactly: (p: Q.Rational, q: Q.Rational) => Q.Rational,
    image: (x: bigint, y: bigint, p: bigint) => bigint,
  ): Element {
    if (a.exact !== null && b.exact !== null) return constant(exactly(a.exact, b.exact));
    const [x, y] = [a.images, b.images];
    return {
      exact: null,
      algebraic: a.algebraic && b.algebraic,
      images: primesOf().map((p, i) => image(x[i], y[i], p)),
    };
  }

  const ring: DecidableRing<Element> = {
    name: 'constants',
    zero,
    one,
    add(a, b) {
      if (is(a, 0n)) return b;
      if (is(b, 0n)) return a;
      return combined(a, b, Q.add, (x, y, p) => (x + y) % p);
    },
    sub(a, b) {
      if (is(b, 0n)) return a;
      return combined(a, b, Q.subtract, (x, y, p) => (x - y + p) % p);
    },
    mul(a, b) {
      if (is(a, 0n) || is(b, 0n)) return zero;
      if (is(a, 1n)) return b;
      if (is(b, 1n)) return a;
      return combined(a, b, Q.multiply, (x, y, p) => (x * y) % p);
    },
    neg(a) {
      if (a.exact !== null) return constant(Q.negate(a.exact));
      const primes = primesOf();
      return { ...a, images: a.images.map((x, i) => (x === 0n ? 0n : primes[i] - x)) };
    },
    isZero: (a) =>
      a.exact !== null ? Q.isZero(a.exact) : a.images.every((x, i) => i >= deciding || x === 0n),
    rational: constant,
  };

  return {
    ring,
    substitutions,
    deciding,
    rational: constant,
    inverse(a) {
      if (ring.isZero(a))
        throw new NotInvertible('the constants at a point', '1/0 at the given point');
      if (a.exact !== null) return constant(Q.divide(Q.ONE, a.exact));
      const primes = primesOf();
      return {
        ...a,
        images: a.images.map((x, i) => {
          const inverse = inverseOf(x, primes[i]);
          if (inverse === null) throw new Unfit([i], true);
          return inverse;
        }),
      };
    },
    power(a, n) {
      if (n === 0n) return one;
      if (n === 1n) return a;
      if (a.exact !== null && n <= MOST_EXACT && n >= -MOST_EXACT) {
        const [base, size] = n < 0n ? [Q.divide(Q.ONE, a.exact), -n] : [a.exact, n];
        const { numerator, denominator } = base;
        return constant(Q.rational(numerator ** size, denominator ** size));
      }
      const primes = primesOf();
      return {
        exact: null,
        algebraic: a.algebraic,
        images: a.images.map((x, i) => {
          if (x === 0n) throw new Unfit([i], true);
          return keptPowerOf(x, n, primes[i]);
        }),
      };
    },
    dot(a, b) {
      let sum = zero;
      for (let i = 0; i < a.length; i++) sum = ring.add(sum, ring.mul(a[i], b[i]));
      return sum;
    },
    recognised(a) {
      if (a.exact !== null) return a;
      if (ring.isZero(a)) return zero;
      const primes = primesOf();
      const q = liftResidue(a.images[0], primes[0]);
      if (q === null) return a;
      for (let i = 1; i < deciding; i++) if (imageOf(q, primes[i]) !== a.images[i]) return a;
      return constant(q);
    },
    key(a) {
      if (a.exact !== null) return `${a.exact.numerator}/${a.exact.denominator}`;
      return a.images.slice(0, deciding).join();
    },
    made(image, algebraic = false) {
      const unfit: number[] = [];
      let again = true;
      const images = substitutions.map((s, i) => {
        try {
          return image(s, i);
        } catch (error) {
          if (!(error instanceof Unfit)) throw error;
          unfit.push(i);
          again &&= error.again;
          return 0n;
        }
      });
      if (unfit.length > 0) throw new Unfit(unfit, again);
      return { exact: null, algebraic, images };
    },
  };
}
