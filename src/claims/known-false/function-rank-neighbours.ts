/**
 * Known to be false: neighbours of `neuron-rank`, `matrix-rank` and `convolution-rank`. Every θ has the rank of its function;
 * neurons count that are none; σ may be a polynomial; r² is forgotten; r is a width; sharing weights costs nothing.
 */
import type { Subject } from '../../instances/subject.ts';
import type { Rng } from '../../numerics/random.ts';
import { isZero } from '../../numerics/rational.ts';
import { rationalRank } from '../../numerics/rational-matrix.ts';
import { plural } from '../../plural.ts';
import type { Claim, GenerateOptions, Off } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { conclude, type Finding } from '../oracles/conclude.ts';
import { spanBounds } from '../oracles/neuron-span.ts';
import { effective, freePartials, neuronsOf } from '../oracles/neurons.ts';
import { rankFinding } from '../oracles/rank-finding.ts';
import {
  CONVOLUTIONS,
  drawConvolution,
  kernelsOf,
  NEEDS_PLACES,
  ranksOf,
} from '../published/convolution-rank.ts';
import {
  drawLinear,
  exactly,
  linearSpan,
  MATRICES,
  productOf,
  rankOfMatrix,
  thinnest,
} from '../published/matrix-rank.ts';
import {
  drawNeurons,
  functionsFor,
  NEURONS,
  NO_POLYNOMIAL,
  neuronRankOf,
  ODD,
  rankAtNeurons,
  sigmaOf,
} from '../published/neuron-rank.ts';
import type { Vacuous } from '../verdict.ts';

type Neighbour = Pick<Claim, 'id' | 'statement' | 'generate'> &
  Required<Pick<Claim, 'statusReason'>> & {
    readonly of: string;
    /** Default: the conclusion. */
    readonly off?: Off;
    readonly domain: ReturnType<Claim['domain']>;
    find(subject: Subject): Finding | Vacuous;
  };

function neighbour({ of, off = 'conclusion', find, ...rest }: Neighbour): Claim {
  return defineClaim({
    ...rest,
    source: `a neighbour of ${of}`,
    status: 'known-false',
    neighbour: { of: [of], off },
    check(subject, { strictness }) {
      const found = find(subject);
      return 'kind' in found ? found : conclude([found], strictness);
    },
  });
}

/** Of odd functions, or of those that the claim says nothing of where these are dropped. */
const neurons = (...dropped: string[]) => ({
  of: 'neuron-rank',
  domain: { ...NEURONS, functions: functionsFor(new Set(dropped)) },
  generate: (rng: Rng, options: GenerateOptions) =>
    drawNeurons(rng, options, functionsFor(new Set(dropped))),
});

const keptOf = (subject: Subject) => effective(neuronsOf(subject), sigmaOf(subject));

const spanAt = (subject: Subject) => spanBounds(freePartials(neuronsOf(subject)), sigmaOf(subject));

export const rankAtEveryPoint = neighbour({
  id: 'neuron-rank-at-every-point',
  statement:
    'At every θ the fields of a two-layer tanh network span k(d + c) dimensions, k the neurons of F(θ).',
  statusReason: 'A neuron that puts out nothing has a field all the same: (1, 1), (0, 2) span 3.',
  ...neurons(),
  find(subject) {
    return rankFinding('rank at θ', spanAt(subject), '=', neuronRankOf(keptOf(subject), subject));
  },
});

export const everyNeuronCounts = neighbour({
  id: 'every-neuron-counts',
  statement:
    'At every θ the fields of a two-layer tanh network span (d + c) dimensions for each neuron that is not 0.',
  statusReason: 'Neurons with equal or opposite incoming weights have their fields in common.',
  ...neurons(),
  find(subject) {
    const own = neuronsOf(subject).filter(({ v, out }) => ![...v, ...out].every(isZero));
    return rankFinding('rank at θ', spanAt(subject), '≥', neuronRankOf(own, subject));
  },
});

export const polynomialNeuronsAreFree = neighbour({
  id: 'polynomial-neurons-are-free',
  off: 'hypothesis',
  statement: 'A function of k neurons has rank k(d + c), also where σ is a polynomial.',
  statusReason:
    'Polynomials of one degree are a space of finite dimension, however many neurons there are.',
  ...neurons(NO_POLYNOMIAL.id),
  find: (subject) => rankAtNeurons(keptOf(subject), subject),
});

