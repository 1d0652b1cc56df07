/**
 * Sign-gradient descent in continuous time, θ̇ = −sgn ∇L, on a product U Vᵀ, U n × r and V m × r.
 *
 * With G = ∂L/∂(U Vᵀ), which data can make any matrix, θ̇ = −(sgn GV, sgn GᵀU): near θ one constant vector for each
 * pattern of signs, so that the fields commute and the orbit is as large as their span. Entry (o, k) of GV is the
 * linear form ⟨G, e_o ⊗ V[:,k]⟩, entry (i, k) of GᵀU is ⟨G, U[:,k] ⊗ e_i⟩. Forms that are multiples of each other
 * change sign together, on a hyperplane of matrices G; every hyperplane can be crossed alone. A crossing changes
 * the entries of that hyperplane, and their sum over all hyperplanes is a pattern itself: the span has as many
 * dimensions as there are hyperplanes.
 */
import type { Subject } from '../../instances/subject.ts';
import { parameterNames } from '../../models/names.ts';
import { isZero, type Rational, ZERO } from '../../numerics/rational.ts';
import type { OrbitSummary } from '../orbit-decision.ts';

interface Entry {
  /** In θ. */
  readonly index: number;
  /** The form as a matrix, row by row. */
  readonly form: readonly Rational[];
}

/** Number of parameters, and of directions in which they move; undefined where a form vanishes. */
export function signDescentOrbit(subject: Subject): OrbitSummary | undefined {
  const classes = classesOf(entriesOf(subject));
  if (classes === undefined) return undefined;
  const names = parameterNames(subject.model).name;
  const { size } = subject.model;
  const dimension = classes.length;
  const invariants = classes.flatMap(([first, ...others]) =>
    others.map((index) => ({
      expression: `|${names[first]}| − |${names[index]}|`,
      kind: 'first-integral',
    })),
  );
  return {
    dimension,
    status: 'explained',
    lowerBound: dimension,
    upperBound: dimension,
    firstOrderRank: dimension,
    parameters: size,
    stratum: { dimension: size, description: 'no symmetry' },
    invariants,
    primes: [],
    order: 0,
    controls: 0,
    movedRank: null,
  };
}

function entriesOf({ model, exact }: Subject): Entry[] {
  const { inputs, outputs, rank } = model.spec as Record<'inputs' | 'outputs' | 'rank', number>;
  const u = (o: number, k: number) => exact[o * rank + k];
  const v = (i: number, k: number) => exact[(outputs + i) * rank + k];
  const matrix = (entry: (o: number, i: number) => Rational | null): Rational[] =>
    Array.from({ length: outputs * inputs }, (_, at) => {
      return entry(Math.floor(at / inputs), at % inputs) ?? ZERO;
    });
  return Array.from({ length: rank }, (_, k) => [
    ...Array.from({ length: outputs }, (_, row) => ({
      index: row * rank + k,
      form: matrix((o, i) => (o === row ? v(i, k) : null)),
    })),
    ...Array.from({ length: inputs }, (_, column) => ({
      index: (outputs + column) * rank + k,
      form: matrix((o, i) => (i === column ? u(o, k) : null)),
    })),
  ]).flat();
}

/** Parameters by hyperplane; undefined where a form vanishes, whose sign is 0 whatever G is. */
function classesOf(entries: readonly Entry[]): number[][] | undefined {
  const classes: { form: readonly Rational[]; members: number[] }[] = [];
  for (const { index, form } of entries) {
    if (form.every(isZero)) return undefined;
    const own = classes.find((other) => isProportional(form, other.form));
    if (own === undefined) classes.push({ form, members: [index] });
    else own.members.push(index);
  }
  return classes.map(({ members }) => members);
}

/** Both with an entry other than 0. */
export function isProportional(a: readonly Rational[], b: readonly Rational[]): boolean {
  const pivot = b.findIndex((q) => !isZero(q));
  const cross = (i: number) =>
    a[i].numerator * b[pivot].numerator * a[pivot].denominator * b[i].denominator ===
    a[pivot].numerator * b[i].numerator * a[i].denominator * b[pivot].denominator;
  return !isZero(a[pivot]) && a.every((_, i) => cross(i));
}
