/** Forgeries at random, each with a digest that fits: none is accepted. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { type Certificate, digestOf } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

const certificates = certificateCases.map((question) => producedCertificate(question));

interface Draws {
  /** Uniform on 0 … n − 1. */
  below(n: number): number;
  /** A non-zero integer: small ones, primes below 2²² and products of them. */
  nonZero(): string;
}

/** Changes a draft so that what it says no longer follows; false where it has nothing of the kind. */
type Forgery = (draft: Certificate, draws: Draws) => boolean;

const forgeries: Readonly<Record<string, Forgery>> = {
  'a claim of more or less'({ claim }, { below }) {
    const by = below(2) === 0 ? 1 : -1;
    if (claim.lower + by < 0) return false;
    claim.lower += by;
    claim.dimension += by;
    claim.upper += by;
    return true;
  },
  'one bound moved'({ claim }, { below }) {
    const key = (['lower', 'upper', 'dimension'] as const)[below(3)];
    claim[key] += 1;
    return true;
  },
  'a row dropped, and the claim with it'({ lower, claim }, { below }) {
    if (lower.rows.length === 0) return false;
    lower.rows.splice(below(lower.rows.length), 1);
    claim.lower -= 1;
    claim.dimension -= 1;
    return true;
  },
  'a row that is a multiple of another'({ lower: { rows } }, { below, nonZero }) {
    if (rows.length < 2) return false;
    const from = below(rows.length);
    const to = (from + 1 + below(rows.length - 1)) % rows.length;
    const copy = structuredClone(rows[from]);
    const factor = BigInt(nonZero());
    copy.member.output = copy.member.output.map((v) => `${BigInt(v) * factor}`);
    rows[to] = copy;
    return true;
  },
  'a member without outputs'({ lower: { rows } }, { below }) {
    if (rows.length === 0) return false;
    rows[below(rows.length)].member.output.fill(0);
    return true;
  },
  'one more row, and the claim with it'({ lower: { rows }, claim }, { below, nonZero }) {
    if (rows.length === 0 || claim.status === 'stationary') return false;
    const copy = structuredClone(rows[below(rows.length)]);
    copy.member.x = copy.member.x.map((x) => `${BigInt(x) + BigInt(nonZero())}`);
    rows.push(copy);
    claim.lower += 1;
    claim.dimension += 1;
    claim.upper += 1;
    return true;
  },
  'a law with an added term'({ upper: { laws } }, { below, nonZero }) {
    const everywhere = laws.filter(({ on }) => on === 'everywhere');
    if (everywhere.length === 0) return false;
    const law = everywhere[below(everywhere.length)];
    law.terms.push({ coefficient: nonZero(), powers: [[below(2), 1 + below(3)]] });
    return true;
  },
  'a coefficient of a law changed'({ upper: { laws } }, { below, nonZero }) {
    const several = laws.filter(({ on, terms }) => on === 'everywhere' && terms.length > 1);
    if (several.length === 0) return false;
    const { terms } = several[below(several.length)];
    const term = terms[below(terms.length)];
    term.coefficient = `${BigInt(term.coefficient) + BigInt(nonZero())}`;
    return BigInt(term.coefficient) !== 0n || terms.length > 2;
  },
  'a law without terms'({ upper: { laws } }, { below }) {
    if (laws.length === 0) return false;
    laws[below(laws.length)] = { terms: [], logarithms: [], on: 'subspace' };
    return true;
  },
  'one more law, and the claim with it'({ upper, claim, theta, lower }, { below, nonZero }) {
    if (lower.rows.length === 0) return false;
    const powers: [number, number][] = [[below(theta.length), 2]];
    upper.laws.push({
      terms: [{ coefficient: nonZero(), powers }],
      logarithms: [],
      on: 'everywhere',
    });
    lower.rows.pop();
    claim.upper -= 1;
    claim.lower -= 1;
    claim.dimension -= 1;
    claim.status = 'explained';
    return true;
  },
  'one more equation, and all bounds with it'({ upper, claim, theta, lower }, { nonZero }) {
    if (lower.rows.length === 0) return false;
    upper.equations.push(theta.map((_, i): [number, string] => [i, nonZero()]));
    claim.upper -= 1;
    claim.lower -= 1;
    claim.dimension -= 1;
    lower.rows.pop();
    claim.status = 'explained';
    return true;
  },
  'a sign or a place of an isometry'({ upper: { isometries } }, { below }) {
    for (const isometry of isometries) {
      if (isometry.kind !== 'signed-permutation') continue;
      const i = below(isometry.sign.length);
      if (below(2) === 0) isometry.sign[i] = isometry.sign[i] === 1 ? -1 : 1;
      else isometry.target[i] = (isometry.target[i] + 1) % isometry.target.length;
      return true;
    }
    return false;
  },
  'a number of a block'({ upper: { isometries } }, { below, nonZero }) {
    for (const isometry of isometries) {
      if (isometry.kind !== 'blocks') continue;
      const [{ matrix, vector }] = isometry.blocks as [(typeof isometry.blocks)[number]];
      if (matrix !== null) matrix[below(2)][below(2)] = nonZero();
      else vector![below(2)] = `${10n + BigInt(nonZero()) ** 2n}`;
      return true;
    }
    return false;
  },
  'isometries left out'({ upper }) {
    if (upper.isometries.length === 0) return false;
    upper.isometries = [];
    return true;
  },
  'a shift'({ upper: { isometries } }, { below, nonZero }) {
    for (const isometry of isometries) {
      if (isometry.kind !== 'signed-permutation') continue;
      isometry.shift ??= isometry.sign.map(() => 0);
      const i = below(isometry.shift.length);
      isometry.shift[i] = `${BigInt(isometry.shift[i]) + BigInt(nonZero())}`;
      return true;
    }
    return false;
  },
  'a status that is not earned'({ claim, upper }) {
    if (claim.status === 'certified')
      claim.status = upper.laws.length > 0 ? 'certified' : 'explained';
    else if (claim.status === 'stationary') claim.status = 'certified';
    else claim.status = 'certified';
    return true;
  },
};

const BIG = ['4194271', '4194287', '3145739', `${4194271n * 4194287n}`, `${4194271n ** 8n}`];
const forging = fc.record({
  certificate: fc.constantFrom(...certificates),
  forgery: fc.constantFrom(...Object.keys(forgeries)),
  numbers: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
});

it('at random, four hundred draws', () => {
  let forged = 0;
  const met = new Set<string>();
  fc.assert(
    fc.property(forging, ({ certificate, forgery, numbers }) => {
      let at = 0;
      const next = () => numbers[at++ % numbers.length];
      const draft = structuredClone(certificate);
      const changed = forgeries[forgery](draft, {
        below: (n) => next() % n,
        nonZero() {
          const n = next();
          return n % 3 === 0 ? BIG[n % BIG.length] : `${(n % 2 === 0 ? 1 : -1) * (1 + (n % 9))}`;
        },
      });
      if (!changed) return;
      forged++;
      met.add(forgery);
      const { accepted, reasons } = verifyCertificate({ ...draft, digest: digestOf(draft) });
      expect(accepted, forgery).toBe(false);
      expect(reasons.length).toBeGreaterThan(0);
    }),
    { seed: 8, numRuns: 400 },
  );
  expect(forged).toBeGreaterThan(150);
  expect([...met].sort()).toEqual(Object.keys(forgeries).sort());
});
