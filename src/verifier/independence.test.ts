/** Nothing that finds orbits or symmetries can be reached from the verifier, whichever way round. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const room = dirname(fileURLToPath(import.meta.url));
const source = resolve(room, '..');

/** Files that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) =>
    resolve(dirname(file), path),
  );
}

it('reaches errors, numbers, functions and the contract of models alone', () => {
  const open = readdirSync(room)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => resolve(room, name));
  const reached = new Set<string>();
  while (open.length > 0) {
    const file = open.pop()!;
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...importsOf(file));
  }
  const names = [...reached].map((file) => file.slice(source.length + 1));
  expect(names.length).toBeGreaterThan(40);
  const outside = names.filter(
    (name) =>
      !/^(errors\.ts|nearest\.ts|attached\.ts|(verifier|numerics|analytic|json|models|instances)\/)/.test(
        name,
      ),
  );
  expect(outside).toEqual([]);
  const forbidden = names.filter((name) =>
    /^models\/(bind|program|float-network|dense-pass|layer-workspace|kernels)|^numerics\/(modular-elimination|float-rank|dense-kernels|dense-space|simd|truncated|tape-ring|dual-ring)/.test(
      name,
    ),
  );
  expect(forbidden).toEqual([]);
});
