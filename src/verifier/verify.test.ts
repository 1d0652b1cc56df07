/** What is true is accepted, with facts that say what it rests on. */
import { describe, expect, it, test } from 'vitest';
import { InputError } from '../errors.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { dense } from '../testing/dense.ts';
import { registering } from '../testing/registering.ts';
import type { Certificate, CertificateVector } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

registering(...caseModels);

const memberOfOne = (x: number, powers: number[] = []) => ({
  x: [x],
  free: [],
  output: [1],
  choices: [],
  powers,
});

describe.each(certificateCases)('$name', (question) => {
  const certificate = producedCertificate(question);
  const verification = verifyCertificate(certificate);

  it('is accepted', () => {
    expect(verification.reasons).toEqual([]);
    expect(verification).toMatchObject({ accepted: true, undecided: false });
    expect(certificate.claim.dimension).toBe(question.dimension);
  });

  it('has the facts behind the claim', () => {
    const { lower, upper } = verification.facts;
    expect(lower!.lower).toBe(question.dimension);
    expect(upper!.upper).toBe(question.upperBound);
    expect(lower!.assumption === null).toBe(question.status !== 'conditional');
    const { isometries, equations, laws } = certificate.upper;
    if (isometries.length + equations.length + laws.length === 0) expect(upper!.tested).toBeNull();
    else expect(upper!.tested!.points).toBeGreaterThanOrEqual(3);
  });
});

/** dim V(θ), theory.md §7: 2 for GELU at the origin, 0 for tanh there, 1 for a·w·x at (1, 1), 2 at (1, 2). */
describe('vectors that every isometry that fixes θ must fix', () => {
  const line = { base: [0], top: 3 };
  const certified = (
    activation: string,
    theta: number[],
    span: CertificateVector[],
    stratumAtLeast?: number,
  ) =>
    verifyCertificate(
      producedCertificate({
        model: dense([1, 1, 1], activation),
        theta,
        status: 'stationary',
        upperBound: 2,
        line,
        order: 0,
        span,
        ...(stratumAtLeast === undefined ? {} : { stratumAtLeast }),
      }),
    );
  // F = a·gelu(wx): [s²] is a·w²x²/√(2π), whose Laplacian in (w, a) is 2ax²/√(2π): its gradient is ∂_a.
  const laplacian: CertificateVector = {
    kind: 'derivative',
    member: memberOfOne(1, [0, 0, 1, 0]),
    along: [],
    traces: 1,
  };
  // [s¹] is a·w·x/2: its Hessian takes ∂_a to ∂_w.
  const hessian: CertificateVector = {
    kind: 'derivative',
    member: memberOfOne(1, [0, 1, 0, 0]),
    along: [0],
    traces: 0,
  };
  const gradient: CertificateVector = {
    kind: 'derivative',
    member: memberOfOne(1, [0, 1, 0, 0]),
    along: [],
    traces: 0,
  };

  test('gelu at the origin has two', () => {
    const { accepted, facts } = certified('gelu', [0, 0], [laplacian, hessian], 2);
    expect(accepted).toBe(true);
    expect(facts.stratumAtLeast).toEqual({ value: 2, over: 'affine' });
  });

  test('tanh at the origin has none', () => {
    const { reasons, facts } = certified('tanh', [0, 0], [laplacian, hessian], 1);
    expect(facts.stratumAtLeast!.value).toBe(0);
    expect(reasons).toContain('span: the vectors have rank 0, not 1');
  });

  test('a·w·x has one at (1, 1) and two at (1, 2) with θ counted', () => {
    const one = certified('identity', [1, 1], [{ kind: 'theta' }, gradient]);
    expect(one.facts.stratumAtLeast).toEqual({ value: 1, over: 'linear' });
    const two = certified('identity', [1, 2], [{ kind: 'theta' }, gradient]);
    expect(two.facts.stratumAtLeast!.value).toBe(2);
    expect(certified('identity', [1, 2], [gradient]).facts.stratumAtLeast!.value).toBe(1);
  });
});

describe('what is no certificate is bad input', () => {
  const good = producedCertificate(certificateCases[1]);
  const member = good.lower.rows[0].member;
  const withRow = (row: object) => ({
    ...good,
    lower: { ...good.lower, rows: [{ ...good.lower.rows[0], ...row }] },
  });
  it.each([
    ['a string', 'hello', 'expected an object'],
    ['schema 1, by name', { ...good, schema: 1 }, 'schema: expected 2'],
    ['an unknown key', { ...good, minor: 3 }, 'minor'],
    ['a kind that is not known', { ...good, model: { kind: 'nonesuch' } }, 'model.kind'],
    ['a spec that is wrong', { ...good, model: { ...good.model, widths: [1] } }, 'model.widths'],
    ['θ too short', { ...good, theta: ['1'] }, 'theta: expected 4'],
    ['a number that is none', { ...good, theta: ['1', '2', '3', '1/0'] }, 'theta[3]'],
    ['a fraction in float', { ...good, theta: [1, 2, 3, 0.5] }, 'theta[3]'],
    ['a member too short', withRow({ member: { ...member, x: [] } }), 'rows[0].member.x'],
    ['powers that are too few', withRow({ member: { ...member, powers: [1] } }), 'member.powers'],
    ['a control that is not there', withRow({ order: 1, control: 7 }), 'rows[0].control'],
    ['an order without a control', withRow({ order: 1 }), 'rows[0].control'],
    [
      'x₀ too short',
      { ...good, lower: { ...good.lower, line: { base: [], top: 5 } } },
      'line.base',
    ],
    [
      'a vector along one that comes later',
      { ...good, span: [{ kind: 'derivative', member, along: [0], traces: 0 }] },
      'span[0].along',
    ],
    [
      'an isometry of another size',
      upperWith(good, {
        isometries: [{ kind: 'signed-permutation', target: [0], sign: [1], shift: null }],
      }),
      'isometries[0].target',
    ],
    [
      'a block without matrix and vector',
      upperWith(good, {
        isometries: [{ kind: 'blocks', blocks: [{ matrix: null, vector: null, on: [] }] }],
      }),
      'isometries[0].blocks',
    ],
  ])('%s', (_name, json, named) => {
    expect(() => verifyCertificate(json)).toThrow(InputError);
    expect(() => verifyCertificate(json)).toThrow(named);
  });
});

function upperWith(certificate: Certificate, upper: Partial<Certificate['upper']>): Certificate {
  return { ...certificate, upper: { ...certificate.upper, ...upper } };
}
