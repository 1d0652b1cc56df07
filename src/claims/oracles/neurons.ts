/** Neurons of a two-layer network, what is left of them in the function, and the span of its partial derivatives. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import {
  add,
  isZero,
  multiply,
  ONE,
  type Rational,
  rational,
  ZERO,
} from '../../numerics/rational.ts';
import { keyOf, type Partial, type SpanTerm, upToSign } from './neuron-span.ts';

/** σ(v·x) with the weights A that read it. */
export interface Neuron {
  readonly v: readonly Rational[];
  readonly out: readonly Rational[];
}

/** Of a network of two layers without biases. */
export function neuronsOf({ model, exact }: Subject): Neuron[] {
  const [{ incoming, outgoing }] = unitAxes(model);
  return incoming.map((own, k) => ({
    v: own.map((at) => exact[at]),
    out: outgoing[k].map((at) => exact[at]),
  }));
}

/**
 * Neurons that the function consists of: equal ones are one, and so are opposite ones where σ is odd or even; those whose
 * weights cancel, or that are σ(0) = 0, are none.
 */
export function effective(neurons: readonly Neuron[], sigma: AnalyticFunction): Neuron[] {
  const { parity, zeroAtZero } = sigma;
  const classes = new Map<string, { v: readonly Rational[]; out: Rational[] }>();
  for (const { v, out } of neurons) {
    if (zeroAtZero && v.every(isZero)) continue;
    const one = parity === 'none' ? { v, sign: 1 } : upToSign(v);
    const key = keyOf(one.v);
    const turn = rational(parity === 'odd' ? one.sign : 1);
    const found = classes.get(key) ?? { v: one.v, out: out.map(() => ZERO) };
    found.out = found.out.map((a, o) => add(a, multiply(turn, out[o])));
    classes.set(key, found);
  }
  return [...classes.values()].filter(({ out }) => !out.every(isZero));
}

/** ∂F/∂A_ok = σ(v·x) at output o. */
export function readPartials({ v, out }: Neuron): Partial[] {
  return out.map((_, output) => [{ v, output, along: null, coefficient: ONE }]);
}

/** ∂F/∂v_i = xᵢσ′(v·x) A. */
export function alongInput({ v, out }: Neuron, along: number): SpanTerm[] {
  return out.flatMap((coefficient, output) =>
    isZero(coefficient) ? [] : [{ v, output, along, coefficient }],
  );
}

/** All partial derivatives of Σ A σ(v·x), v and A free. */
export function freePartials(neurons: readonly Neuron[]): Partial[] {
  return neurons.flatMap((neuron) => [
    ...readPartials(neuron),
    ...neuron.v.map((_, along) => alongInput(neuron, along)),
  ]);
}
