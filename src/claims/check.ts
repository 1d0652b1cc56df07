/** A claim on an instance, as `falsim check` asks. */
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import type { Claim, Verdict } from './claim.ts';
import { judge } from './scope.ts';

/**
 * The verdict; `vacuous` outside the claim's domain or where a hypothesis in force does not hold.
 *
 * @param drop ids of hypotheses that are not in force.
 * @throws InputError for a hypothesis that the claim does not have.
 *
 * @example
 * ```ts
 * import { check, claimById, parseInstance } from 'falsim';
 *
 * const gelu = parseInstance({
 *   model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'gelu' },
 *   parameters: { layers: [{ weights: [[0]] }, { weights: [[0]] }] },
 * });
 * check(claimById('two-layer-exhaustive')!, gelu, ['value-at-zero']).kind; // 'falsified'
 * ```
 */
export function check(claim: Claim, instance: Instance, drop: readonly string[] = []): Verdict {
  const known = claim.hypotheses.map(({ id }) => id);
  const unknown = drop.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new InputError('hypothesis', `one of ${known.join(', ') || 'none'}`, unknown);
  return judge(claim, open(instance), { dropped: new Set(drop), strictness: 0 });
}
