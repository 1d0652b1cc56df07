/**
 * Random functions of every class that is told apart: lists of coefficients, some with roots or critical points at
 * small rationals, shifted functions, and Taylor supports, sparse, finite and infinite.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import { listOf } from '../numerics/list-of.ts';
import type { Rng } from '../numerics/random.ts';
import {
  format,
  multiply,
  parse,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../numerics/rational.ts';

export const functionClasses = ['named', 'polynomial', 'shifted', 'sparse', 'infinite'] as const;

export type FunctionClass = (typeof functionClasses)[number];

const BASES = ['tanh', 'sin', 'cos', 'gaussian', 'silu', 'square', 'exp'];
const SHIFTS = ['1/2', '-1/2', '1', '-1', '1/3'];
const ROOTS = [0, 0, 1, -1, 2, '1/2', '-1/2'];
const INFINITE = ['odd', 'even', 'all'] as const;
const DRAWS = 40;

export type DrawnClass = Exclude<FunctionClass, 'named'>;

/** All functions of these classes are polynomials; */
export const FINITE_CLASSES: ReadonlySet<DrawnClass> = new Set(['polynomial', 'sparse']);
/** none of these is. */
export const INFINITE_CLASSES: ReadonlySet<DrawnClass> = new Set(['infinite']);

/**
 * One of the class that `accepts`; null where some draws found none.
 *
 * @param accepts null: nothing is accepted, no function is made, and the stream moves as if they were.
 */
export function drawFunction(
  rng: Rng,
  of: DrawnClass,
  accepts: ((f: AnalyticFunction) => boolean) | null = () => true,
): FunctionSpec | null {
  for (let n = 0; n < DRAWS; n++) {
    const made = drawn(rng, of);
    if (accepts === null) continue;
    const spec = made();
    if (accepts(resolveFunction(spec))) return spec;
  }
  return null;
}

/** Everything random is drawn at once, and the rest done when asked for. */
function drawn(rng: Rng, of: DrawnClass): () => FunctionSpec {
  switch (of) {
    case 'polynomial': {
      const list = coefficients(rng);
      return () => ({ name: 'polynomial', coefficients: list() });
    }
    case 'shifted': {
      const [base, shift] = [rng.pick(BASES), rng.pick(SHIFTS)];
      return () => ({ name: 'shifted', base, shift });
    }
    case 'sparse': {
      const orders = new Set(listOf(rng.integer(1, 4), () => rng.integer(0, 9)));
      if (rng.chance(0.5)) orders.add(1);
      if (rng.chance(0.2)) orders.add(rng.integer(20, 40));
      return () => ({ name: 'taylor', support: [...orders].sort((a, b) => a - b) });
    }
    case 'infinite': {
      const support = rng.pick(INFINITE);
      return () => ({ name: 'taylor', support });
    }
  }
}

/** Small integers with gaps, or a product of z − r for rational r, the square of one now and then. */
function coefficients(rng: Rng): () => (number | string)[] {
  if (rng.chance(0.5)) {
    const list = listOf(rng.integer(2, 5), () => (rng.chance(0.3) ? 0 : rng.integer(-3, 3)));
    return () => (list.every((c) => c === 0) ? [0, 1] : list);
  }
  const root = rng.pick(ROOTS);
  const roots = listOf(rng.integer(1, 3), () => (rng.chance(0.4) ? root : rng.pick(ROOTS)));
  return () => {
    let product: Rational[] = [rational(1)];
    for (const r of roots.map((text) => parse(String(text))!))
      product = [ZERO, ...product].map((c, i) => subtract(c, multiply(r, product[i] ?? ZERO)));
    return product.map(format);
  };
}

/** Small rationals, those at which shifts put a base's 0 among them. */
const CANDIDATES = ['0', '1', '-1', '2', '-2', '1/2', '-1/2', '1/3', '-1/3'].map(
  (text) => parse(text)!,
);

/** Small rational zeros and critical points of a function, exactly. */
export function specialPoints(f: AnalyticFunction): {
  readonly zeros: readonly Rational[];
  readonly critical: readonly Rational[];
} {
  const vanishing = (order: number) =>
    CANDIDATES.filter((s) => f.analytic && f.supportAt(s)?.inSupport(order) === false);
  return { zeros: vanishing(0), critical: vanishing(1) };
}
