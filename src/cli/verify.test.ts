/** Exit codes and words of `falsim verify` for certificates of schema 2. */
import { describe, expect, it } from 'vitest';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { falsim, temporaryFile } from '../testing/command-line.ts';
import { dense } from '../testing/dense.ts';
import { registering } from '../testing/registering.ts';
import { digestOf } from '../verifier/certificate.ts';

registering(...caseModels);

const certificate = (name: string) =>
  producedCertificate(certificateCases.find((c) => c.name.startsWith(name))!);
const verified = (json: object, ...options: string[]) =>
  falsim(['verify', temporaryFile('certificate.json', JSON.stringify(json)), ...options]);

describe('falsim verify', () => {
  it('0: says what was recomputed and what was tested', async () => {
    const { code, out } = await verified(certificate('ReLU paths'));
    expect(code).toBe(0);
    const text = out.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /^valid: the orbit through θ has dimension 2; the rows, recomputed from the model, have rank 2 modulo \d+/,
    );
    expect(text).toMatch(/4 random points, .* probability at most \(\d+\/p\)\^4/);
  });

  it('0: names the assumption', async () => {
    const { code, out } = await verified(certificate('biased gelu'));
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('given that normal-cdf 1/2, 1/√π');
  });

  it('1: says what is wrong, in JSON as well', async () => {
    const good = certificate('two-layer tanh, generic');
    const content = { ...good, claim: { ...good.claim, status: 'generic' } };
    const forged = { ...content, digest: digestOf(content) };
    expect((await verified(forged)).code).toBe(1);
    const { code, out } = await verified(forged, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      undecided: false,
      reasons: ['claim.status: "generic" is about another point than θ'],
      facts: { parameters: 9, lower: { lower: 9 } },
    });
  });

  it('3: what it has no rule for', async () => {
    const proved = producedCertificate({
      model: dense([1, 1, 1], 'arctan', true),
      theta: [1, '1/2', 2, 3],
      upperBound: 4,
      line: { base: [0], top: 5 },
    });
    expect((await verified(proved)).code).toBe(0);
    const theta = ['1', '1/2', '2', '3'];
    const deep = {
      ...proved,
      model: dense([1, 1, 1, 1], 'tanh', true),
      theta: [...theta, '1', '1'],
    };
    const { code, out } = await verified({ ...deep, digest: digestOf(deep) });
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain('not known to be algebraic');
    const honest = { ...deep, claim: { ...deep.claim, upper: 6, status: 'stationary' as const } };
    const undecided = await verified({ ...honest, digest: digestOf(honest) });
    expect(undecided.code).toBe(3);
    expect(undecided.out).toMatch(/^not decided: not verifiable/);
  });
});
