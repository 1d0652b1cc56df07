/** Another function than the one a certificate is true of. */
import { describe, expect, it } from 'vitest';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { dense } from '../testing/dense.ts';
import { forged, reasons } from '../testing/forged-certificate.ts';
import { verifyCertificate } from './verify.ts';

/** Two opposite neurons (w | a) = (1, −1 | 2, −2) of an odd function: exchanged with both signs. */
const opposite = producedCertificate({
  model: dense([1, 2, 1], 'tanh'),
  theta: [1, -1, 2, -2],
  upperBound: 2,
  upper: {
    isometries: [
      { kind: 'signed-permutation', target: [1, 0, 3, 2], sign: [-1, -1, -1, -1], shift: null },
    ],
  },
});

describe('opposite neurons of an odd function', () => {
  it('are fixed by the exchange with signs', () => {
    expect(verifyCertificate(opposite)).toMatchObject({ accepted: true, reasons: [] });
  });

  it.each(['exp', 'gelu', 'cos', 'softplus'])('are not where it is not odd: %s', (activation) => {
    const forgery = (c: typeof opposite) => {
      c.model['activation'] = activation;
    };
    expect(reasons(opposite, forgery)).toContain('F(Qθ) = F(θ) fails');
  });
});

describe('a function that is not analytic', () => {
  it.each(['relu', 'leaky-relu', 'flat'])('has no certificate: %s', (activation) => {
    const { accepted, reasons: told } = verifyCertificate(
      forged(opposite, (c) => {
        c.model['activation'] = activation;
        c.upper.isometries.length = 0;
        c.claim.upper = 4;
      }),
    );
    expect(accepted).toBe(false);
    expect(told.join('\n')).toContain(activation);
  });
});
