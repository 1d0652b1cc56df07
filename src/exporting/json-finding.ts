/** A finding as JSON: what is said, of what, and everything that a script of one's own needs to show it. */

import { writeJson } from '../json/write-json.ts';
import { parameterNames } from '../models/names.ts';
import { format } from '../numerics/rational.ts';
import type { Finding } from './finding.ts';
import { legsOf, shownFields } from './shown-data.ts';

/** Written first, so that readers know what they have. */
const FORMAT = { format: 'falsim-finding', schema: 1 } as const;

export function jsonFinding(finding: Finding): string {
  const { title, failed } = finding;
  if (finding.kind === 'orbit')
    return writeJson({
      ...FORMAT,
      title,
      failed,
      shows: 'orbit',
      certificate: finding.certificate,
    });
  const { subject, shown } = finding;
  return writeJson({
    ...FORMAT,
    title,
    failed,
    shows: shown.kind,
    instance: subject.instance,
    parameters: parameterNames(subject.model).name,
    theta: subject.exact.map(format),
    training: legsOf(subject, shown),
    what: shownFields(subject, shown),
  });
}
