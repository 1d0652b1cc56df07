/** 𝔽_p as a field with functions: transcendental numbers come from the given source. */
import type { Field } from '../field.ts';
import type { JetField } from '../jet-field.ts';
import { fieldOfJets } from './field-from-ring.ts';
import { genericJetField } from './prime-jets.ts';

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
