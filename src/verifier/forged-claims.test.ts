/** Every check of the verifier of a claim and its lower bound, by a forgery that nothing else catches. */
import { describe, expect, it } from 'vitest';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { type Change, caseOf, claim, reasons } from '../testing/forged-certificate.ts';
import { registering } from '../testing/registering.ts';
import type { Certificate } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

registering(...caseModels);

describe('the claim', () => {
  const tanh = caseOf('two-layer tanh, generic');
  const linear = caseOf('linear 1-2-1: one field');
  const open = caseOf('bounds that do not meet');

  it('is refused when the content was edited', () => {
    const edited = { ...tanh, wording: ['edited'] };
    expect(verifyCertificate(edited).reasons).toEqual([expect.stringMatching(/^digest/)]);
  });
  it.each<[string, Certificate, Change, string]>([
    ['generic is not about θ', tanh, (c) => claim(c, { status: 'generic' }), 'another point'],
    ['bounds the wrong way round', open, (c) => claim(c, { lower: 3, dimension: 3 }), 'above'],
    [
      'a dimension that is not the rank',
      tanh,
      (c) => claim(c, { dimension: 8 }),
      'claim.dimension',
    ],
    ['bounds that differ', open, (c) => claim(c, { status: 'explained' }), 'needs lower = upper'],
    [
      'stationary where the bounds meet',
      tanh,
      (c) => claim(c, { status: 'stationary' }),
      'do not meet',
    ],
    ['explained by nothing', tanh, (c) => claim(c, { status: 'explained' }), 'needs a law'],
    ['certified by a law', linear, (c) => claim(c, { status: 'certified' }), 'symmetries alone'],
    [
      'explained by a conjecture',
      caseOf('biased gelu'),
      (c) => claim(c, { status: 'certified' }),
      'cannot rest on a conjecture',
    ],
    [
      'another upper bound',
      open,
      (c) => claim(c, { upper: 1 }),
      'upper: the witnesses leave 2, not 1',
    ],
    [
      'a stratum that no vectors span',
      tanh,
      (c) => claim(c, { stratumAtLeast: 9 }),
      'span: the vectors have rank 0, not 9',
    ],
  ])('%s', (_name, certificate, change, reason) => {
    expect(reasons(certificate, change)).toContain(reason);
  });
});

describe('the lower bound', () => {
  const tanh = caseOf('two-layer tanh, generic');
  const softplus = caseOf('softplus');

  it.each<[string, Certificate, Change, string]>([
    ['a row dropped', tanh, (c) => c.lower.rows.pop(), '9 rows are needed, 8 are there'],
    [
      'a row twice',
      tanh,
      (c) => {
        c.lower.rows[3] = structuredClone(c.lower.rows[4]);
      },
      'the rows have rank 8',
    ],
    [
      'a row too many',
      tanh,
      (c) => c.lower.rows.push(structuredClone(c.lower.rows[4])),
      '9 rows are needed, 10 are there',
    ],
    [
      'a member that is 0',
      tanh,
      (c) => c.lower.rows[0].member.output.fill(0),
      'the rows have rank 8',
    ],
    [
      'an expansion without powers',
      tanh,
      (c) => {
        for (const { member } of c.lower.rows) member.powers.fill(0);
      },
      'the rows have rank 0',
    ],
    [
      'a bracket along no control',
      softplus,
      (c) => {
        for (const control of c.lower.controls) control.output.fill([0]);
      },
      'the rows have rank 3',
    ],
    [
      'an expansion at a pole',
      producedCertificate({
        model: { kind: 'test-attention' },
        theta: [1, 2, 3, 4, 5, 6, 0],
        status: 'stationary',
        upperBound: 7,
        line: { base: [0, 0, 0, 0], top: 2 },
        order: 0,
      }),
      (c) => claim(c, { lower: 7, dimension: 7 }),
      '7 rows are needed',
    ],
  ])('%s', (_name, certificate, change, reason) => {
    expect(reasons(certificate, change)).toContain(reason);
  });
});
