/** Models in `examples/models/` are taken through the commands as by their users. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { falsim, temporaryFolder } from '../testing/command-line.ts';
import { isTurn, turn } from '../testing/share.ts';
import { run } from './run.ts';

const folder = fileURLToPath(new URL('../../examples/models/', import.meta.url));

const EXAMPLES = [
  // Unmoved starts are vacuous, and a weight-normalised network has many of them: more runs.
  // M less the laws at a generic point, which `src/testing/example-models.test.ts` derives.
  ['transformer-block', 'transformer-block', 24 - 8, 'symmetry-induces-sim', 3],
  ['residual-convolution', 'residual-convolution', 18, 'symmetry-induces-sim', 3],
  ['normalised-attention', 'normalised-attention', 13 - 1, 'symmetry-induces-sim', 3],
  ['weight-normalised', 'deep-weight-normalised', 12 - 3, 'symmetry-induces-sim', 12],
  // Given fields are not trained: what is hunted is said of their orbits.
  ['momentum', 'momentum', 8, 'constant-rank', 3],
] as const;
const fileOf = (name: string) => join(folder, `${name}.ts`);

describe.each(EXAMPLES)('%s', (name, _, dimension) => {
  const file = fileOf(name);
  const instance = join(folder, `${name}.json`);
  const given = ['--model', file];

  it('obeys the laws of models', async () => {
    const { code, out } = await falsim(['laws', file, '--runs', '3', '--json']);
    const [report] = JSON.parse(out) as { laws: { law: string; status: string }[] }[];
    expect(report.laws.length).toBeGreaterThan(5);
    for (const { law, status } of report.laws)
      expect({ law, status }).toEqual({ law, status: expect.stringMatching(/^(held|void)$/) });
    expect(code).toBe(0);
  });

  it('has an orbit whose certificate is accepted', async () => {
    const certificate = join(temporaryFolder(), 'certificate.json');
    const args = ['orbit', instance, ...given, '--no-float', '--json'];
    const { code, out } = await falsim([...args, '--certificate', certificate]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dimension, upperBound: dimension });
    const verified = await falsim(['verify', certificate, ...given]);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(new RegExp(`^valid: .* dimension ${dimension};`));
  });
});

it.each(EXAMPLES.filter((_, i) => isTurn(i, 4)))(
  `%s is hunted on two workers, FALSIM_SEED=${turn}`,
  async (name, kind, _, claim, runs) => {
    const out = temporaryFolder();
    let printed = '';
    const streams = {
      out: (text: string) => {
        printed += text;
      },
      err: () => undefined,
      isTerminal: false,
      columns: 100,
      onInterrupt: () => () => undefined,
    };
    const code = await run(
      [
        ...['hunt', claim, '--kind', kind, '--model', fileOf(name), '--json'],
        ...['--runs', String(runs), '--seed', '1', '--jobs', '2'],
        ...['--out', out, '--state', join(out, 'state')],
      ],
      streams,
    );
    const { targets } = JSON.parse(printed) as {
      targets: { tries: number; counts: { survived: number }; defects: unknown[] }[];
    };
    expect(targets).toMatchObject([{ tries: runs, counts: { falsified: 0 }, defects: [] }]);
    expect(targets[0].counts.survived).toBeGreaterThan(0);
    expect(code).toBe(0);
  },
);