export const oppositeNeuronsAreFree = neighbour({
  id: 'opposite-neurons-are-free',
  off: 'hypothesis',
  statement:
    'A function of k neurons that differ has rank k(d + c), whatever σ is that is no polynomial.',
  statusReason:
    'GELU(z) − GELU(−z) is z, so that opposite neurons have more in common than tanh has.',
  ...neurons(ODD.id),
  find: (subject) => rankAtNeurons(keptOf(subject), subject),
});

const matrices = { of: 'matrix-rank', domain: MATRICES, generate: drawLinear };

const ranked = (subject: Subject) => {
  const product = productOf(subject);
  return { product, rows: product.length, columns: product[0].length, r: rationalRank(product) };
};

export const matrixRankAtEveryPoint = neighbour({
  id: 'matrix-rank-at-every-point',
  statement:
    'At every θ the fields of a linear network span r(n + m − r) dimensions, r the rank of the product.',
  statusReason: 'Factors of higher rank than their product have more: W₁ = 0 leaves ∂F/∂W₁ = W₂.',
  ...matrices,
  find(subject) {
    const { rows, columns, r } = ranked(subject);
    const at = exactly(linearSpan(subject));
    return rankFinding('rank at θ', at, '=', rankOfMatrix(r, rows, columns));
  },
});

export const matrixRankUncorrected = neighbour({
  id: 'matrix-rank-counts-entries',
  off: 'constant',
  statement: 'A matrix of rank r, n × m, has rank r(n + m): the number of entries of its factors.',
  statusReason: 'Factors may be changed by r² numbers without changing their product.',
  ...matrices,
  find(subject) {
    const { product, rows, columns, r } = ranked(subject);
    const thin = exactly(linearSpan(subject, thinnest(subject, product)));
    return rankFinding('rank at factors of rank r', thin, '=', r * (rows + columns));
  },
});

export const matrixRankOfWidth = neighbour({
  id: 'matrix-rank-of-width',
  statement:
    'At every θ the fields of a linear network span at least h(n + m − h) dimensions, h its least width.',
  statusReason: 'It is the rank of the product that counts, not the widths.',
  ...matrices,
  find(subject) {
    const { rows, columns } = ranked(subject);
    const h = Math.min(...subject.facts.network!.widths);
    return rankFinding(
      'rank at θ',
      exactly(linearSpan(subject)),
      '≥',
      rankOfMatrix(h, rows, columns),
    );
  },
});

/** A number for each of the networks, from k, d, s and the places. */
function convolutions(
  id: string,
  statement: string,
  statusReason: string,
  of: 'shared' | 'own' | 'dense' | 'atTheta',
  number: (k: number, d: number, s: number, places: number) => number,
): Claim {
  return neighbour({
    id,
    statement,
    statusReason,
    of: 'convolution-rank',
    off: of === 'atTheta' ? 'conclusion' : 'constant',
    domain: { ...CONVOLUTIONS, functions: functionsFor(new Set()) },
    generate: (rng, options) => drawConvolution(rng, options),
    find(subject) {
      const net = kernelsOf(subject);
      if (net === null) return NEEDS_PLACES;
      const ranks = ranksOf(subject, net);
      const expected = number(ranks.k, net.inputs, net.taps, net.places);
      return rankFinding(`rank of ${plural(ranks.k, 'kernel')}`, ranks[of], '=', expected);
    },
  });
}

export const sharingCostsNothing = convolutions(
  'sharing-costs-nothing',
  'A convolution of k kernels has rank k(d + 1)(d + 1 − s), with shared weights too.',
  'With shared weights the fields of all places are added up.',
  'shared',
  (k, d, _, places) => k * (d + 1) * places,
);

export const denseAsOwnKernels = convolutions(
  'dense-as-own-kernels',
  'A convolution of k kernels has rank k(s + 1)(d + 1 − s) in dense networks.',
  'Dense neurons may take in what lies outside the kernel.',
  'dense',
  (k, _, s, places) => k * (s + 1) * places,
);

export const kernelsAtEveryPoint = convolutions(
  'convolution-rank-at-every-point',
  'At every θ the fields of a convolution span k(d + 1) dimensions, k the kernels that are left of it.',
  'A kernel that is not read has a field all the same.',
  'atTheta',
  (k, d) => k * (d + 1),
);
