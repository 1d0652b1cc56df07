/** Every check of isometries, equations and laws, by a forgery that nothing else catches. */
import { describe, expect, it } from 'vitest';
import { type Change, caseOf, forged, law, reasons } from '../testing/forged-certificate.ts';
import type { Certificate } from './certificate.ts';

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
  const inverse = caseOf('a reciprocal');
  const pole = ({ upper }: Certificate) => {
    const [first] = upper.laws[0].reciprocals ?? [];
    if (first === undefined) throw new Error('the law has no reciprocal');
    return first;
  };
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
      'a law has a pole at θ',
    ],
    [
      'a reciprocal at its pole',
      inverse,
      (c) => {
        c.theta[0] = '-1';
      },
      'a law has a pole at θ',
    ],
    [
      'a reciprocal of another factor',
      inverse,
      (c) => {
        pole(c).factor = '1/3';
      },
      'upper.laws[0] is not conserved',
    ],
    [
      'a reciprocal of another power',
      inverse,
      (c) => {
        pole(c).power = 1;
      },
      'upper.laws[0] is not conserved',
    ],
    [
      'a reciprocal of another form',
      inverse,
      (c) => {
        pole(c).constant = 2;
      },
      'upper.laws[0] is not conserved',
    ],
    [
      'a reciprocal left out',
      inverse,
      (c) => {
        delete (c.upper.laws[0] as { reciprocals?: unknown }).reciprocals;
      },
      'upper.laws[0] is not conserved',
    ],
    [
      'a reciprocal of a coordinate that is not there',
      inverse,
      (c) => {
        pole(c).form = [[5, 1]];
      },
      'a law in θ[5]',
    ],
  ])('%s', (_name, certificate, change, reason) => {
    expect(reasons(certificate, change)).toContain(reason);
  });
});
