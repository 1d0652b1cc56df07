/** The package can be published as it is, by whoever has a repository: its name is known only where it is built. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rooms as mutated } from './testing/mutation/rooms.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

it('has the fields of a package, and its release names the repository before it publishes', () => {
  const fields = JSON.parse(read('package.json'));
  expect(fields).toMatchObject({
    license: 'MIT',
    description: expect.stringMatching(/\w/),
    publishConfig: { access: 'public', provenance: true },
    engines: { node: expect.stringMatching(/^>=/) },
  });
  // No private package, and no repository that does not exist: provenance would be refused.
  expect(fields.private).toBe(undefined);
  expect(fields.repository).toBe(undefined);
  // npm asks those who install a file or a fork about `prepare`, and about nothing that these are called. The
  // first runs after `npm ci` in this folder, the second before anything is packed.
  const { scripts } = fields;
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
    expect(scripts).not.toHaveProperty(name);
  for (const name of ['postprepare', 'prepack']) expect(scripts[name]).toBe('npm run build');
  const release = read('.github/workflows/release.yml');
  const named = release.indexOf(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    'repository.url=git+${{ github.server_url }}/${{ github.repository }}.git',
  );
  expect(named).toBeGreaterThan(0);
  expect(release.indexOf('npm publish')).toBeGreaterThan(named);
  expect(release).toContain('id-token: write');
  // What is in the package is listed beside it.
  expect(release).toMatch(
    /npm sbom --sbom-format cyclonedx --omit dev > (\S+)\n[\s\S]*gh release upload .* \1\n/,
  );
});

it('the nightly jobs are scripts that there are, with options that they have', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const asked = [...read('.github/workflows/nightly.yml').matchAll(/npm run (\S+)(.*)$/gm)];
  expect(new Set(asked.map(([, script]) => script))).toEqual(
    new Set(['fuzz', 'soak', 'forging', 'same-answer', 'mutation']),
  );
  const rooms: string[] = [];
  for (const [, script, words] of asked) {
    expect(scripts).toHaveProperty([script!]);
    if (script === 'mutation') rooms.push(...words!.match(/(?<= )[a-z]+(?= )/g)!);
  }
  expect(rooms.sort()).toEqual(mutated.map(({ name }) => name).sort());
});

it('every change is tried on the versions of Node that are promised, and on the latest', () => {
  const { engines } = JSON.parse(read('package.json'));
  const [, oldest] = /^>=(\d+)/.exec(engines.node)!;
  const [, matrix] = /^ +node: \[(.*)\]$/m.exec(read('.github/workflows/ci.yml'))!;
  expect(matrix!.split(', ')).toEqual([oldest, '22', '24', 'latest']);
  // Each night as well, but for the version that it runs on.
  const nightly = read('.github/workflows/nightly.yml');
  const [, own] = /node-version: (\d+)/.exec(nightly)!;
  const compared = [...nightly.matchAll(/--node (\S+)/g)].map(([, version]) => version);
  expect([...compared, own].sort()).toEqual(matrix!.split(', ').sort());
});
