/** Certificates that were changed, and what the verifier says of them. */
import { expect } from 'vitest';
import { type Certificate, type CertificateLaw, digestOf } from '../verifier/certificate.ts';
import { verifyCertificate } from '../verifier/verify.ts';
import { certificateCases } from './certificate-cases.ts';
import { producedCertificate } from './certificate-producer.ts';

export type Change = (draft: Certificate) => void;

export function caseOf(name: string): Certificate {
  return producedCertificate(certificateCases.find((c) => c.name.startsWith(name))!);
}

/** The certificate changed, with a digest that fits. */
export function forged(certificate: Certificate, change: Change): Certificate {
  const draft = structuredClone(certificate);
  change(draft);
  return { ...draft, digest: digestOf(draft) };
}

export function reasons(certificate: Certificate, change: Change): string {
  const { accepted, undecided, reasons: list } = verifyCertificate(forged(certificate, change));
  expect(accepted || undecided).toBe(false);
  return list.join('\n');
}

export const claim = (draft: Certificate, values: Partial<Certificate['claim']>) =>
  Object.assign(draft.claim, values);
export const law = (...terms: CertificateLaw['terms']): CertificateLaw => ({
  terms,
  logarithms: [],
  on: 'everywhere',
});
