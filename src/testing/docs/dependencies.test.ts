/** What is installed with falsim is listed and harmless, and nothing in falsim reaches for the network. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dependencies, dependenciesPage, optionalDependencies } from './dependencies.ts';
import { readPage, root } from './pages.ts';

/** Licences that ask for no more than to be named. */
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

describe('dependencies', () => {
  it('are on their page, as they are installed', () => {
    expect(readPage('docs/dependencies.md')).toBe(dependenciesPage());
  });

  it('have permissive licences and no install script', () => {
    const all = dependencies();
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ license }) => !PERMISSIVE.includes(license))).toEqual([]);
    expect(all.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('do not bring what a queue takes', () => {
    const names = dependencies().map(({ name }) => name);
    expect(names).not.toContain('bullmq');
    expect(optionalDependencies().map(({ name }) => name)).toEqual(['bullmq', 'ioredis', 'vitest']);
  });

  it('need a reason', () => {
    expect(() => dependencies({})).toThrow('@viz-js/viz: no reason is given');
    expect(() => dependencies({ 'left-pad': 'padding' })).toThrow('no dependency: left-pad');
  });
});

/** Modules and globals of Node that open connections, or can, and packages that do. */
const MODULES =
  /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|inspector|bullmq|ioredis)$/;
/** The one file that may, and what it may ask for: packages that whoever wants a queue installs. */
const EXCEPTION = ['campaigns/queue/connection.ts', ['bullmq', 'ioredis']];
const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

const WORDS = new RegExp(
  `\\b(${GLOBALS.join('|')}|net|tls|https?2?|dgram|dns|inspector|bullmq|ioredis)\\b`,
);

/** What in a source text may open a connection. */
function connections(text: string): string[] {
  if (!WORDS.test(text)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && MODULES.test(node.text)) {
      const { parent } = node;
      const imported =
        (ts.isImportDeclaration(parent) && parent.importClause?.isTypeOnly !== true) ||
        (ts.isExportDeclaration(parent) && !parent.isTypeOnly) ||
        (ts.isCallExpression(parent) &&
          (parent.expression.kind === ts.SyntaxKind.ImportKeyword ||
            /^(require|.*\.getBuiltinModule)$/.test(parent.expression.getText())));
      if (imported) found.push(node.text);
    }
    if (ts.isIdentifier(node) && GLOBALS.includes(node.text)) {
      const { parent } = node;
      const called =
        (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
      if (called) found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('connections', () => {
  it('are opened for a queue alone, and taken by the page of explore alone, on this machine', () => {
    const folder = join(root, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('testing/'),
    );
    expect(files.length).toBeGreaterThan(500);
    const opening = files
      .map((name) => [name, connections(readFileSync(join(folder, name), 'utf8'))] as const)
      .filter(([, found]) => found.length > 0);
    opening.sort(([a], [b]) => (a < b ? -1 : 1));
    expect(opening).toEqual([EXCEPTION, ['cli/serve-page.ts', ['node:http']]]);
    expect(readFileSync(join(folder, 'cli/serve-page.ts'), 'utf8')).toMatch(
      /import \{ createServer, type Server \} from 'node:http';/,
    );
  });

  it.each([
    ["import { connect } from 'node:net';", 'node:net'],
    ["const h = await import('https');", 'https'],
    ["const h = require('node:http2');", 'node:http2'],
    ["export * from 'tls';", 'tls'],
    ["import { Redis } from 'ioredis';", 'ioredis'],
    ['await fetch(url);', 'fetch'],
    ['new WebSocket(url);', 'WebSocket'],
  ])('are seen in %s', (text, name) => {
    expect(connections(text)).toEqual([name]);
    expect(connections("const net = 'http'; orbit.fetch();")).toEqual([]);
    expect(connections("import type { Redis } from 'ioredis';")).toEqual([]);
  });
});
