/** Equal texts for instances that are the same up to the symmetries of their model. */
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { toRational } from '../numerics/numeral.ts';
import { canonicalKey } from '../symmetry/canonical-form.ts';
import { canonicalJson } from './counterexample.ts';

/**
 * The canonical point of θ's orbit under the symmetry group of the model in the place of θ, the rest as
 * it is. 1/2, 0.5 and "0.5" are the same parameter; −0 and 0 are.
 */
export function canonicalInstance({ parameters, ...rest }: Instance): string {
  const theta = canonicalKey(rest.model, flatten(parameters).map(toRational));
  return canonicalJson({ ...rest, parameters: theta });
}
