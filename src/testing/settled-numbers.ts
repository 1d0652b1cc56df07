/** Numbers at a point, evaluated until nothing new is met about them, for tests of what is known of them. */
import { rational } from '../numerics/rational.ts';
import { createAlgebra, type Element, Unfit } from '../orbits/constants/element.ts';
import { createKnowledge } from '../orbits/constants/knowledge.ts';
import { createLedger, type Ledger } from '../orbits/constants/ledger.ts';
import { createNumbers, type Numbers } from '../orbits/constants/numbers.ts';
import { decidingPrime, substitution } from '../orbits/constants/substitution.ts';

/** Words in which a number is said. */
export interface Words {
  readonly numbers: Numbers;
  q(n: number, d?: number): Element;
  of(name: Parameters<Numbers['field']['generator']>[0], a: Element): Element;
  constant(name: Parameters<Numbers['field']['constant']>[0]): Element;
  add(a: Element, b: Element): Element;
  mul(a: Element, ...others: readonly Element[]): Element;
}

export interface Settled {
  readonly equal: boolean;
  readonly ledger: Ledger;
  readonly numbers: Numbers;
  readonly exact: Element['exact'];
}

/** Substitutions beside the rows that share a prime, with one of their own. */
const OTHERS = 2;

/** Evaluated until nothing new is met, as at a point; whether both sides are one number. */
export function settled(
  sides: (words: Words) => readonly [left: Element, right: Element],
): Settled {
  const knowledge = createKnowledge();
  const attempts = new Map<number, number>();
  let primes = 0;
  for (let n = 0; n < 100; n++) {
    knowledge.changed = false;
    const { radicals: squares, rows } = knowledge;
    const wishes = { squares, order: knowledge.rootOrder(), bits: 192 };
    const drawn = Array.from({ length: rows + OTHERS }, (_, i) =>
      substitution(
        () => decidingPrime(`${i < rows ? 'rows' : 'others'} ${primes}`, wishes),
        `${i} ${attempts.get(i) ?? 0}`,
      ),
    );
    const algebra = createAlgebra(drawn, drawn.length);
    const ledger = createLedger();
    const numbers = createNumbers(algebra, knowledge, ledger);
    const { ring } = algebra;
    try {
      const [left, right] = sides({
        numbers,
        q: (k, d = 1) => algebra.rational(rational(k, d)),
        of: (name, a) => numbers.field.generator(name, a),
        constant: (name) => numbers.field.constant(name),
        add: (a, b) => ring.add(a, b),
        mul: (a, ...others) => others.reduce((x, y) => ring.mul(x, y), a),
      });
      if (knowledge.changed) continue;
      const equal = ring.isZero(ring.sub(left, right));
      return { equal, ledger, numbers, exact: algebra.recognised(left).exact };
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      for (const i of error.substitutions) attempts.set(i, (attempts.get(i) ?? 0) + 1);
      if (!error.again || error.substitutions.length >= rows) primes++;
    }
  }
  throw new Error('the numbers do not settle');
}
