/** Completes the definition of an activation from its parts. */
import { ZERO } from '../numerics/rational.ts';
import type { Activation, Parity, TaylorAtZero } from './activation-type.ts';
import { polynomialOverRationals } from './polynomial-function.ts';

type Scalar = (z: number) => number;
type ScalarMap = Activation['map'];

export interface NamedDefinition {
  readonly name: string;
  readonly value: Scalar;
  readonly derivative: Scalar;
  readonly second: Scalar;
  readonly map?: ScalarMap;
  readonly parity: Parity;
  /** Null: not analytic. */
  readonly taylor: TaylorAtZero | null;
  readonly polynomialDegree?: number;
}

/** σ and σ′ element by element. */
export function mapOf(sigma: Scalar, slope: Scalar): ScalarMap {
  return (z, count, value, derivative) => {
    for (let i = 0; i < count; i++) {
      const x = z[i]!;
      value[i] = sigma(x);
      derivative[i] = slope(x);
    }
  };
}

/** A named activation; its only rational centre of reflection is 0. */
export function named(definition: NamedDefinition): Omit<Activation, 'complexity'> {
  const { name, value, derivative, second, parity, taylor } = definition;
  const atZero = { value: value(0), derivative: derivative(0) };
  return {
    name,
    spec: name,
    floatable: true,
    value,
    derivative,
    second,
    map: definition.map ?? mapOf(value, derivative),
    parity,
    analytic: taylor !== null,
    polynomialDegree: definition.polynomialDegree ?? null,
    taylor,
    overRationals: overRationals(definition),
    atZero,
    zeroAtZero: taylor === null ? atZero.value === 0 : !taylor.inSupport(0),
    derivativeVanishesAtZero: taylor === null ? atZero.derivative === 0 : !taylor.inSupport(1),
    reflections: parity === 'none' ? [] : [{ center: ZERO, parity }],
  };
}

function overRationals({ taylor, polynomialDegree }: NamedDefinition): Activation['overRationals'] {
  if (taylor === null || polynomialDegree === undefined) return undefined;
  return polynomialOverRationals(
    Array.from({ length: polynomialDegree + 1 }, (_, j) => taylor.coefficient(j)!.rational),
  );
}
