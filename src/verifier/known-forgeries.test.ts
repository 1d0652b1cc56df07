import { describe, expect, it } from 'vitest';
import { type ProducerQuestion, producedCertificate } from '../testing/certificate-producer.ts';
import { dense } from '../testing/dense.ts';
import { law } from '../testing/forged-certificate.ts';
import type { CertificateLaw } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

/** σ = z + z⁷ has orbits of dimension 2 (widths 1-1-1) and 3 (2-1-1): theory.md §3, "not affine". */
describe('the forgeries that the first schema let pass', () => {
  const septic = { name: 'polynomial', coefficients: [0, 1, 0, 0, 0, 0, 0, 1] };
  const truncated = (
    widths: number[],
    theta: number[],
    laws: CertificateLaw[],
  ): ProducerQuestion => ({
    model: dense(widths, septic),
    theta,
    status: 'explained',
    upperBound: theta.length - laws.length,
    upper: { laws },
    line: { base: new Array<number>(widths[0]).fill(0), top: 1 },
    order: 0,
  });
  const w2a2: CertificateLaw = law(
    { coefficient: 1, powers: [[0, 2]] },
    { coefficient: -1, powers: [[1, 2]] },
  );

  it('a family of one slice: the linear part conserves w² − a², the model does not', () => {
    const one = verifyCertificate(producedCertificate(truncated([1, 1, 1], [2, 3], [w2a2])));
    expect(one.reasons).toEqual([expect.stringContaining('laws[0] is not conserved')]);
    const ratio: CertificateLaw = law(
      { coefficient: 1, powers: [[0, 2]] },
      { coefficient: 1, powers: [[1, 2]] },
      { coefficient: -1, powers: [[2, 2]] },
    );
    const two = verifyCertificate(producedCertificate(truncated([2, 1, 1], [2, 3, 5], [ratio])));
    expect(two.reasons).toEqual([expect.stringContaining('laws[0] is not conserved')]);
  });

  it('the truth is accepted: 2 and 3', () => {
    for (const [widths, theta] of [
      [
        [1, 1, 1],
        [2, 3],
      ],
      [
        [2, 1, 1],
        [2, 3, 5],
      ],
    ] as const) {
      const { accepted } = verifyCertificate(
        producedCertificate({
          model: dense([...widths], septic),
          theta,
          upperBound: theta.length,
          line: { base: new Array<number>(widths[0]).fill(0), top: 7 },
        }),
      );
      expect(accepted).toBe(true);
    }
  });

  it('no exponents at all: nothing moves, it is said', () => {
    const nothing = producedCertificate({
      model: dense([1, 1, 1], 'tanh'),
      theta: [2, 3],
      status: 'explained',
      upperBound: 0,
      upper: { equations: [[[0, 1]], [[1, 1]]] },
      line: { base: [0], top: 0 },
    });
    const { reasons: found } = verifyCertificate(nothing);
    expect(nothing.claim.dimension).toBe(0);
    expect(found).toEqual([expect.stringContaining('a field leaves the subspace')]);
  });
});
