import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { codeDigest } from './code-digest.ts';

it('changes with any file of the code, its name, a dependency and a file of the user', () => {
  const root = mkdtempSync(join(tmpdir(), 'falsim-code-'));
  const write = (name: string, text: string) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  write('package.json', '{"dependencies": {"engine": "^1"}}');
  write('node_modules/engine/package.json', '{"version": "1.0.0"}');
  write('dist/a.js', 'a');
  write('dist/deep/b.js', 'b');
  write('user.ts', 'u');
  const user = [join(root, 'user.ts')];
  write('project/claims/c.ts', 'c');
  const digest = () => codeDigest(user, join(root, 'project'), join(root, 'dist'));
  const seen = [digest()];
  expect(digest()).toBe(seen[0]);
  // What does not run does not count.
  write('dist/a.d.ts', 'types');
  write('dist/a.test.js', 'test');
  write('project/node_modules/m/m.js', 'm');
  write('project/.cache/m.js', 'm');
  expect(digest()).toBe(seen[0]);
  for (const [name, text] of [
    ['dist/deep/b.js', 'c'],
    ['dist/c.js', 'c'],
    ['node_modules/engine/package.json', '{"version": "1.0.1"}'],
    ['user.ts', 'v'],
    ['project/claims/c.ts', 'd'],
  ] as const) {
    write(name, text);
    seen.push(digest());
  }
  expect(new Set(seen).size).toBe(6);
});

it('does without what may not be read, which cannot run either', () => {
  const root = mkdtempSync(join(tmpdir(), 'falsim-code-'));
  for (const name of ['claim.ts', 'secret.ts', 'database/table.ts']) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), name);
  }
  const build = join(root, 'build');
  mkdirSync(build);
  const digest = () => codeDigest([], root, build);
  const all = digest();
  for (const name of ['secret.ts', 'database']) chmodSync(join(root, name), 0);
  for (const folder of [root, dirname(root)]) chmodSync(folder, 0o755);
  // Nothing is kept from whoever may do everything.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  let readable = '';
  try {
    readable = digest();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
  for (const name of ['secret.ts', 'database']) {
    chmodSync(join(root, name), 0o700);
    rmSync(join(root, name), { recursive: true });
  }
  expect(readable).toBe(digest());
  expect(readable).not.toBe(all);
});
