/**
 * The transcendental and algebraic numbers that jets are made of, in the ring of constants of one point.
 */
import type { Constant, Generator, JetField } from '../../analytic/jet-field.ts';
import { UnsupportedError } from '../../errors.ts';
import { rootOf } from '../../numerics/integer-root.ts';
import { format, type Rational, rational } from '../../numerics/rational.ts';
import { exponentsOver, integers } from './coprime-base.ts';
import { type Algebra, type Element, Unfit } from './element.ts';
import { createExponentials } from './exponentials.ts';
import type { Knowledge } from './knowledge.ts';
import type { Ledger } from './ledger.ts';
import { jacobi, squareRootOf } from './residues.ts';
import type { Substitution } from './substitution.ts';

/** A constant that is no rational and whose logarithm occurs. */
export interface Logarithmic {
  readonly element: Element;
  /** It is 1 + e^q, q rational: with E = e^{1/D} a polynomial that has a cyclotomic factor of its own. */
  readonly cyclotomic: boolean;
}

export interface Numbers {
  readonly field: JetField<Element>;
  /** Square roots of constants that are no rationals. */
  roots(): number;
  /** Whether an algebraic number occurs whose images differ between substitutions at one prime. */
  radical(): boolean;
  /** Whether square roots and other roots occur that may be related. */
  entangled(): boolean;
  /** The smallest root of the constant that occurs. */
  smallestRoot(a: Element): Element;
  /** Whether an angle that is no rational was met. */
  curved(): boolean;
  /** Constants whose logarithms occur, and the free exponentials they are made of. */
  readonly logarithmic: readonly Logarithmic[];
  readonly free: ReadonlyMap<string, Element>;
}

