/** docs/certificate.schema.json is what the verifier reads. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { publishedSchema } from '../testing/published-schema.ts';
import { registering } from '../testing/registering.ts';
import { certificateSchema } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

registering(...caseModels);

const { published, generated, valid } = publishedSchema(
  'certificate',
  'falsim certificate of an orbit’s dimension, schema 2',
  certificateSchema,
);

it('is up to date', () => {
  expect(published).toBe(generated);
});

it('describes certificates, and nothing with a field too many or a number that is none', () => {
  for (const question of certificateCases) expect(valid(producedCertificate(question))).toBe(true);
  const [first] = certificateCases;
  const certificate = producedCertificate(first);
  expect(valid({ ...certificate, minor: 1 })).toBe(false);
  expect(valid({ ...certificate, theta: ['1.5'] })).toBe(false);
  expect(valid({ ...certificate, schema: 1 })).toBe(false);
});

it('the example in docs/certificates.md is accepted', () => {
  const text = readFileSync(new URL('../../docs/certificates.md', import.meta.url), 'utf8');
  const [, example] = /```json\n([\s\S]*?)```/.exec(text)!;
  expect(verifyCertificate(JSON.parse(example))).toMatchObject({ accepted: true, reasons: [] });
});
