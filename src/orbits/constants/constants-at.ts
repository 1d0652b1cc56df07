/**
 * The constants that a program meets at a rational point, as images in prime fields of elements of a ring
 * K ⊂ ℝ: what makes a minor that is non-zero mod p non-zero at the point itself.
 *
 * The program is evaluated at the point over K. Evaluations are repeated until all the numbers that
 * occur are known as polynomials in independent ones; where these go modulo p is then free to choose.
 */
import { NotInvertible, UnsupportedError } from '../../errors.ts';
import type { Program } from '../../models/program.ts';
import { free, spend } from '../../numerics/budget.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';
import type { JetSource } from '../fields/application.ts';
import { type Algebra, type Element, Unfit } from './element.ts';
import { type Evaluation, evaluateConstants, jetOf } from './evaluation.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { lastImages, NoImage } from './last-image.ts';
import { imageOf, jacobi } from './residues.ts';
import { multiplicativelyIndependent, type Standing, standingOf } from './standing.ts';
import { decidingPrime, type Substitution, substitution } from './substitution.ts';

export interface PointConstants extends Standing {
  /** Whether all constants have images mod p: denominators are units, square roots exist. */
  suits(prime: number): boolean;
  /**
   * Taylor coefficients of the functions at the point's arguments.
   * @throws UnsupportedError when the prime does not suit, and by the source where it is asked at another
   * center than the point's.
   */
  jets(prime: number): JetSource;
}

/** Substitutions modulo the second prime: what confirms. */
const CONFIRMING = 3;
/** Effort alone: evaluations; each that does not settle has learnt something. */
const MOST_EVALUATIONS = 160;
/** Effort alone: evaluations after which roots are given up, */
const PATIENCE = 60;
/** Effort alone: and applications of functions, each under every substitution: about two seconds. */
const MOST_APPLICATIONS = 10_000;
/** Time alone: nanoseconds of an operation under all substitutions, in all evaluations. */
const OPERATION = 100_000;
/** Effort alone: choices of residues modulo one prime. */
const MOST_ATTEMPTS = 24;
/**
 * Effort alone: primes for a root to be seen missing, those at which the radicals have no roots included; the others
 * miss with odds ½. Many primes, since at one all conjugates of a root may exist.
 */
const MOST_PROBES = 400;

/**
 * @param theta θ, M rationals.
 * @param inputs x₀ and the values of the free inputs.
 * @param seed where random residues and deciding primes come from: a digest of the instance.
 * @param patience applications of functions after which roots are given up.
 * @throws NotInvertible where the program divides by 0 at the point.
 */
export function constantsAt(
  program: Program,
  theta: readonly Rational[],
  inputs: readonly Rational[],
  seed: string,
  patience = MOST_APPLICATIONS,
): PointConstants {
  const knowledge = createKnowledge();
  const drawn = decidingSubstitutions(knowledge, seed);
  const evaluated = (substitutions: readonly Substitution[], deciding: number) =>
    // How often depends on primes that are drawn anew in each process.
    free(() => evaluateConstants(program, theta, inputs, substitutions, deciding, knowledge));
  spend(OPERATION * program.operations.length);
  const applications = program.operations.filter(({ op }) => op === 'apply').length;
  const settled = settle(knowledge, drawn, evaluated, patience / applications);
  const deciding = drawn.current();

  /** One image mod a prime, or null; `null` also where one attempt shows that none will do. */
  function attempt(prime: number, number: number): Evaluation | 'again' | null {
    const small = substitution(BigInt(prime), `${seed}/${prime}/${number}`);
    try {
      const evaluation = evaluated([...deciding, small], deciding.length);
      // An exact denominator may vanish mod p where nothing else does.
      residuesOf(
        [...evaluation.centers.values(), ...evaluation.opening.flat()],
        evaluation.algebra,
      );
      return evaluation;
    } catch (error) {
      if (!(error instanceof Unfit) || error.substitutions.some((i) => i < deciding.length))
        throw error;
      return error.again ? 'again' : null;
    }
  }

  const images = new Map<number, Evaluation | null>();
  const imageModulo = (prime: number) =>
    remembered(images, prime, () => {
      for (let number = 0; number < MOST_ATTEMPTS; number++) {
        const result = attempt(prime, number);
        if (result !== 'again') return result;
      }
      return null;
    });

  const { ledger, roots } = settled;
  // One prime in 2ʳ has all of r roots: the symbols tell which without an evaluation.
  const hasRadicals = (prime: number) =>
    prime % 4 === 3 && knowledge.radicals.every((c) => jacobi(c, BigInt(prime)) === 1);
  const unseen = () => [...Array(roots).keys()].some((i) => !knowledge.nonSquares.has(i));
  const probes = unseen() ? fastPrimes(MOST_PROBES).filter(hasRadicals) : [];
  for (let i = 0; unseen() && i < probes.length; i++) attempt(probes[i], 0);
  if (unseen()) ledger.doubt('the square root of a constant that may be a square');

  return {
    ...standingOf(ledger),
    suits: (prime) => hasRadicals(prime) && imageModulo(prime) !== null,
    jets(prime) {
      const image = hasRadicals(prime) ? imageModulo(prime) : null;
      if (image === null)
        throw new UnsupportedError(
          `constants: expected a prime at which all constants have images, received ${prime}`,
        );
      return jetsOf(image, prime);
    },
  };
}

