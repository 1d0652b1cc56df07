/**
 * Roots that θ pins. F = Σₖ aₖ gₖ sign(vₖ)·x, written with vₖ/√(vₖ²): the only field up to a factor is
 * ȧₖ = sₖgₖ, ġₖ = sₖaₖ, v̇ = 0, so an orbit has dimension 1, and a₁a₂ − s₁s₂g₁g₂ is conserved.
 */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import { pinnedRadicands } from '../../models/rational-values.ts';
import { isPrime } from '../../numerics/prime-field.ts';
import { format, type Rational, rational } from '../../numerics/rational.ts';
import { digestOf } from '../../verifier/certificate.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { rootRelations } from '../constants/root-relations.ts';
import { certificateOf } from '../dimension/certificate.ts';
import { orbit } from '../dimension/orbit.ts';
import { pointFamily } from './point-fields.ts';

const model = {
  kind: 'weight-normalised',
  inputs: 1,
  hidden: 3,
  outputs: 1,
  activation: 'identity',
} as const;

const at = (direction: readonly string[]): Instance => ({
  model,
  parameters: {
    direction: direction.map((v) => [v]),
    length: [-1, '-36/13', '111/38'],
    read: [[-1, -2, -1]],
  },
});

describe('a root that θ pins', () => {
  it('is the positive one, modulo every prime', () => {
    // √(43/22)² is 43/22 or −43/22 modulo p, as p has it.
    const primes = Array.from({ length: 4000 }, (_, k) => 2_500_003 + 4 * k).filter(isPrime);
    const bound = bind(model);
    const theta = open(at(['1/4', '-43/22', '1'])).exact;
    const roots = rootRelations(pinnedRadicands(bound.program, theta));
    expect(roots.map(({ roots: others }) => others)).toEqual([[], [], []]);
    expect(roots.map(({ of, factor }) => [format(of), format(factor)])).toEqual([
      ['1/16', '1/4'],
      ['1849/484', '43/22'],
      ['1', '1'],
    ]);
    const residue = ({ numerator, denominator }: Rational, p: number) => {
      const n = BigInt(p);
      let inverse = 1n;
      for (let e = n - 2n, b = denominator % n; e > 0n; e >>= 1n, b = (b * b) % n)
        if ((e & 1n) === 1n) inverse = (inverse * b) % n;
      return Number((((numerator % n) + n) * inverse) % n);
    };
    const out = new Float64Array(9);
    for (const prime of primes.slice(0, 40)) {
      const family = pointFamily(bound, prime, roots);
      const point = Float64Array.from(theta, (q) => residue(q, prime));
      family.gradient(Float64Array.of(1, 1), point, 1, out);
      // ∂F/∂aₖ = sₖ gₖ at x = 1.
      const expected = [rational(-1), rational(36, 13), rational(111, 38)];
      expect([...out.slice(6)]).toEqual(expected.map((q) => residue(q, prime)));
    }
  });

  it.each([
    [['1/4', '43/22', '1']],
    [['1/4', '-43/22', '1']],
    [['-3', '7/5', '-2/9']],
    [['-3', '-7/5', '-2/9']],
  ])('leaves the orbit through v = %s its dimension, and its certificate holds', (direction) => {
    for (const seed of ['1', '2', '3']) {
      const result = orbit(at(direction), { seed });
      expect([result.status, result.dimension]).toEqual(['explained', 1]);
      expect(verifyCertificate(certificateOf(result, 'test')).reasons).toEqual([]);
    }
  });

  it('takes no law of other signs in a certificate', () => {
    const { digest: _, ...genuine } = certificateOf(
      orbit(at(['1', '1', '1']), { seed: '1' }),
      'test',
    );
    // With four points to test at, one in sixteen would pass if signs were left to residues.
    for (let k = 2; k < 66; k++) {
      const theta = genuine.theta.map((value, i) => (i === 1 ? `-${k}` : value));
      const forged = { ...genuine, theta };
      const signed = { ...forged, digest: digestOf(forged) };
      expect(verifyCertificate(signed).reasons.join()).toMatch(/leaves the subspace|not conserved/);
    }
  });
});
