/** Every check of the verifier, by a forgery that nothing else catches. */
import { describe, expect, it } from 'vitest';
import { certificateCases, dense } from '../testing/certificate-cases.ts';
import { type ProducerQuestion, producedCertificate } from '../testing/certificate-producer.ts';
import { type Certificate, type CertificateLaw, digestOf } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

type Change = (draft: Certificate) => void;

function caseOf(name: string): Certificate {
  return producedCertificate(certificateCases.find((c) => c.name.startsWith(name))!);
}

/** The certificate changed, with a digest that fits. */
function forged(certificate: Certificate, change: Change): Certificate {
  const draft = structuredClone(certificate);
  change(draft);
  return { ...draft, digest: digestOf(draft) };
}

function reasons(certificate: Certificate, change: Change): string {
  const { accepted, undecided, reasons: list } = verifyCertificate(forged(certificate, change));
  expect(accepted || undecided).toBe(false);
  return list.join('\n');
}

const claim = (draft: Certificate, values: Partial<Certificate['claim']>) =>
  Object.assign(draft.claim, values);
const law = (...terms: CertificateLaw['terms']): CertificateLaw => ({
  terms,
  logarithms: [],
  on: 'everywhere',
});

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

describe('isometries', () => {
  const equal = caseOf('two-layer tanh, equal neurons');
  const reflected = caseOf('linear 1-2-1 on the stratum');
  const matrix = caseOf('the same reflection as a matrix');
  const shifted = caseOf('a reflection about a point');
  type Signed = Extract<Certificate['upper']['isometries'][number], { kind: 'signed-permutation' }>;
  type Blocks = Extract<Certificate['upper']['isometries'][number], { kind: 'blocks' }>;
  const signed = (c: Certificate) => c.upper.isometries[0] as Signed;
  const block = (c: Certificate) => (c.upper.isometries[0] as Blocks).blocks[0];

  it.each<[string, Certificate, Change, string]>([
    [
      'no permutation',
      equal,
      (c) => {
        signed(c).target = [1, 1, 3, 2];
      },
      'target is no permutation',
    ],
    [
      'a matrix that is not orthogonal',
      matrix,
      (c) => {
        block(c).matrix![0][0] = '-3/4';
      },
      'QᵀQ is not the identity',
    ],
    [
      'a reflection along 0',
      reflected,
      (c) => {
        block(c).vector = [0, 0];
      },
      'along 0',
    ],
    [
      'a reflection that moves θ',
      reflected,
      (c) => {
        block(c).vector = [1, 2];
      },
      'θ is not fixed',
    ],
    [
      'a shift that moves θ',
      shifted,
      (c) => {
        signed(c).shift![0] = 3;
      },
      'θ is not fixed',
    ],
    [
      'a θ off the stratum',
      equal,
      (c) => {
        c.theta[0] = '3';
      },
      'θ is not fixed',
    ],
    [
      'F∘Q ≠ F: incoming weights exchanged alone, which are equal at θ',
      equal,
      (c) => {
        signed(c).target = [1, 0, 2, 3];
      },
      'F(Qθ) = F(θ) fails',
    ],
    [
      'F∘Q ≠ F modulo some primes only',
      forged(shifted, (c) => {
        c.model['features'] = ['u^2 - 2*u + v', 'v^2 + 4194271*3145739*u'];
      }),
      () => {},
      'F(Qθ) = F(θ) fails',
    ],
  ])('%s', (_name, certificate, change, reason) => {
    expect(reasons(certificate, change)).toContain(reason);
  });

  it('no isometries, no stratum', () => {
    const found = reasons(equal, (c) => {
      c.upper.isometries = [];
    });
    expect(found).toContain('upper: the witnesses leave 4, not 2');
  });
});

describe('equations and laws', () => {
  const dead = caseOf('biased silu');
  const relu = caseOf('ReLU paths');
  const still = caseOf('a law on the subspace');
  const quotient = caseOf('a power law');

  it.each<[string, Certificate, Change, string]>([
    [
      'an equation that fields leave',
      dead,
      (c) => {
        c.upper.equations = [[[0, 1]], [[1, 1]], [[3, 1]]];
      },
      'upper.equations[0]: a field leaves',
    ],
    [
      'an equation twice',
      dead,
      (c) => {
        c.upper.equations[1] = [[0, 2]];
      },
      'equations[1] is not independent',
    ],
    [
      'an equation in a coordinate that is not there',
      dead,
      (c) => {
        c.upper.equations[1] = [[17, 2]];
      },
      'equations[1] is not independent',
    ],
    [
      'a law without terms',
      relu,
      (c) => c.upper.laws.splice(1, 1, law()),
      'laws[1] is not independent',
    ],
    [
      'a law twice',
      relu,
      (c) => c.upper.laws.splice(1, 1, structuredClone(c.upper.laws[0])),
      'laws[1] is not independent',
    ],
    [
      'a law with an added 4194271·a₂, which is 0 modulo one prime',
      relu,
      (c) => c.upper.laws[1].terms.push({ coefficient: 4194271, powers: [[3, 1]] }),
      'upper.laws[1] is not conserved',
    ],
    [
      'a law of the subspace said to hold everywhere',
      still,
      (c) => {
        c.upper.laws[0].on = 'everywhere';
      },
      'upper.laws[0] is not conserved',
    ],
    [
      'a law in a coordinate that is not there',
      relu,
      (c) => {
        c.upper.laws[1] = law({ coefficient: 1, powers: [[9, 2]] });
      },
      'a law in θ[9]',
    ],
    [
      'a logarithm of a coordinate that is not there',
      quotient,
      (c) => {
        c.upper.laws[0].logarithms[1].form = [[5, 1]];
      },
      'a law in θ[5]',
    ],
    [
      'a logarithm at 0',
      quotient,
      (c) => {
        c.theta[0] = '0';
      },
      'a logarithm at 0',
    ],
  ])('%s', (_name, certificate, change, reason) => {
    expect(reasons(certificate, change)).toContain(reason);
  });
});

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