interface Drawn {
  current(): readonly Substitution[];
  /** Replaces the substitutions under which a constant had no image. */
  replace(places: readonly number[], again: boolean): void;
}

function decidingSubstitutions(knowledge: Knowledge, seed: string): Drawn {
  const primes = [0, 0];
  const attempts = new Map<number, number>();
  const primeOf = (name: string) => {
    const { radicals: squares, bits } = knowledge;
    const order = knowledge.rootless ? 1n : knowledge.rootOrder();
    return () => decidingPrime(name, { squares, order, bits });
  };
  const group = (index: number) => (index < knowledge.rows ? 0 : 1);
  return {
    current() {
      // What is asked of the primes is what is known now.
      const chosen = primes.map((n, i) => primeOf(`${i}/${n}`));
      return Array.from({ length: knowledge.rows + CONFIRMING }, (_, index) =>
        substitution(
          chosen[group(index)],
          `${seed}/deciding ${index}/${primes[group(index)]}/${attempts.get(index) ?? 0}`,
        ),
      );
    },
    replace(places, again) {
      const spent = new Set<number>();
      for (const index of places) {
        const tried = (attempts.get(index) ?? 0) + 1;
        attempts.set(index, tried);
        // Where roots of algebraic numbers do not exist modulo a prime, all of its substitutions fail;
        // and where all fail, nothing is lost with the prime.
        const mates = places.filter((i) => group(i) === group(index)).length;
        const all = mates === (group(index) === 0 ? knowledge.rows : CONFIRMING);
        if (!again || all) spent.add(group(index));
      }
      for (const i of spent) primes[i]++;
    },
  };
}

function settle(
  knowledge: Knowledge,
  drawn: Drawn,
  evaluated: (substitutions: readonly Substitution[], deciding: number) => Evaluation,
  patience: number,
): Pick<Evaluation, 'ledger'> & { readonly roots: number } {
  for (let n = 0, work = 0; n < MOST_EVALUATIONS; n++) {
    if ((n === PATIENCE || work > patience) && !knowledge.rootless) knowledge.giveUpRoots();
    work += knowledge.rows + CONFIRMING;
    // What was seen in a smaller field need not hold in the larger one.
    if (knowledge.changed) knowledge.nonSquares.clear();
    knowledge.changed = false;
    try {
      const substitutions = drawn.current();
      const evaluation = evaluated(substitutions, substitutions.length);
      if (knowledge.changed) continue;
      // One doubt is enough.
      const independent =
        evaluation.ledger.doubts.size > 0 ||
        multiplicativelyIndependent(evaluation, knowledge.rows);
      if (typeof independent === 'object') {
        knowledge.requireRows(independent.rows);
        continue;
      }
      // tan(arctan b) and tan(π/4) are algebraic.
      const turns = evaluation.numbers.curved() && knowledge.named.size > 0;
      if (turns) evaluation.ledger.doubt('angles beside π or arctangents');
      if (evaluation.numbers.entangled())
        evaluation.ledger.doubt('square roots beside other roots of the same constants');
      if (!independent) evaluation.ledger.doubt('logarithms of constants that are no rationals');
      return { ledger: evaluation.ledger, roots: evaluation.numbers.roots() };
    } catch (error) {
      if (error instanceof NotInvertible && knowledge.changed) continue;
      if (!(error instanceof Unfit)) throw error;
      drawn.replace(error.substitutions, error.again);
    }
  }
  throw new UnsupportedError(
    `constants: expected the numbers at the point to be known after ${MOST_EVALUATIONS} evaluations`,
  );
}

/** Images under the last substitution, modulo `prime`. @throws Unfit where there is none */
function residuesOf(elements: readonly Element[], { substitutions }: Algebra): number[] {
  const last = substitutions.length - 1;
  const { prime } = substitutions[last];
  return elements.map((element) => {
    // All images of a rational are made when one is asked for.
    if (element.exact === null) return Number(element.images[last]);
    const image = imageOf(element.exact, prime);
    if (image === null) throw new Unfit([last], false);
    return Number(image);
  });
}

function jetsOf({ algebra, numbers, centers }: Evaluation, prime: number): JetSource {
  const known = new Map<number, readonly number[]>();
  const { field, of } = lastImages(numbers.field, algebra);
  const jetModulo = (
    { f, order }: Parameters<JetSource>[0],
    a: Element,
    count: number,
  ): number[] => {
    try {
      return jetOf(field, f, order, of(a), count).map(({ residue }) => residue);
    } catch (error) {
      if (!(error instanceof NoImage)) throw error;
      return residuesOf(jetOf(numbers.field, f, order, a, count), algebra);
    }
  };
  return (step, center, count) => {
    const a = centers.get(step.index);
    const expected = a === undefined ? null : residuesOf([a], algebra)[0];
    if (a === undefined || expected !== center)
      throw new UnsupportedError(
        `constants: expected ${step.f.name} at the argument it has at the point, ${expected} modulo ${prime}, received ${center}`,
      );
    let jet = known.get(step.index);
    if (jet === undefined || jet.length < count) {
      jet = free(() => jetModulo(step, a, count));
      known.set(step.index, jet);
    }
    return jet;
  };
}
