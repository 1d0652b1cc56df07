/**
 * The rank of a convolution of k kernels: with its weights shared, with a kernel of its own at each place, and as a dense
 * network. The functions are the same, what they cost is not.
 */

import { drawPoint } from '../../generation/points.ts';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import type { Rng } from '../../numerics/random.ts';
import { isZero, type Rational, ZERO } from '../../numerics/rational.ts';
import type { Claim, GenerateOptions, Hypothesis } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { drawUntil } from '../draw-until.ts';
import { conclude } from '../oracles/conclude.ts';
import { type Partial, type SpanBounds, spanBounds } from '../oracles/neuron-span.ts';
import {
  alongInput,
  effective,
  freePartials,
  type Neuron,
  readPartials,
} from '../oracles/neurons.ts';
import { rankFinding } from '../oracles/rank-finding.ts';
import { type Verdict, vacuous } from '../verdict.ts';
import { functionsFor, NO_POLYNOMIAL, ODD, sigmaOf } from './neuron-rank.ts';

export const CONVOLUTIONS: Domain = { kinds: ['convolution'], outputs: [1, 1] };

/** Kernels w and the weights that read them, one for each place. */
export interface Kernels {
  /** d. */
  readonly inputs: number;
  /** s. */
  readonly taps: number;
  /** d + 1 − s. */
  readonly places: number;
  /** `v`: the kernel; `out`: the weights of the places. */
  readonly kernels: readonly Neuron[];
}

/** Of the kind `convolution`, which is all that the domain has. */
interface Spec {
  readonly places: number;
  readonly taps: number;
  readonly hidden: number;
  readonly channels: number;
  readonly boundary: string;
  readonly pooled: boolean;
}

/** Null for what is read from the sum over places, has several channels, or goes on past the ends. */
export function kernelsOf({ model, exact }: Subject): Kernels | null {
  const { places: inputs, taps, hidden, channels, boundary, pooled } = model.spec as Spec;
  if (pooled || channels !== 1 || boundary !== 'valid') return null;
  const places = inputs - taps + 1;
  const kernels = Array.from({ length: hidden }, (_, k) => ({
    v: exact.slice(k * taps, (k + 1) * taps),
    out: Array.from({ length: places }, (_, p) => exact[hidden * taps + p * hidden + k]),
  }));
  return { inputs, taps, places, kernels };
}

/** What a kernel is at a place: a neuron of the dense network. */
function placed({ v, out }: Neuron, place: number, inputs: number): Neuron {
  const dense = Array.from({ length: inputs }, (_, i): Rational => v[i - place] ?? ZERO);
  return { v: dense, out: [out[place]] };
}

/** The partial derivatives of the three networks in the place of k kernels. */
export function convolutionPartials({ inputs, taps, places, kernels }: Kernels): {
  readonly shared: Partial[];
  readonly own: Partial[];
  readonly dense: Partial[];
} {
  const all = kernels.map((kernel) =>
    Array.from({ length: places }, (_, p) => placed(kernel, p, inputs)),
  );
  const tap = (neuron: Neuron, p: number, t: number) => alongInput(neuron, p + t);
  const eachTap = Array.from({ length: taps }, (_, t) => t);
  return {
    shared: all.flatMap((neurons) => [
      ...neurons.flatMap(readPartials),
      ...eachTap.map((t) => neurons.flatMap((neuron, p) => tap(neuron, p, t))),
    ]),
    own: all.flatMap((neurons) =>
      neurons.flatMap((neuron, p) => [
        ...readPartials(neuron),
        ...eachTap.map((t) => tap(neuron, p, t)),
      ]),
    ),
    dense: all.flatMap((neurons) => freePartials(neurons)),
  };
}

const kernelsLeft = (subject: Subject): readonly Neuron[] => {
  const net = kernelsOf(subject);
  return net === null ? [] : effective(net.kernels, sigmaOf(subject));
};

const WHOLE_KERNELS: Hypothesis = {
  id: 'whole-kernels',
  statement: 'The first and the last tap of every kernel are not 0.',
  holds: (subject) =>
    kernelsLeft(subject).every(({ v }) => !isZero(v[0]) && !isZero(v[v.length - 1])),
};

const EVERY_PLACE: Hypothesis = {
  id: 'every-place-read',
  statement: 'Every kernel is read at every place.',
  holds: (subject) => kernelsLeft(subject).every(({ out }) => out.every((a) => !isZero(a))),
};

