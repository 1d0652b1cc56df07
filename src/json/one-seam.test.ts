/**
 * Files are written at one place, so that faults of the disk can be put there and are told in one way: what else falsim
 * imports of the modules that can write is what reads. A list of what may be, so that a new way of writing is not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../', import.meta.url));

/** The seam itself. */
const SEAM = ['json/write-file.ts', 'json/make-folder.ts'];

/** Names of node:fs that change nothing; `openSync` where it is called with `'r'`. */
const READS = new Set([
  ...['existsSync', 'readFileSync', 'readdirSync', 'readSync', 'closeSync', 'openSync'],
  ...['statSync', 'fstatSync', 'lstatSync', 'realpathSync', 'Stats', 'Dirent'],
]);

const OF_FILES = /^(node:)?fs(\/promises)?$/;
const MENTIONED = /['"`](node:)?fs\b/;

/** What in a source could change a file, each as it is written there. */
function writesIn(text: string): string[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier;
      if (from !== undefined && ts.isStringLiteral(from) && OF_FILES.test(from.text))
        found.push(...namesOf(node).filter((name) => !READS.has(name)));
      return;
    }
    if (ts.isCallExpression(node)) {
      const [first, second] = node.arguments;
      const { expression: called } = node;
      // import('node:fs'), require('node:fs'), process.getBuiltinModule('node:fs'): not told apart by name.
      if (first !== undefined && ts.isStringLiteralLike(first) && OF_FILES.test(first.text))
        found.push(node.getText(file));
      if (called.getText(file) === 'openSync' && second?.getText(file) !== "'r'")
        found.push(node.getText(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Names as the module has them; `*` for all of it. */
function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const bound = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  const isWhole = ts.isImportDeclaration(node) && node.importClause?.name !== undefined;
  if (isWhole || bound === undefined || !('elements' in bound)) return ['*'];
  return bound.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

describe('one place where files are written', () => {
  it('is there: nothing else in the sources can', () => {
    const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(name),
    );
    const writing = sources.flatMap((name) => {
      const text = readFileSync(join(src, name), 'utf8');
      // Time alone: what does not name the module is not taken apart.
      const found = MENTIONED.test(text) ? writesIn(text) : [];
      return found.length === 0 ? [] : [[name, ...found]];
    });
    expect(writing.map(([name]) => name).sort()).toEqual([...SEAM].sort());
  });

  it.each([
    "import { writeFileSync } from 'node:fs';",
    "import { existsSync, rmSync } from 'fs';",
    "import { appendFileSync as existsSync } from 'node:fs';",
    "import { createWriteStream } from 'node:fs';",
    "import { readFile } from 'node:fs/promises';",
    "import * as fs from 'node:fs';",
    "import fs from 'node:fs';",
    "export { mkdirSync } from 'node:fs';",
    "export * from 'node:fs';",
    "import { openSync } from 'node:fs'; openSync(file, 'w');",
    "import { openSync } from 'node:fs'; openSync(file, flags);",
    "const { renameSync } = await import('node:fs');",
    "const fs = createRequire(import.meta.url)('node:fs');",
    "process.getBuiltinModule('fs').rmSync(file);",
  ])('would be noticed not to be: %s', (text) => {
    expect(text).toMatch(MENTIONED);
    expect(writesIn(text)).not.toEqual([]);
  });

  it.each([
    "import { existsSync, readFileSync, type Stats } from 'node:fs';",
    "import { openSync } from 'node:fs'; openSync(file, 'r');",
    "import { writeWhole } from '../json/write-file.ts'; writeWhole(file, text);",
  ])('is not broken by what reads: %s', (text) => {
    expect(writesIn(text)).toEqual([]);
  });
});
