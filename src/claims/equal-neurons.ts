/** Instances whose first two hidden neurons are made equal, or opposite. */
import type { Instance } from '../instances/instance.ts';
import { flatten, withParameters } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { toRational } from '../numerics/numeral.ts';
import { format, negate } from '../numerics/rational.ts';

/** Neuron 2 takes the weights of neuron 1, times `sign`; the instance itself where there is no second. */
export function withEqualNeurons(instance: Instance, sign: 1 | -1 = 1): Instance {
  const [units] = unitAxes(bind(instance.model));
  if (units === undefined || units.axis.size < 2) return instance;
  const theta = [...flatten(instance.parameters)];
  for (const own of [units.incoming, units.outgoing])
    own[1].forEach((at, n) => {
      const first = theta[own[0][n]];
      theta[at] = sign === 1 ? first : format(negate(toRational(first)));
    });
  return withParameters(instance, theta);
}
