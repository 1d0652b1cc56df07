/** The forms in which a finding can be taken away. */
import { UnsupportedError } from '../errors.ts';
import type { Certificate } from '../verifier/certificate.ts';
import { arrayFinding, type Engine } from './array-finding.ts';
import type { Finding } from './finding.ts';
import { jsonFinding } from './json-finding.ts';
import { latexFinding } from './latex-finding.ts';
import { leanCertificate } from './lean-certificate.ts';
import { leanStatement } from './lean-statement.ts';
import { pythonCertificate } from './python-certificate.ts';
import { pythonFinding } from './python-finding.ts';
import { sageCertificate } from './sage-certificate.ts';

export type Form = 'python' | 'numpy' | 'pytorch' | 'sage' | 'lean' | 'latex' | 'json';

/** What is done with a file of each form. */
export const FORMS: { readonly [form in Form]: { readonly how: string } } = {
  python: { how: 'run it with python3' },
  numpy: { how: 'run it with python3, where NumPy is installed' },
  pytorch: { how: 'run it with python3, where PyTorch is installed' },
  sage: { how: 'run it with sage --python' },
  lean: { how: 'check it with Lean 4; its head says what it proves and needs' },
  latex: { how: 'compile it with pdflatex' },
  json: { how: 'docs/exporting.md says what is in it' },
};

/** @throws UnsupportedError where the form cannot say it. */
export function exported(finding: Finding, form: Form): string {
  switch (form) {
    case 'python':
      return finding.kind === 'orbit'
        ? pythonCertificate(finding.certificate, finding.title)
        : pythonFinding(finding.subject, finding.shown, finding.title);
    case 'numpy':
      return trainedAgain(finding, 'numpy');
    case 'pytorch':
      return trainedAgain(finding, 'torch');
    case 'sage':
      if (finding.kind === 'orbit') return sageCertificate(finding.certificate, finding.title);
      throw orbitsOnly('Sage');
    case 'lean':
      if (finding.kind === 'orbit') return provedOrStated(finding.certificate, finding.title);
      throw orbitsOnly('Lean');
    case 'latex':
      return latexFinding(finding);
    case 'json':
      return jsonFinding(finding);
  }
}

/** A proof where F is a polynomial that can be written down; elsewhere the statement alone. */
function provedOrStated(certificate: Certificate, title: string): string {
  try {
    return leanCertificate(certificate, title);
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    return leanStatement(certificate, title);
  }
}

const orbitsOnly = (who: string) =>
  new UnsupportedError(
    `${who} is asked about ranks and laws of orbits; this failure has a script with --to python`,
  );

function trainedAgain(finding: Finding, engine: Engine): string {
  if (finding.kind === 'shown')
    return arrayFinding(finding.subject, finding.shown, finding.title, engine);
  throw new UnsupportedError('what is said of an orbit is exact: --to python has a script of it');
}
