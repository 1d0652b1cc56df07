/** Equal texts for instances that are the same up to the symmetries of their model. */
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { canonicalKey } from '../symmetry/canonical-form.ts';
import { canonicalJson } from './counterexample.ts';

/**
 * The canonical point of θ's orbit under the symmetry group of the model in the place of θ, the rest as
 * it is. 1/2, 0.5 and "0.5" are the same parameter; −0 and 0 are.
 */
export function canonicalInstance(instance: Instance): string {
  const theta = canonicalKey(instance.model, open(instance).exact);
  return canonicalJson({ ...instance, parameters: theta });
}
