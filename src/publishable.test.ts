/** The package can be published as it is, by whoever has a repository: its name is known only where it is built. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

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
  const release = read('.github/workflows/release.yml');
  const named = release.indexOf(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    'repository.url=git+${{ github.server_url }}/${{ github.repository }}.git',
  );
  expect(named).toBeGreaterThan(0);
  expect(release.indexOf('npm publish')).toBeGreaterThan(named);
  expect(release).toContain('id-token: write');
});
