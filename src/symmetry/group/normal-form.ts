/**
 * Normal form of a traced program: F as polynomials in atoms, where atoms are parameters, inputs, functions
 * of polynomials, reciprocals of polynomials, and sums that are too long to be multiplied out.
 *
 *   sums and products commute;  f(−z) = ±f(z) where f is even or odd, about its centre;  1/(−z) = −1/z
 *
 * Equal polynomials are one node, up to sign, so that a signed permutation Q of the parameters leaves F
 * unchanged if it takes every output's node to itself: a proof, by nothing but the laws above. A function
 * with a centre c is met as z ↦ f(c + z), and a parameter that stands alone in its argument counts from c:
 * θ = c + θ̃. Up to `EXPANSION` terms products of sums are multiplied out, so one polynomial written in
 * several ways has one normal form; whether they are depends on numbers of terms only, which Q keeps.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { UnsupportedError } from '../../errors.ts';
import { type Operation, operandsOf, type Program } from '../../models/program.ts';
import { spend } from '../../numerics/budget.ts';
import {
  divide,
  equal,
  isZero,
  negate,
  ONE,
  type Rational,
  ZERO,
} from '../../numerics/rational.ts';
import {
  type AtomPolynomial,
  atomPolynomial,
  constantPolynomial,
  NOTHING,
  negated,
  productOf,
  scaled,
  signedText,
  sumOf,
  type Term,
} from './atom-polynomial.ts';
import { affineCoefficients, lawOf } from './function-law.ts';
import type { SignRule } from './sign-rule.ts';

export type AtomKind =
  | 'parameter'
  | 'input'
  /** f(node), 1/node, or node itself: −node gives −atom. */
  | 'odd'
  /** f(node) = f(−node). */
  | 'even'
  /** f(sign·node), nothing being known of f(−z). */
  | 'none';

export interface Atom {
  readonly kind: AtomKind;
  /** Which function, reciprocal or sum; which parameter or input. */
  readonly label: number;
  /** −1 for parameters and inputs. */
  readonly node: number;
  /** Of the node in the argument, where `none`; else 1. */
  readonly sign: 1 | -1;
}

export interface NormalForm {
  /** Parameters first, then inputs, then the others after what they are made of. */
  readonly atoms: readonly Atom[];
  readonly nodes: readonly AtomPolynomial[];
  /** Node of each polynomial, by `signedText`. */
  readonly nodeOf: ReadonlyMap<string, number>;
  /**
   * Whether the outputs are the components of a vector field X, one for each parameter: a symmetry is X(Qθ) =
   * QX(θ) then, not F(Qθ) = F(θ).
   */
  readonly isField: boolean;
  /** F_o = sign·node. */
  readonly outputs: readonly { readonly node: number; readonly sign: 1 | -1 }[];
  /** M. */
  readonly parameters: number;
  readonly inputs: number;
  /** Parameters that count from `center`. */
  readonly centered: Uint8Array;
  readonly center: Rational;
  /** Whether some sum was multiplied out. */
  readonly isExpanded: boolean;
}

/** Whether the atom stands for its node itself. */
export function isSum({ kind, label }: Atom): boolean {
  return kind === 'odd' && label === SUM;
}

/** Products are multiplied out up to this many terms. */
const EXPANSION = 16;

/** Time alone: nanoseconds of a term that is made. */
const TERM = 200;

/** Time alone: of longer programs nothing is looked for. */
const MOST_TERMS = 500_000;

/** @throws UnsupportedError where the program is too long. */
export function normalForm(program: Program, signs: SignRule, isField = false): NormalForm {
  const plain = new Uint8Array(program.parameters);
  const first = build(program, signs, plain, ZERO);
  const { centered, center } = first.centres;
  // Time alone: counted from 0 the same form comes out.
  if (isZero(center)) return { ...first.form, isField };
  return { ...build(program, signs, centered, center).form, isField };
}

interface Built {
  readonly form: Omit<NormalForm, 'isField'>;
  /** Parameters that stand alone in the argument of a function with a centre. */
  readonly centres: { readonly centered: Uint8Array; readonly center: Rational };
}

