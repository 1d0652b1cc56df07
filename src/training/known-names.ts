/**
 * The checks of an instance that need to know what falsim knows: names of activations and losses, and
 * the text of polynomials. `instances/read-instance.ts` has checked its form before.
 */

import { resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import { fieldPath } from '../instances/field-reader.ts';
import type { Instance } from '../instances/instance.ts';
import { parsePolynomial } from '../models/polynomial.ts';
import { resolveLoss } from './loss.ts';

/**
 * @param path where the instance stands in the user's file; '' when it is the whole file.
 * @throws InputError that lists the names there are.
 */
export function checkNames(instance: Instance, path = ''): void {
  const { model, loss, then: next } = instance;
  const at = (key: string) => fieldPath(path, key);
  if (model.kind === 'fully-connected') {
    const sigma = resolveFunction(model.activation, at('model.activation'));
    if (sigma.domain !== 'line')
      throw new InputError(
        at('model.activation'),
        'a function on all of ℝ',
        `"${sigma.name}", which is defined for z > 0 only`,
      );
  }
  if (model.kind === 'polynomial') {
    model.features.forEach((text, j) => {
      parsePolynomial(text, model.variables, `${at('model.features')}[${j}]`);
    });
  }
  if (loss !== undefined) resolveLoss(loss, at('loss'));
  if (next !== undefined) resolveLoss(next.loss, at('then.loss'));
}
