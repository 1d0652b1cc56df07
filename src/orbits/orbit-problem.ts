/** What an instance asks of the orbit machinery: its family, its stratum, its point modulo primes. */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { type FunctionSpec, partsOf } from '../analytic/function-spec.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { Instance, ModelSpec, Numeral } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { featuresOf } from '../models/kinds/polynomial.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { drawnPrimes } from '../numerics/drawn-primes.ts';
import { toRational } from '../numerics/numeral.ts';
import { rationalModulo } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { format, type Rational } from '../numerics/rational.ts';
import type { FixedPointSubspace } from '../symmetry/fixed-point-subspace.ts';
import type { IntegerVector } from '../symmetry/orthogonal-span.ts';
import type { SignRule } from '../symmetry/sign-rule.ts';
import { stratumOf } from '../symmetry/stratum.ts';
import { chooseFamily } from './choose-family.ts';
import type { FamilySequence } from './family.ts';

export interface OrbitProblem {
  readonly model: ModelSpec;
  readonly activation: AnalyticFunction | null;
  readonly thetaExact: readonly Rational[];
  /** M. */
  readonly size: number;
  readonly sequence: FamilySequence;
  /** The smallest symmetry-induced manifold through θ. */
  readonly stratum: { readonly dimension: number; readonly description: string };
  /** The stratum where a finite group induces it, null where orthogonal ones do. */
  readonly subspace: FixedPointSubspace | null;
  /** An exact basis of the stratum where orthogonal groups induce it, else null. */
  readonly directions: (() => readonly IntegerVector[]) | null;
  /**
   * Primes drawn from θ and the model, at which constants are units and θ keeps its zeros, equalities and
   * opposites. The last two only confirm.
   */
  readonly primes: readonly number[];
  /** The point to compute at, mod one of the primes: the same array at every call. */
  theta(prime: number): Float64Array;
}

/**
 * @param signs which reflections the stratum is made of; those σ really has unless a claim says otherwise.
 * @throws UnsupportedError as `chooseFamily`.
 */
export function orbitProblem(
  instance: Instance,
  thetaExact: readonly Rational[],
  signs: SignRule = 'by-parity',
): OrbitProblem {
  const { model } = instance;
  const { size } = layoutOf(model);
  const activation = isOfKind(model, 'fully-connected') ? resolveFunction(model.activation) : null;
  const sequence = chooseFamily(model, activation);
  const { finite, orthogonal, dimension, description } = stratumOf(model, thetaExact, { signs });
  const points = new Map<number, Float64Array>();
  return {
    model,
    activation,
    thetaExact,
    size,
    sequence,
    stratum: { dimension, description },
    subspace: orthogonal === null ? finite : null,
    directions: orthogonal,
    primes: drawnPrimes(PRIMES, primeSeed(model, thetaExact), {
      point: thetaExact,
      units: constantsOf(model, activation),
    }),
    theta(prime) {
      let point = points.get(prime);
      if (point === undefined) {
        point = sequence.generic
          ? genericPoint(finite, prime)
          : Float64Array.from(thetaExact, (q) => rationalModulo(q, prime));
        points.set(prime, point);
      }
      return point;
    },
  };
}

/** Two to find with, two more to lift large coefficients, two that nothing was lifted from. */
const PRIMES = 6;

/** What primes are drawn from: the model and θ, in whatever way its numbers are written. */
function primeSeed(model: ModelSpec, theta: readonly Rational[]): string {
  return `${JSON.stringify(model)} ${theta.map(format).join()}`;
}

/** A random point of the subspace mod p, its free coordinates uniform; the same one every time. */
function genericPoint(subspace: FixedPointSubspace, prime: number): Float64Array {
  const rng = createRng(`generic point of the stratum mod ${prime}`);
  const free = Array.from({ length: subspace.dimension }, () => Math.floor(rng.uniform() * prime));
  const center = subspace.center === null ? 0 : rationalModulo(subspace.center, prime);
  return Float64Array.from({ length: subspace.size }, (_, i) => {
    const c = subspace.pinned !== null && subspace.pinned[i] !== 0 ? center : 0;
    const k = subspace.orbit[i];
    const u = k < 0 ? 0 : subspace.sign[i] < 0 ? prime - free[k] : free[k];
    return (c + u) % prime;
  });
}

/** Rationals of the model itself: units mod the primes, or 0. */
function constantsOf(model: ModelSpec, activation: AnalyticFunction | null): Rational[] {
  if (isOfKind(model, 'polynomial'))
    return featuresOf(model).flatMap((f) => f.map(({ coefficient }) => coefficient));
  return activation === null ? [] : numeralsOf(activation.spec).map(toRational);
}

function numeralsOf(spec: FunctionSpec): Numeral[] {
  const parts = partsOf(spec).flatMap(numeralsOf);
  if (typeof spec === 'string') return parts;
  if (spec.name === 'shifted') return [spec.shift, ...parts];
  return spec.name === 'polynomial' ? [...spec.coefficients, ...parts] : parts;
}