function build(program: Program, signs: SignRule, centered: Uint8Array, center: Rational): Built {
  const { parameters, inputs } = program;
  const atoms: Atom[] = [];
  const nodes: AtomPolynomial[] = [];
  const nodeOf = new Map<string, number>();
  const atomOf = new Map<string, number>();
  const functions = new Map<AnalyticFunction, number>();
  const found = { centered: new Uint8Array(parameters), center: ZERO };
  let terms = 0;
  const plain = (kind: AtomKind, label: number) => atoms.push({ kind, label, node: -1, sign: 1 });
  for (let i = 0; i < parameters; i++) plain('parameter', i);
  for (let j = 0; j < inputs; j++) plain('input', j);

  function intern(p: AtomPolynomial): { node: number; sign: 1 | -1 } {
    const { text, sign } = signedText(p);
    let node = nodeOf.get(text);
    if (node === undefined) {
      node = nodes.length;
      nodes.push(sign === -1 ? negated(p) : p);
      nodeOf.set(text, node);
    }
    return { node, sign };
  }

  function atomAt(kind: AtomKind, label: number, node: number, sign: 1 | -1): number {
    const key = `${kind} ${label} ${node} ${sign}`;
    let atom = atomOf.get(key);
    if (atom === undefined) {
      atom = atoms.length;
      atoms.push({ kind, label, node, sign });
      atomOf.set(key, atom);
    }
    return atom;
  }

  function oddAtom(label: number, p: AtomPolynomial): AtomPolynomial {
    const { node, sign } = intern(p);
    const atom = atomPolynomial(atomAt('odd', label, node, 1));
    return sign === -1 ? negated(atom) : atom;
  }

  /** The polynomial itself where it is one term, else an atom that stands for it. */
  const closed = (p: AtomPolynomial): AtomPolynomial => (p.size > 1 ? oddAtom(SUM, p) : p);

  let isExpanded = false;
  function multiplied(a: AtomPolynomial, b: AtomPolynomial): AtomPolynomial {
    if (a.size > 1 || b.size > 1) isExpanded = true;
    return productOf(a, b);
  }

  function product(a: AtomPolynomial, b: AtomPolynomial): AtomPolynomial {
    return a.size * b.size <= EXPANSION ? multiplied(a, b) : productOf(closed(a), closed(b));
  }

  function inverse(p: AtomPolynomial): AtomPolynomial {
    if (p.size !== 1) return oddAtom(RECIPROCAL, p);
    const [{ coefficient, factors }] = [...p.values()] as [Term];
    const turned = factors.map((x, k) => (k % 2 === 1 ? -x : x));
    return new Map([[turned.join(), { coefficient: divide(ONE, coefficient), factors: turned }]]);
  }

  function apply(f: AnalyticFunction, order: number, p: AtomPolynomial): AtomPolynomial {
    const affine = affineCoefficients(f, signs);
    if (affine !== null) {
      const [value, slope] = affine;
      if (order > 0) return order === 1 ? constantPolynomial(slope) : NOTHING;
      const { center: own } = lawOf(f, 0, signs);
      if (!isZero(own)) noteCentre(own, p);
      return sumOf([constantPolynomial(value), scaled(p, slope)]);
    }
    let id = functions.get(f);
    if (id === undefined) {
      id = functions.size;
      functions.set(f, id);
    }
    const label = FIRST_FUNCTION + id * MOST_DERIVATIVES + order;
    const law = lawOf(f, order, signs);
    if (!isZero(law.center)) noteCentre(law.center, p);
    const argument = isZero(law.center) ? p : sumOf([p, constantPolynomial(negate(law.center))]);
    if (law.parity === 'odd') return oddAtom(label, argument);
    const { node, sign } = intern(argument);
    return law.parity === 'even'
      ? atomPolynomial(atomAt('even', label, node, 1))
      : atomPolynomial(atomAt('none', label, node, sign));
  }

  function noteCentre(c: Rational, p: AtomPolynomial): void {
    const alone = [...p.values()].filter(
      ({ factors }) => factors.length === 2 && factors[1] === 1 && factors[0] < parameters,
    );
    if (alone.length !== 1) return;
    const [only] = alone;
    const own = divide(c, only.coefficient);
    if (!isZero(found.center) && !equal(own, found.center)) return;
    found.center = own;
    found.centered[only.factors[0]] = 1;
  }

  const slots: AtomPolynomial[] = [];
  const polynomialOf = (operation: Operation): AtomPolynomial => {
    switch (operation.op) {
      case 'rational':
        return constantPolynomial(operation.value);
      case 'parameter': {
        const { index } = operation;
        const own = atomPolynomial(index);
        return centered[index] === 1 ? sumOf([own, constantPolynomial(center)]) : own;
      }
      case 'input':
        return atomPolynomial(parameters + operation.index);
      case 'add':
        return sumOf([slots[operation.a], slots[operation.b]]);
      case 'sub':
        return sumOf([slots[operation.a], negated(slots[operation.b])]);
      case 'neg':
        return negated(slots[operation.a]);
      case 'mul':
        return product(slots[operation.a], slots[operation.b]);
      case 'inverse':
        return inverse(slots[operation.a]);
      case 'dot': {
        const left = Array.from(operation.left, (slot) => slots[slot]);
        const right = Array.from(operation.right, (slot) => slots[slot]);
        const count = left.reduce((sum, p, i) => sum + p.size * right[i].size, 0);
        return count <= EXPANSION
          ? sumOf(left.map((p, i) => multiplied(p, right[i])))
          : sumOf(left.map((p, i) => productOf(closed(p), closed(right[i]))));
      }
      case 'apply':
        return apply(operation.f, operation.order, slots[operation.a]);
    }
  };
  for (const operation of program.operations) {
    const value = polynomialOf(operation);
    terms += value.size;
    spend(TERM * (value.size + operandsOf(operation).length));
    if (terms > MOST_TERMS)
      throw new UnsupportedError(
        `symmetry: expected a program of at most ${MOST_TERMS} terms, received a longer one`,
      );
    slots.push(value);
  }
  const outputs = Array.from(program.outputs, (slot) => intern(slots[slot]));
  return {
    form: { atoms, nodes, nodeOf, outputs, parameters, inputs, centered, center, isExpanded },
    centres: found,
  };
}

const SUM = 0;
const RECIPROCAL = 1;
const FIRST_FUNCTION = 2;
const MOST_DERIVATIVES = 64;
