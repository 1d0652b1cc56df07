/** 𝔽_p as a field with functions: transcendental numbers come from the given source. */
import type { Field } from '../analytic/field.ts';
import { fieldOfJets } from '../analytic/fields/field-from-ring.ts';
import { genericJetField } from '../analytic/fields/prime-jets.ts';
import type { JetField } from '../analytic/jet-field.ts';

/**
 * @param jets where residues of transcendental numbers come from; left out: pseudo-random ones, which
 *   stand for a generic point.
 */
export function primeFieldWith(
  prime: number,
  jets: JetField<number> = genericJetField(prime),
): Field<number> {
  return fieldOfJets(jets);
}
