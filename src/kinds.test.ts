/**
 * No code asks for a model by its kind, but claims that are about that kind: what holds for any model is
 * derived from its tensors, its axes and its program. Only a claim about a kind belongs in the list below.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findsKinds } from './testing/named-kinds.ts';

/** Claims about these kinds, and the laws that they count. */
const ABOUT_KINDS: readonly string[] = [
  'claims/conservation-laws.ts',
  'claims/constant-rank.ts',
  'claims/diagonal-linear.ts',
  'claims/two-layer-exhaustive.ts',
  'claims/two-layer-not-affine.ts',
  'claims/unit-relations-stay.ts',
  'claims/oracles/linear-laws.ts',
  'claims/oracles/realised-gates.ts',
  'claims/oracles/symmetric-data.ts',
];

/** Each file in these is about laws that were counted for one kind, or about a network of one shape. */
const ABOUT_ONE_KIND = /^claims\/(published|conjectures|known-false)\//;

const namedKinds = findsKinds();

const EXEMPT = /^(models\/(kinds|kernels)|testing)\/|\.test\.ts$/;

function named(): Record<string, string[]> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !EXEMPT.test(file))
    .sort();
  return Object.fromEntries(
    files.flatMap((file) => {
      const places = namedKinds(readFileSync(join(root, file), 'utf8'));
      return places.length === 0
        ? []
        : [[file, places.map(({ line, name }) => `line ${line}: ${name}`)]];
    }),
  );
}

describe('kinds of models', () => {
  it('are named by the claims about them only', () => {
    const found = Object.entries(named()).filter(
      ([file]) => !ABOUT_KINDS.includes(file) && !ABOUT_ONE_KIND.test(file),
    );
    expect(found).toEqual([]);
  });

  it('are recognised in every form in which code asks for them', () => {
    const lines = [
      "if (model.kind === 'linear') run();",
      "if ('polynomial' !== kind) run();",
      "switch (model.kind) { case 'polynomial': run(); }",
      "const kinds = ['linear'];",
      "draw({ kinds: ['linear', 'tanh'] });",
      "const model = { kind: 'polynomial' };",
      "const name = 'fully-connected';",
      "type Kind = 'linear';",
      "isOfKind(model, 'linear');",
      "if ('widths' in model) run();",
    ];
    expect(lines.map((line) => namedKinds(line).length > 0)).toEqual(lines.map(() => true));
  });

  it('are told from losses, functions and other words', () => {
    const lines = [
      "resolveLoss('linear');",
      "const spec = { name: 'polynomial', coefficients: [1] };",
      "switch (spec.name) { case 'polynomial': run(); }",
      "if (loss === 'linear') run();",
      "import { x } from 'linear';",
      "const losses = ['linear', 'squared'];",
      "if ('message' in error) run();",
    ];
    expect(lines.flatMap(namedKinds)).toEqual([]);
  });
});
