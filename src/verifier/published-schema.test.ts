/** docs/certificate.schema.json is what the verifier reads; `UPDATE_SCHEMAS=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { writeJson } from '../json/write-json.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { jsonSchemaOf } from '../testing/json-schema.ts';
import { certificateSchema } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

const file = new URL('../../docs/certificate.schema.json', import.meta.url);
const generated = writeJson({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'falsim certificate of an orbit’s dimension, schema 2',
  ...jsonSchemaOf(certificateSchema),
});
if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, generated);

it('is up to date', () => {
  expect(readFileSync(file, 'utf8')).toBe(generated);
});

it('describes certificates, and nothing with a field too many or a number that is none', () => {
  const valid = new Ajv.default({ strict: false }).compile(JSON.parse(generated));
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
