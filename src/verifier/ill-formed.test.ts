/** Witnesses whose sizes or indices do not fit the model: bad input, told with its path. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { caseOf, forged, law, reasons } from '../testing/forged-certificate.ts';
import type { Certificate, CertificateIsometry } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

const equal = caseOf('two-layer tanh, equal neurons');
const softplus = caseOf('softplus');
const reflected = caseOf('linear 1-2-1 on the stratum');

type Block = Extract<CertificateIsometry, { kind: 'blocks' }>['blocks'][number];
const blocks = (given: Block) => (draft: Certificate) => {
  draft.upper.isometries = [{ kind: 'blocks', blocks: [given] }];
};
const MIRROR = [['-1']];

describe('is bad input', () => {
  it.each<[string, Certificate, (draft: Certificate) => unknown, string]>([
    [
      'a permutation onto a coordinate that is not there',
      equal,
      (c) => {
        c.upper.isometries = [
          { kind: 'signed-permutation', target: [1, 0, 2, 4], sign: [1, 1, 1, 1], shift: null },
        ];
      },
      'isometries[0]: expected an index below 4',
    ],
    [
      'signs that are too few',
      equal,
      (c) => {
        c.upper.isometries = [
          { kind: 'signed-permutation', target: [1, 0, 3, 2], sign: [1, 1, 1], shift: null },
        ];
      },
      'isometries[0].sign: expected 4',
    ],
    [
      'a block on a coordinate that is not there',
      reflected,
      blocks({ matrix: MIRROR, vector: null, on: [[4]] }),
      'expected an index below 4',
    ],
    [
      'a block on too few coordinates',
      reflected,
      blocks({ matrix: null, vector: [2, -1], on: [[0]] }),
      'expected 2 indices, received 1',
    ],
    [
      'a matrix that is not square',
      reflected,
      blocks({ matrix: [[1], [0, 1]], vector: null, on: [[0, 1]] }),
      'expected a square matrix',
    ],
    [
      'a block of a matrix and a vector',
      reflected,
      blocks({ matrix: MIRROR, vector: [1], on: [[0]] }),
      'expected a matrix or a vector',
    ],
    [
      'a control of another size',
      softplus,
      (c) => c.lower.controls[0].output.push([1]),
      'lower.controls[0].output',
    ],
    [
      'a vector made of a member of another size',
      softplus,
      (c) => {
        const { member } = structuredClone(c.lower.rows[0]);
        member.powers.pop();
        c.span.push({ kind: 'derivative', member, along: [], traces: 0 });
      },
      'span[0].member.powers',
    ],
  ])('%s', (_name, certificate, change, named) => {
    const draft = forged(certificate, (c) => void change(c));
    expect(() => verifyCertificate(draft)).toThrow(InputError);
    expect(() => verifyCertificate(draft)).toThrow(named);
  });
});

describe('is refused', () => {
  it.each([1, 2])('a law in θ[4]^%d of four coordinates', (power) => {
    const found = reasons(caseOf('ReLU paths'), (c) => {
      c.upper.laws[1] = law({ coefficient: 1, powers: [[4, power]] });
    });
    expect(found).toContain('a law in θ[4], which is not there');
  });
  it.each([4, 5])('an equation in θ[%d] of four coordinates', (index) => {
    const found = reasons(caseOf('biased silu'), (c) => {
      c.upper.equations[2] = [
        [2, 1],
        [index, 1],
      ];
    });
    expect(found).toContain('upper.equations[2] is not independent');
  });
});
