/** What a file holds that can be taken away: a certificate, or what one can be made of. */
import { parseCounterexample } from '../counterexamples/read-counterexample.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { inFile, readJsonFile } from '../json/json-file.ts';
import { certificateOf } from '../orbits/dimension/certificate.ts';
import { orbit } from '../orbits/dimension/orbit.ts';
import { checkNames } from '../training/known-names.ts';
import { CERTIFICATE_FORMAT, type Certificate, readCertificate } from '../verifier/certificate.ts';
import { falsimVersion } from '../version.ts';

export interface Finding {
  /** What is shown, in one line. */
  readonly title: string;
  readonly certificate: Certificate;
}

/**
 * @param seed of the search where the file holds no certificate.
 * @throws InputError whose path starts with the file's name; UnsupportedError.
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
  if (!('schemaVersion' in keys))
    return {
      title: 'The orbit through the parameters of an instance.',
      certificate: found(json, seed),
    };
  const { claim, droppedHypotheses, reason, instance } = parseCounterexample(json);
  const without =
    droppedHypotheses.length === 0 ? '' : ` (without ${droppedHypotheses.join(', ')})`;
  return {
    title: `${claim.id}${without} fails: ${reason}.`,
    certificate: found(instance, seed),
  };
}

function found(json: unknown, seed: string): Certificate {
  const instance = parseInstance(json);
  checkNames(instance);
  return certificateOf(orbit(instance, { seed, floatRank: false }), falsimVersion);
}
