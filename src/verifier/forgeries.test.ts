/** Forgeries at random, each with a digest that fits: none is accepted. */
import process from 'node:process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { fitting, OPEN } from '../testing/forgery-reasons.ts';
import { registering } from '../testing/registering.ts';
import { type Certificate, digestOf } from './certificate.ts';
import { verifyCertificate } from './verify.ts';

registering(...caseModels);

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

/** Changes that make another claim false by a fact of its own, which is said beside each. */
const ofOtherThings: Readonly<Record<string, Forgery>> = {
  // Two layers without biases have F(θ)(0) = Σ aᵢσ(0), so that [s⁰] from 0 has one field up to factors.
  'a truncation that leaves one power'({ lower, model, claim }) {
    const { line } = lower;
    if (model.kind !== 'fully-connected' || model['bias'] === true || line === null) return false;
    if (claim.lower < 2 || line.base.some((x) => BigInt(x) !== 0n)) return false;
    line.top = 0;
    const members = [...lower.rows.map(({ member }) => member), ...lower.controls];
    for (const { powers } of members) powers.length = 1;
    return true;
  },
  // F = (Σ aᵢwᵢ)x has one field up to factors, and its orbit is a curve.
  'another family: the identity in the place of tanh'({ model, claim }) {
    if (model.kind !== 'fully-connected' || model['bias'] === true || claim.dimension < 2)
      return false;
    if (String(model['widths']) !== '1,2,1') return false;
    model['activation'] = 'identity';
    return true;
  },
  // Qθ = θ binds coordinates that Q exchanges or reflects.
  'another point, which an isometry moves'({ upper, theta }, { below, nonZero }) {
    const [isometry] = upper.isometries;
    if (isometry?.kind !== 'signed-permutation') return false;
    const moved = isometry.target.flatMap((to, i) =>
      to === i && isometry.sign[i] === 1 ? [] : [i],
    );
    const i = moved[below(moved.length)];
    if (/\//.test(String(theta[i]))) return false;
    theta[i] = `${BigInt(theta[i]) + BigInt(nonZero())}`;
    return true;
  },
  // Schema 2 has neither.
  'a prime and a minor'(draft) {
    Object.assign(draft.lower, { prime: 4194271, minor: [0] });
    return true;
  },
};

const all = { ...forgeries, ...ofOtherThings };

/** More than half of the draws are forgeries; `npm run forging` draws two thousand. */
const DRAWS = Number(process.env['FORGERIES'] ?? 500);
const SEED = 8;

const BIG = ['4194271', '4194287', '3145739', `${4194271n * 4194287n}`, `${4194271n ** 8n}`];
const forging = fc.record({
  certificate: fc.constantFrom(...certificates),
  forgery: fc.constantFrom(...Object.keys(all)),
  numbers: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
});

/** The reasons, null where it is accepted or left open. Bad input is refused by name, all else is a defect. */
function refusal(certificate: Certificate): readonly string[] | null {
  try {
    const { accepted, undecided, reasons } = verifyCertificate(certificate);
    return accepted || undecided ? null : reasons;
  } catch (error) {
    if (error instanceof InputError) return [error.message];
    throw error;
  }
}

it(`at random, ${DRAWS} draws of seed ${SEED}`, () => {
  let forged = 0;
  const met = new Set<string>();
  fc.assert(
    fc.property(forging, ({ certificate, forgery, numbers }) => {
      let at = 0;
      const next = () => numbers[at++ % numbers.length];
      const draft = structuredClone(certificate);
      const changed = all[forgery](draft, {
        below: (n) => next() % n,
        nonZero() {
          const n = next();
          return n % 3 === 0 ? BIG[n % BIG.length] : `${(n % 2 === 0 ? 1 : -1) * (1 + (n % 9))}`;
        },
      });
      if (!changed) return;
      forged++;
      met.add(forgery);
      const reasons = refusal({ ...draft, digest: digestOf(draft) });
      expect(reasons, forgery).not.toBeNull();
      const wrong = reasons!.filter((reason) => !OPEN.test(reason));
      expect(wrong.length, forgery).toBeGreaterThan(0);
      const isFitting = (reason: string) => fitting[forgery].some((one) => one.test(reason));
      expect(
        wrong.filter((reason) => !isFitting(reason)),
        forgery,
      ).toEqual([]);
      // An edit without a new digest is told as such, beside what else is wrong.
      if (numbers[0] % 10 === 0 && forgery !== 'a prime and a minor')
        expect(verifyCertificate(draft).reasons[0]).toMatch(/^digest/);
    }),
    { seed: SEED, numRuns: DRAWS },
  );
  expect(forged).toBeGreaterThan(DRAWS / 2);
  expect([...met].sort()).toEqual(Object.keys(all).sort());
  expect(Object.keys(fitting).sort()).toEqual(Object.keys(all).sort());
});
