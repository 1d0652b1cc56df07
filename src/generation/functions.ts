/**
 * Random functions of every class that is told apart: lists of coefficients, some with roots or critical points at
 * small rationals, shifted functions, and Taylor supports, sparse, finite and infinite.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { FunctionSpec } from '../instances/instance.ts';
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

/** One of the class that `accepts`; null where some draws found none. */
export function drawFunction(
  rng: Rng,
  of: Exclude<FunctionClass, 'named'>,
  accepts: (f: AnalyticFunction) => boolean = () => true,
): FunctionSpec | null {
  for (let n = 0; n < DRAWS; n++) {
    const spec = drawn(rng, of);
    if (accepts(resolveFunction(spec))) return spec;
  }
  return null;
}

function drawn(rng: Rng, of: Exclude<FunctionClass, 'named'>): FunctionSpec {
  switch (of) {
    case 'polynomial':
      return { name: 'polynomial', coefficients: coefficients(rng) };
    case 'shifted':
      return { name: 'shifted', base: rng.pick(BASES), shift: rng.pick(SHIFTS) };
    case 'sparse': {
      const orders = new Set(Array.from({ length: rng.integer(1, 4) }, () => rng.integer(0, 9)));
      if (rng.chance(0.5)) orders.add(1);
      if (rng.chance(0.2)) orders.add(rng.integer(20, 40));
      return { name: 'taylor', support: [...orders].sort((a, b) => a - b) };
    }
    case 'infinite':
      return { name: 'taylor', support: rng.pick(INFINITE) };
  }
}

/** Small integers with gaps, or a product of z − r for rational r, the square of one now and then. */
function coefficients(rng: Rng): (number | string)[] {
  if (rng.chance(0.5)) {
    const list = Array.from({ length: rng.integer(2, 5) }, () =>
      rng.chance(0.3) ? 0 : rng.integer(-3, 3),
    );
    return list.every((c) => c === 0) ? [0, 1] : list;
  }
  let product: Rational[] = [rational(1)];
  const root = parse(String(rng.pick(ROOTS)))!;
  const roots = Array.from({ length: rng.integer(1, 3) }, () =>
    rng.chance(0.4) ? root : parse(String(rng.pick(ROOTS)))!,
  );
  for (const r of roots)
    product = [ZERO, ...product].map((c, i) => subtract(c, multiply(r, product[i] ?? ZERO)));
  return product.map(format);
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
