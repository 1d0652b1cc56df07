/** The forms in which a finding can be taken away. */
import type { Finding } from './finding.ts';
import { pythonCertificate } from './python-certificate.ts';
import { pythonFinding } from './python-finding.ts';

export type Form = 'python';

/** What is done with a file of each form. */
export const FORMS: { readonly [form in Form]: { readonly how: string } } = {
  python: { how: 'run it with python3' },
};

/** @throws UnsupportedError where the form cannot say it. */
export function exported(finding: Finding, form: Form): string {
  switch (form) {
    case 'python':
      return finding.kind === 'orbit'
        ? pythonCertificate(finding.certificate, finding.title)
        : pythonFinding(finding.subject, finding.shown, finding.title);
  }
}
