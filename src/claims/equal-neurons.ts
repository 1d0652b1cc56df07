/** Instances whose first two hidden neurons are made equal. */
import type { Instance } from '../instances/instance.ts';
import { flatten, withParameters } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';

/** Neuron 2 takes the weights of neuron 1; the instance itself where there is no second. */
export function withEqualNeurons(instance: Instance): Instance {
  const [units] = unitAxes(bind(instance.model));
  if (units === undefined || units.axis.size < 2) return instance;
  const theta = [...flatten(instance.parameters)];
  for (const own of [units.incoming, units.outgoing])
    own[1].forEach((at, n) => {
      theta[at] = theta[own[0][n]];
    });
  return withParameters(instance, theta);
}
