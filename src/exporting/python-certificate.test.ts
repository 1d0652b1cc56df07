/**
 * Exported scripts run in Python, which knows nothing of falsim: they must accept every certificate that
 * the verifier accepts (or say what they do not know), and refuse forged ones. Skipped, and shown as
 * such, where there is no python3.
 */
import { describe, expect, it } from 'vitest';
import { claimById } from '../claims/registry.ts';
import { UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { registering } from '../testing/registering.ts';
import { hasPython, runPython as run } from '../testing/run-python.ts';
import type { Certificate } from '../verifier/certificate.ts';
import { verifyCertificate } from '../verifier/verify.ts';
import { findingIn } from './finding.ts';
import { pythonCertificate } from './python-certificate.ts';
import { pythonProgram } from './python-program.ts';

registering(...caseModels);

function certificateIn(file: string): Certificate {
  const finding = findingIn(file, '1', claimById);
  if (finding.kind !== 'orbit') throw new TypeError(`${file}: no certificate`);
  return finding.certificate;
}

const script = (certificate: Certificate) => pythonCertificate(certificate, 'A test.');

describe.skipIf(!hasPython)('scripts in Python', () => {
  it('decide the certificates of all kinds as the verifier does, or say what they do not know', () => {
    const certificates = certificateCases.map(producedCertificate);
    const outcomes = run(certificates.map(script));
    certificates.forEach(({ claim }, i) => {
      const { code, output } = outcomes[i];
      const { name } = certificateCases[i];
      if (code === 3) expect(output, name).toMatch(/^not decided: √\d+(\/\d+)? is met/m);
      else {
        expect([name, code]).toEqual([name, 0]);
        expect(output, name).toContain(`dim O(θ) ≥ ${claim.lower}:`);
        expect(output, name).toContain(`dim O(θ) ≤ ${claim.upper}:`);
      }
    });
    expect(outcomes.filter(({ code }) => code === 3)).toHaveLength(2);
  });

  it('refuse forgeries, each for its reason', () => {
    const byName = (name: string) =>
      producedCertificate(certificateCases.find((c) => c.name.startsWith(name))!);
    const gelu = certificateIn('docs/examples/gelu-origin.json');
    const forge = (
      certificate: Certificate,
      change: (copy: Certificate) => unknown,
    ): Certificate => {
      const copy = structuredClone(certificate);
      change(copy);
      return copy;
    };
    type Writable = { [key: string]: Writable & unknown } & unknown[];
    const loose = (value: unknown) => value as Writable;
    const forged: [Certificate, RegExp][] = [
      [
        forge(byName('two-layer tanh, generic'), (c) => loose(c.lower.rows).pop()),
        /the certificate says 9 there/,
      ],
      [
        forge(byName('two-layer tanh, generic'), (c) => {
          loose(c.lower.rows)[8] = loose(c.lower.rows[0]);
        }),
        /the certificate says 9 there/,
      ],
      [
        forge(byName('two-layer tanh, equal'), (c) => {
          Object.assign(c.upper.isometries[0], { target: [1, 0, 2, 3] });
        }),
        /a symmetry changes F|a symmetry moves θ/,
      ],
      [
        forge(byName('two-layer tanh, equal'), (c) => {
          Object.assign(c.upper.isometries[0], { target: [0, 0, 2, 3] });
        }),
        /a symmetry is no isometry/,
      ],
      [
        forge(byName('ReLU paths'), (c) => {
          Object.assign(c.upper.laws[0].terms[0], { coefficient: 2 });
        }),
        /a law is not conserved/,
      ],
      [
        forge(byName('ReLU paths'), (c) => {
          loose(c.upper.laws)[1] = loose(c.upper.laws[0]);
        }),
        /not independent at θ/,
      ],
      [
        forge(byName('u²v³ at (0, 1)'), (c) => {
          Object.assign(c.claim, { upper: 1 });
        }),
        /the certificate says 1 there/,
      ],
      [
        forge(byName('u²v³ at (0, 1)'), (c) => {
          loose(c)['theta'] = loose(['1', '1']);
        }),
        /a field leaves the subspace/,
      ],
      [forge(gelu, (c) => loose(c.span).pop()), /the stratum has dimension ≥ 1 by the vectors/],
      [
        forge(byName('a reflection about a point'), (c) => {
          loose(c)['theta'] = loose(['0', '0']);
        }),
        /a symmetry moves θ/,
      ],
    ];
    const outcomes = run(forged.map(([certificate]) => script(certificate)));
    forged.forEach(([, reason], i) => {
      expect([i, outcomes[i].code]).toEqual([i, 1]);
      expect(outcomes[i].output).toMatch(reason);
    });
  });

  it('cannot be made to run what a file says', () => {
    const certificate = producedCertificate(certificateCases[0]);
    const [outcome] = run([
      pythonCertificate(certificate, 'x"""\nprint("owned")\n"""\\\u2028print("owned")\n#'),
    ]);
    expect(outcome.code).toBe(0);
    expect(outcome.output).not.toContain('owned');
  });
});

it('is short: what a certificate does not ask for is not there', () => {
  const of = (name: string) =>
    script(producedCertificate(certificateCases.find((c) => c.name.startsWith(name))!));
  const polynomial = of('u²v³ at (0, 1)');
  expect(polynomial.split('\n').length).toBeLessThan(150);
  for (const word of ['TAYLOR', 'CONTROLS', 'symmetries(', 'laws(', 'field(', 'log('])
    expect(polynomial).not.toContain(word);
  expect(of('two-layer tanh, equal').split('\n').length).toBeLessThan(230);
});

it('coordinates that the model does not have are refused', () => {
  const certificate = structuredClone(certificateIn('docs/examples/gelu-origin.json'));
  Object.assign(certificate.upper, { equations: [[[2, '1']]] });
  expect(() => script(certificate)).toThrow('expected a coordinate from 0 to 1, received 2');
});

it('a function without formulas in the script is refused by name', () => {
  const bound = bind({
    kind: 'fully-connected',
    widths: [1, 1, 1],
    bias: false,
    activation: { name: 'sum', terms: ['tanh', 'relu'] },
  });
  expect(() => pythonProgram(bound, 'residues')).toThrow(UnsupportedError);
  expect(() => pythonProgram(bound, 'residues')).toThrow('"relu"');
});

describe('certificates of gaps', () => {
  it('carry vectors that show it: no isometry that fixes θ moves them', () => {
    const certificate = certificateIn('docs/examples/gelu-origin.json');
    // One GELU neuron at the origin: nothing moves, and no isometry but 1 fixes what Σᵢ∂ᵢ²∇F spans.
    expect(certificate.claim).toMatchObject({ lower: 0, upper: 0, stratumAtLeast: 2 });
    const { accepted, facts } = verifyCertificate(certificate);
    expect(accepted).toBe(true);
    expect(facts.stratumAtLeast).toEqual({ value: 2, over: 'affine' });
  });
});
