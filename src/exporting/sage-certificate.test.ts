/**
 * Sage scripts run where there is no Sage: on a stand-in of the few names they use (`src/testing/python/sage`); and in Sage
 * where Python has it. They have to decide what the verifier accepts, or say what is no fraction there, and refuse forgeries.
 */
import { expect, it } from 'vitest';
import { claimById } from '../claims/registry.ts';
import { certificateCases } from '../testing/certificate-cases.ts';
import { producedCertificate } from '../testing/certificate-producer.ts';
import { caseModels } from '../testing/certificate-questions.ts';
import { registering } from '../testing/registering.ts';
import {
  hasPython,
  type Outcome,
  pythonWith,
  runPython,
  STAND_INS,
} from '../testing/run-python.ts';
import type { Certificate } from '../verifier/certificate.ts';
import { findingIn } from './finding.ts';
import { sageCertificate } from './sage-certificate.ts';

registering(...caseModels);

const certificateNamed = (name: string) =>
  producedCertificate(certificateCases.find((one) => one.name.startsWith(name))!);

const inFile = (file: string): Certificate => {
  const finding = findingIn(file, '1', claimById);
  if (finding.kind !== 'orbit') throw new TypeError(`${file}: no certificate`);
  return finding.certificate;
};

function forged(certificate: Certificate, change: (copy: Forgeable) => void): Certificate {
  const copy = structuredClone(certificate);
  change(copy as unknown as Forgeable);
  return copy;
}
type Forgeable = { [part: string]: Forgeable } & Forgeable[];

const reflection = certificateNamed('linear 1-2-1 on the stratum');
const paths = certificateNamed('ReLU paths');
const dead = certificateNamed('u²v³');
const equal = certificateNamed('two-layer tanh, equal');

const accepted: readonly Certificate[] = [
  reflection,
  paths,
  dead,
  equal,
  certificateNamed('softplus, opposite'),
  certificateNamed('biased silu'),
  certificateNamed('attention, 2 tokens'),
  certificateNamed('a power law'),
  certificateNamed('a reciprocal'),
  certificateNamed('a reflection about a point'),
  certificateNamed('finite inputs'),
  certificateNamed('a law on the subspace alone'),
  inFile('docs/examples/gelu-origin.json'),
];

const undecided: readonly [Certificate, string][] = [
  [certificateNamed('biased gelu'), 'gelu is met at 1/2'],
  [certificateNamed('RMSNorm'), 'perhaps a law is not conserved'],
];

const refused: readonly [Certificate, string][] = [
  [
    forged(paths, ({ upper }) => {
      Object.assign(upper['laws'][0]['terms'][0], { coefficient: 2 });
    }),
    'a law is not conserved',
  ],
  [
    forged(paths, ({ upper }) => {
      upper['laws'][1] = upper['laws'][0];
    }),
    'not independent at θ',
  ],
  [
    forged(paths, ({ lower }) => {
      lower['rows'][1] = lower['rows'][0];
    }),
    'the certificate says 2 there',
  ],
  [
    forged(dead, (copy) => {
      Object.assign(copy, { theta: ['1', '1'] });
    }),
    'a field leaves the subspace',
  ],
  [
    forged(equal, ({ upper }) => {
      Object.assign(upper['isometries'][0], { target: [0, 0, 2, 3] });
    }),
    'a symmetry is no isometry',
  ],
  [
    forged(reflection, ({ upper }) => {
      upper['isometries'][0]['blocks'][0]['on'].pop();
    }),
    'a symmetry changes F',
  ],
  [
    forged(certificateNamed('a reflection about a point'), (copy) => {
      Object.assign(copy, { theta: ['0', '0'] });
    }),
    'a symmetry moves θ',
  ],
  [
    forged(inFile('docs/examples/gelu-origin.json'), ({ span }) => {
      span.pop();
    }),
    'the stratum has dimension ≥ 1',
  ],
];

/** The Python that has Sage itself (Debian: `sagemath`), null where none has. */
const sage = pythonWith('sage.all');

it.skipIf(!hasPython)('Sage scripts decide certificates over ℚ, or say why not', () => {
  decides((scripts) => runPython(scripts, { modules: STAND_INS }));
});

it.skipIf(sage === null)('and in Sage the same', () => {
  decides((scripts) => runPython(scripts, { python: sage! }));
});

function decides(run: (scripts: readonly string[]) => Outcome[]): void {
  const all = [...accepted, ...undecided.map(([one]) => one), ...refused.map(([one]) => one)];
  const outcomes = run(all.map((certificate) => sageCertificate(certificate, 'A test.')));
  accepted.forEach(({ claim }, i) => {
    const { code, output } = outcomes[i];
    expect([i, output, code]).toEqual([i, expect.anything(), 0]);
    expect(output).toContain(`dim O(θ) ≤ ${claim.upper}:`);
    expect(output).toContain(`dim O(θ) ≥ ${claim.lower}:`);
  });
  const after = outcomes.slice(accepted.length);
  undecided.forEach(([, reason], i) => {
    expect(after[i]).toEqual({
      code: 3,
      output: expect.stringContaining(`not decided: ${reason}`),
    });
  });
  refused.forEach(([, reason], i) => {
    const outcome = after[undecided.length + i];
    expect(outcome.output).toMatch(/refused: /);
    expect(outcome).toEqual({ code: 1, output: expect.stringContaining(reason) });
  });
}
