/**
 * Which family computes a model's orbits: the exact one where there is one, jets at a generic point
 * otherwise.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { UnsupportedError } from '../errors.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { featuresOf } from '../models/kinds/polynomial.ts';
import { asKnown, type FullyConnectedSpec } from '../models/kinds/specs.ts';
import type { FamilySequence } from './family.ts';
import {
  deepTaylorSequence,
  jetSequence,
  linearSequence,
  polynomialActivationSequence,
  reluPathsSequence,
} from './layered-families.ts';
import { diagonalFeatures, polynomialSequence } from './polynomial-family.ts';
import { sigmaModulo } from './sigma-modulo.ts';
import { twoLayerSequence } from './two-layer-family.ts';
import type { SigmaModulo } from './verify-fields.ts';

/**
 * @param activation the resolved activation of a fully connected model, null for other kinds.
 * @throws UnsupportedError when σ is not analytic: the orbit theorem's T_θO(θ) = Lie_θ(𝔉) (Hermann,
 * Nagano) fails without analyticity.
 */
export function chooseFamily(
  given: ModelSpec,
  activation: AnalyticFunction | null,
): FamilySequence {
  const model = asKnown(given);
  switch (model.kind) {
    case 'linear':
      return linearSequence({ widths: model.widths, bias: false });
    case 'relu-paths':
      return reluPathsSequence({ widths: model.widths, bias: model.bias });
    case 'diagonal-linear':
      return polynomialSequence(diagonalFeatures(model.depth, model.inputs), layoutOf(model).size);
    case 'polynomial': {
      const features = featuresOf(model).map((feature) =>
        feature.map(({ coefficient, exponents }) => ({
          coefficient,
          factors: exponents.flatMap((power, i) => Array.from({ length: power }, () => i)),
        })),
      );
      return polynomialSequence(features, model.variables.length);
    }
    case 'fully-connected':
      return fullyConnected(model, activation!);
  }
}

function fullyConnected(model: FullyConnectedSpec, activation: AnalyticFunction): FamilySequence {
  const { widths, bias } = model;
  if (widths.length === 2 || activation.name === 'identity')
    return linearSequence({ widths, bias });
  const { taylor } = activation;
  if (!activation.analytic || taylor === null)
    throw new UnsupportedError(
      `orbit: activation "${activation.name}" is not analytic, and without analyticity the orbit need not be as large as its Lie algebra (Hermann, Nagano); for ReLU with free gates use the model kind "relu-paths"`,
    );
  const sigma = sigmaByPrime(activation);
  const degree = activation.polynomialDegree;
  if (widths.length === 3 && !bias) {
    const shape = { inputs: widths[0], hidden: widths[1], outputs: widths[2] };
    return twoLayerSequence(shape, taylor);
  }
  if (degree !== null)
    return polynomialActivationSequence({ widths, bias }, (prime) =>
      Array.from({ length: degree + 1 }, (_, j) => sigma(prime).coefficient(j)),
    );
  if (!bias && activation.zeroAtZero)
    return deepTaylorSequence(
      { widths, bias },
      {
        odd: activation.parity === 'odd',
        degree: Number.POSITIVE_INFINITY,
        coefficient: (j, prime) => sigma(prime).coefficient(j),
      },
    );
  return jetSequence({ widths, bias }, (prime) => (center, count, out) => {
    const jet = sigma(prime).jet(center, count);
    for (let k = 0; k < count; k++) out[k] = jet[k];
  });
}

function sigmaByPrime(activation: AnalyticFunction): (prime: number) => SigmaModulo {
  const known = new Map<number, SigmaModulo>();
  return (prime) => {
    let sigma = known.get(prime);
    if (sigma === undefined) {
      sigma = sigmaModulo(activation, prime);
      known.set(prime, sigma);
    }
    return sigma;
  };
}
