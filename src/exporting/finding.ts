/** What a file holds that can be taken away: a certificate, or what one can be made of. */
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import { heldInstance } from '../counterexamples/held-instance.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { certificateOf } from '../orbits/dimension/certificate.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { CERTIFICATE_FORMAT, type Certificate, readCertificate } from '../verifier/certificate.ts';
import { falsimVersion } from '../version.ts';

export interface Finding {
  /** What is shown, in one line. */
  readonly title: string;
  readonly certificate: Certificate;
}

/**
 * @param seed of the search where the file holds no certificate.
 * @throws InputError whose path starts with the file's name; ModelError; UnsupportedError.
 */
export function findingIn(file: string, seed: string): Finding {
  const json = readJsonFile(file);
  return inFile(file, () => findingOf(json, seed));
}

export function findingOf(json: unknown, seed: string): Finding {
  const keys = typeof json === 'object' && json !== null ? json : {};
  if ('format' in keys && keys.format === CERTIFICATE_FORMAT) {
    const certificate = readCertificate(json);
    const { lower, upper } = certificate.claim;
    const dimension = lower === upper ? `${lower}` : `${lower} to ${upper}`;
    return { title: `The orbit through θ has dimension ${dimension}.`, certificate };
  }
  const { instance, counterexample } = heldInstance(json);
  const found = orbit(instance, { seed, floatRank: false });
  return { title: titleOf(counterexample), certificate: certificateOf(found, falsimVersion) };
}

function titleOf(counterexample: StoredCounterexample | null): string {
  if (counterexample === null) return 'The orbit through the parameters of an instance.';
  const { claim, droppedHypotheses, reason } = counterexample;
  const without =
    droppedHypotheses.length === 0 ? '' : ` (without ${droppedHypotheses.join(', ')})`;
  return `${claim.id}${without} fails: ${reason}.`;
}