export function createNumbers(algebra: Algebra, knowledge: Knowledge, ledger: Ledger): Numbers {
  const { ring } = algebra;
  const exponentials = createExponentials(algebra, knowledge, ledger);
  const answers = new Map<string, Element>();
  const logarithmic: Logarithmic[] = [];
  const nested: string[] = [];

  /** An element that is independent of all others. */
  const independent = (name: string) => algebra.made((s) => s.draw(name));

  function squareRoot(u: Element): Element {
    if (u.exact === null) return nestedRoot(u);
    const { numerator, denominator } = u.exact;
    if (numerator < 0n)
      throw new UnsupportedError(`sqrt: expected a positive number, received ${format(u.exact)}`);
    // √(n/d) = √(nd)/d.
    const radicand = numerator * denominator;
    const root = rootOf(radicand);
    if (root * root === radicand) return algebra.rational(rational(root, denominator));
    knowledge.radicand(radicand);
    const { exponents, rest } = exponentsOver(integers, radicand, knowledge.radicals);
    if (rest !== 1n) throw new Error(`square root of ${radicand}: not over the base of radicands`);
    let product = algebra.rational(rational(1, denominator));
    knowledge.radicals.forEach((c, j) => {
      const e = exponents[j];
      product = ring.mul(product, algebra.rational(rational(c ** BigInt(Math.floor(e / 2)))));
      if (e % 2 === 1) product = ring.mul(product, rootOfPrime(c));
    });
    return product;
  }

  /** √c of a member of the base of radicands: either root will do, a new one is a conjugate. */
  function rootOfPrime(c: bigint): Element {
    return algebra.made((s, i) => {
      // A new radicand: the primes were not chosen for it, and this evaluation will not count.
      if (jacobi(c, s.prime) !== 1) {
        if (knowledge.changed) return s.draw(`sqrt ${c}`);
        throw new Unfit([i], false);
      }
      return eitherRoot(c, s, `sqrt ${c}`);
    }, true);
  }

  function nestedRoot(u: Element): Element {
    const key = `sqrt ${algebra.key(u)}`;
    const before = answers.get(key);
    if (before !== undefined) return before;
    const at = nested.push(key) - 1;
    if (knowledge.rootless) {
      ledger.doubt('the square root of a constant that is not rational');
      return algebra.made((s) => s.draw(key));
    }
    const value = algebra.made((s, i) => {
      const a = u.images[i];
      const symbol = jacobi(a, s.prime);
      if (symbol !== 1) {
        // u is no square of the field so far: its root is independent of it up to sign.
        if (symbol === -1 && !knowledge.changed) knowledge.nonSquares.add(at);
        throw new Unfit([i], true);
      }
      return eitherRoot(a, s, key);
    }, u.algebraic);
    answers.set(key, value);
    return value;
  }

  function eitherRoot(square: bigint, s: Substitution, name: string): bigint {
    const root = squareRootOf(square, s.prime);
    return s.draw(name) % 2n === 0n ? root : s.prime - root;
  }

  function logarithmOfInteger(n: bigint): Element {
    knowledge.logarithm(n);
    const { exponents } = exponentsOver(integers, n, knowledge.logarithms);
    let sum = ring.zero;
    knowledge.logarithms.forEach((c, j) => {
      if (exponents[j] === 0) return;
      const name = `log ${c}`;
      const log = independent(name);
      ledger.use(name, 'logarithm', true);
      exponentials.know(log, algebra.rational(rational(c)), true);
      sum = ring.add(sum, ring.mul(algebra.rational(rational(exponents[j])), log));
    });
    return sum;
  }

  function logarithmOfRational(q: Rational): Element {
    if (q.numerator <= 0n)
      throw new UnsupportedError(`log: expected a positive number, received ${format(q)}`);
    return ring.sub(logarithmOfInteger(q.numerator), logarithmOfInteger(q.denominator));
  }

  /** log a, of a constant called `text`. */
  function logarithm(a: Element, text: string, cyclotomic: boolean): Element {
    if (a.exact !== null) return logarithmOfRational(a.exact);
    const key = `log ${algebra.key(a)}`;
    let value = answers.get(key);
    if (value === undefined) {
      const name = `log(${text})`;
      value = independent(`${name} ${logarithmic.length}`);
      answers.set(key, value);
      logarithmic.push({ element: a, cyclotomic });
      ledger.use(name, 'logarithm', false);
      exponentials.know(value, a, cyclotomic);
    }
    return value;
  }

  /** π/4, in terms of whichever constant made of √π occurs. */
  function quarterPi(): Element {
    const root = (name: Constant) => algebra.inverse(squared(constant(name)));
    const squared = (a: Element) => ring.mul(a, a);
    // g = 1/√(2π): π/4 = 1/(8g²).   h = 2/√π: π/4 = 1/h².
    if (knowledge.named.has('2/sqrt(pi)')) return root('2/sqrt(pi)');
    if (knowledge.named.has('1/sqrt(2pi)'))
      return ring.mul(algebra.rational(rational(1, 8)), root('1/sqrt(2pi)'));
    ledger.use('π', 'logarithm', true);
    return independent('pi/4');
  }

  function arctangent(u: Element): Element {
    if (u.exact === null) return unrelated('arctan', u);
    const z = { re: u.exact.denominator, im: u.exact.numerator };
    knowledge.argumentOf(z);
    knowledge.name('arctan');
    const parts = knowledge.args.decompose(z);
    if (parts === null)
      throw new Error(`arctan ${format(u.exact)}: not over the base of arguments`);
    let sum = ring.zero;
    knowledge.args.members.forEach(({ re, im }, j) => {
      const e = parts.exponents[j];
      // Time alone: 0 would be added, of a member that occurs elsewhere.
      if (e === 0) return;
      const name = `arctan(${im}/${re})`;
      ledger.use(name, 'logarithm', true);
      sum = ring.add(sum, ring.mul(algebra.rational(rational(e)), independent(name)));
    });
    if (parts.quarters === 0) return sum;
    return ring.add(sum, ring.mul(algebra.rational(rational(parts.quarters)), quarterPi()));
  }

  /** A number at a constant u about which nothing is known. */
  function unrelated(name: Generator, u: Element): Element {
    const key = `${name} ${algebra.key(u)}`;
    let value = answers.get(key);
    if (value === undefined) {
      const text = `${name} at a constant that is not rational`;
      value = independent(`${name} ${answers.size}`);
      answers.set(key, value);
      if (name.startsWith('taylor:')) ledger.use(text, 'class', false);
      else ledger.doubt(text);
    }
    return value;
  }

  function generator(name: Generator, at: Element): Element {
    const u = algebra.recognised(at);
    switch (name) {
      case 'exp':
        return exponentials.exp(u);
      case 'tan-half':
        return exponentials.tanHalf(u);
      case 'sqrt':
        return squareRoot(u);
      case 'log':
        return logarithm(u, `υ${logarithmic.length + 1}`, false);
      case 'log1pexp': {
        const sum = algebra.recognised(ring.add(ring.one, exponentials.exp(u)));
        return logarithm(sum, `1 + ${powerText(u, logarithmic.length + 1)}`, u.exact !== null);
      }
      case 'arctan':
        return arctangent(u);
      case 'erf':
      case 'normal-cdf': {
        if (u.exact === null) return unrelated(name, u);
        const text = `${name === 'erf' ? 'erf' : 'Φ'}(${format(u.exact)})`;
        ledger.use(text, 'integral', true);
        return independent(text);
      }
      default: {
        if (u.exact === null) return unrelated(name, u);
        const text = `${name} at ${format(u.exact)}`;
        ledger.use(text, 'class', true);
        return independent(text);
      }
    }
  }

  function constant(name: Constant): Element {
    if (name === 'ln2') return logarithmOfInteger(2n);
    if (name.startsWith('coefficient:')) {
      ledger.use(name, 'class', true);
      return independent(name);
    }
    knowledge.name(name);
    const g = '1/sqrt(2pi)';
    const h = '2/sqrt(pi)';
    if (name === h && knowledge.named.has(g)) {
      // 2/√π = 2√2·1/√(2π).
      const two = algebra.rational(rational(2));
      return ring.mul(ring.mul(two, squareRoot(two)), constant(g));
    }
    ledger.use(name === g ? '1/√(2π)' : '2/√π', 'constant', true);
    return independent(name);
  }

  return {
    logarithmic,
    roots: () => nested.length,
    radical: () => nested.length > 0 || knowledge.radicals.length > 0 || exponentials.radical(),
    entangled: () =>
      (exponentials.radical() && knowledge.radicals.length > 0) ||
      (exponentials.rooted() && nested.length > 0),
    smallestRoot: exponentials.smallestRoot,
    curved: exponentials.curved,
    free: exponentials.free,
    field: {
      ring,
      inverse: algebra.inverse,
      canonical(a) {
        const u = algebra.recognised(a);
        const reflected =
          u.exact !== null
            ? u.exact.numerator < 0n
            : 2n * u.images[0] > algebra.substitutions[0].prime;
        return { value: reflected ? ring.neg(u) : u, reflected };
      },
      generator,
      constant,
    },
  };
}

/** e^u for people; u is called υ with a number where it is no rational. */
function powerText({ exact }: Element, number: number): string {
  if (exact === null) return `e^υ${number}`;
  if (exact.denominator !== 1n) return `e^(${format(exact)})`;
  return exact.numerator === 1n ? 'e' : `e^${exact.numerator}`;
}
