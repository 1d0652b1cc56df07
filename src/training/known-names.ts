/** The names of losses in an instance, of which `instances/read-instance.ts` has checked the form. */

import type { Instance } from '../instances/instance.ts';
import { fieldPath } from '../json/field-reader.ts';
import { resolveLoss } from './loss.ts';

/**
 * That losses and methods which an instance names are known.
 *
 * @param path where the instance stands in the user's file; '' when it is the whole file.
 * @throws InputError that lists the names there are.
 */
export function checkNames(instance: Instance, path = ''): void {
  const { loss, then: next } = instance;
  const at = (key: string) => fieldPath(path, key);
  if (loss !== undefined) resolveLoss(loss, at('loss'));
  if (next !== undefined) resolveLoss(next.loss, at('then.loss'));
}