/** Small convolutions; half of them on purpose where a dropped hypothesis fails. */
export function drawConvolution(
  rng: Rng,
  { size, dropped }: Pick<GenerateOptions, 'size' | 'dropped'>,
): Instance {
  const upTo = (low: number, high: number) =>
    rng.integer(low, Math.max(low, Math.round(low + (high - low) * Math.min(1, 0.4 + size))));
  const coincident = dropped.size > 0 && rng.chance(0.5);
  const least = coincident && dropped.has(WHOLE_KERNELS.id) ? 1 : 0;
  const taps = upTo(1 + least, 3);
  const hidden = upTo(coincident ? 2 : 1, 3);
  const model: ModelJson = {
    kind: 'convolution',
    places: taps + upTo(least, 2),
    taps,
    hidden,
    outputs: 1,
    pooled: false,
    activation: rng.pick(functionsFor(dropped)),
  };
  const point = rng.pick(['distinct', 'stratum', 'exact-mixture'] as const);
  const theta = coincident
    ? coincidentKernels(rng, taps, hidden, bind(model).size, dropped)
    : drawPoint(rng, model, point, { style: 'rational' });
  return { model, parameters: unflatten(model, theta) };
}

/** Kernels that meet at different places, one tap and zeros; opposite ones where σ need not be odd. */
function coincidentKernels(
  rng: Rng,
  taps: number,
  hidden: number,
  parameters: number,
  dropped: ReadonlySet<string>,
): number[] {
  const only = Array.from({ length: hidden }, () => rng.integer(0, taps - 1));
  const first = Array.from({ length: taps }, () => rng.integer(-1, 1));
  const read = dropped.has(EVERY_PLACE.id) ? [-1, 0, 1] : [-1, 1, 2];
  const tap = (k: number, t: number): number => {
    if (dropped.has(ODD.id)) return k % 2 === 0 ? first[t] : -first[t];
    return Number(t === only[k]);
  };
  return Array.from({ length: parameters }, (_, i) => {
    const k = Math.floor(i / taps);
    return k < hidden ? tap(k, i % taps) : rng.pick(read);
  });
}

/** Bounds of the rank in each of the networks, at kernels that are written once. */
export function ranksOf(subject: Subject, net: Kernels) {
  const kept = effective(net.kernels, sigmaOf(subject));
  const partials = convolutionPartials({ ...net, kernels: kept });
  const bounds = (own: readonly Partial[]): SpanBounds => spanBounds(own, sigmaOf(subject));
  return {
    k: kept.length,
    atTheta: bounds(convolutionPartials(net).shared),
    shared: bounds(partials.shared),
    own: bounds(partials.own),
    dense: bounds(partials.dense),
  };
}

export const NEEDS_PLACES = vacuous({
  reason: 'shape',
  needs: 'one channel that is read at every place, nothing past the ends',
});

export const convolutionRank: Claim = defineClaim({
  id: 'convolution-rank',
  statement:
    'A convolution of k kernels of s taps on d inputs has rank k(d + 1) with shared weights, k(s + 1)(d + 1 − s) with a kernel of its own at each place, and k(d + 1)(d + 1 − s) in dense networks.',
  latex: 'k(d+1),\\quad k(s+1)(d+1-s),\\quad k(d+1)(d+1-s)',
  source:
    'Zhang, Zhang, Zhang, Bai, Luo, Xu, Linear Stability Hypothesis and Rank Stratification, arXiv:2211.11623',
  status: 'published',
  statusReason:
    'In print for tanh; that kernels reach both ends of their taps and are read everywhere is our addition.',
  hypotheses: [ODD, NO_POLYNOMIAL, WHOLE_KERNELS, EVERY_PLACE],
  domain: () => CONVOLUTIONS,
  generate: (rng, options) =>
    drawUntil(
      () => drawConvolution(rng, options),
      (instance) => {
        const subject = open(instance);
        return [WHOLE_KERNELS, EVERY_PLACE].every(
          (hypothesis) => options.dropped.has(hypothesis.id) || hypothesis.holds(subject),
        );
      },
      20,
    ),
  check(subject, { strictness }): Verdict {
    const net = kernelsOf(subject);
    if (net === null) return NEEDS_PLACES;
    const { inputs: d, taps: s, places } = net;
    const { k, atTheta, shared, own, dense } = ranksOf(subject, net);
    return conclude(
      [
        rankFinding('rank at θ, weights shared', atTheta, '≥', k * (d + 1)),
        rankFinding('rank with shared weights', shared, '=', k * (d + 1)),
        rankFinding('rank with a kernel at each place', own, '=', k * (s + 1) * places),
        rankFinding('rank in a dense network', dense, '=', k * (d + 1) * places),
      ],
      strictness,
    );
  },
});
