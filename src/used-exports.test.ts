/**
 * What is exported is used: by code that is no test, or by those who import falsim. What only tests call stands in
 * `src/testing/`, or is not exported.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What users import, what is run, and what is loaded by its URL. */
const ENTRIES = JSON.parse(readFileSync(join(root, 'entry-points.json'), 'utf8')) as string[];

/** What only tests ask, each with the reason why it stands where it does. */
const EXCEPTIONS: { readonly [place: string]: string } = {
  'src/numerics/matrices.browser.ts: matrices':
    'the build for browsers puts it in the place of matrices.ts',
  'src/analytic/registry.ts: positiveFunctionNames': 'the laws are tried on each',
  'src/campaigns/false-alarms.ts: isAlarm': 'the attacks on the theory ask it',
  'src/instances/instance.ts: ModelJson': 'one with the types beside it',
  'src/verifier/certificate.ts: CertificateRow': 'one with the types beside it',
  'src/shrinking/shrink.ts: isLocallyMinimal': 'what shrinking promises, asked again from scratch',
};

interface Module {
  readonly exported: Set<string>;
  /** Names that it takes from modules here; `*` for all. */
  readonly taken: (readonly [from: string, name: string])[];
  /** Names that are used in the module itself, beside where they are declared. */
  readonly own: Map<string, number>;
}

const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file) ?? readModule(file);
  modules.set(file, known);
  return known;
}

function readModule(file: string): Module {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const exported = new Set<string>();
  const taken: [string, string][] = [];
  const own = new Map<string, number>();
  const from = (specifier: ts.Expression) => {
    const name = (specifier as ts.StringLiteral).text;
    return name.startsWith('.') ? resolve(dirname(file), name) : undefined;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const path = from(node.moduleSpecifier);
      const bindings = node.importClause?.namedBindings;
      if (path !== undefined && bindings !== undefined)
        if (ts.isNamespaceImport(bindings)) taken.push([path, '*']);
        else
          for (const { propertyName, name } of bindings.elements)
            taken.push([path, (propertyName ?? name).text]);
      return;
    }
    if (ts.isExportDeclaration(node)) {
      const path = node.moduleSpecifier && from(node.moduleSpecifier);
      if (node.exportClause === undefined) taken.push([path!, '*']);
      else if (ts.isNamedExports(node.exportClause))
        for (const { propertyName, name } of node.exportClause.elements) {
          exported.add(name.text);
          if (path !== undefined) taken.push([path, (propertyName ?? name).text]);
        }
      return;
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const path = ts.isStringLiteral(node.arguments[0]) && from(node.arguments[0]);
      if (path) taken.push([path, '*']);
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const path = from(node.argument.literal as ts.StringLiteral);
      if (path !== undefined) taken.push([path, '*']);
    }
    if (ts.isIdentifier(node)) own.set(node.text, (own.get(node.text) ?? 0) + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const statement of source.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) exported.add(name.text);
    } else {
      const { name } = statement as ts.FunctionDeclaration;
      if (name !== undefined) exported.add(name.text);
    }
  }
  return { exported, taken, own };
}

/** Exports of values and types, `file: name`, that nothing takes but tests. */
function unused(files: readonly string[], entries: readonly string[]): string[] {
  const taken = new Set<string>();
  for (const file of files)
    for (const [path, name] of moduleOf(file).taken) taken.add(`${path} ${name}`);
  return files.flatMap((file) => {
    const { exported, own } = moduleOf(file);
    if (entries.includes(file) || taken.has(`${file} *`)) return [];
    return [...exported]
      .filter((name) => !taken.has(`${file} ${name}`) && (own.get(name) ?? 0) < 2)
      .map((name) => `${file.slice(root.length)}: ${name}`);
  });
}

function isForTests(file: string): boolean {
  return /\.test\.ts$/.test(file) || file.startsWith(join(root, 'src/testing/'));
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name))
    .filter((file) => !isForTests(file));

/** What makes the site; what it has built lies beside it. */
const SITE = readdirSync(join(root, 'site'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(root, 'site', name))
  .filter((file) => !isForTests(file));

it('everything that is exported is used by code that is no test', () => {
  const entries = ENTRIES.map((name) => join(root, 'src', `${name}.ts`));
  const found = unused([...sources('src'), ...sources('bench'), ...SITE], entries);

  expect(found.filter((place) => !(place in EXCEPTIONS))).toEqual([]);
});

it('every oracle and generator that a claim of falsim asks can be asked by a claim of somebody else', () => {
  const passedOn = ['index', 'claims/library'].flatMap(
    (name) => moduleOf(join(root, 'src', `${name}.ts`)).taken,
  );
  const shown = new Set(passedOn.map(([path, name]) => `${path} ${name}`));
  const asked = sources('src/claims')
    .filter((file) => !file.endsWith('library.ts'))
    .flatMap((file) => moduleOf(file).taken)
    .filter(([path, name]) => isOracle(path, name) || isGenerator(path, name));
  expect(asked.length).toBeGreaterThan(40);
  const missing = asked.map(([path, name]) => `${path} ${name}`).filter((it) => !shown.has(it));
  expect([...new Set(missing)].map((it) => it.slice(root.length))).toEqual([]);
});

/** A function of `oracles/` that says how something turned out. */
function isOracle(path: string, name: string): boolean {
  if (!path.includes('/claims/oracles/')) return false;
  const header = new RegExp(`export function ${name}\\b[^{]*?\\):([^{]*)`).exec(
    readFileSync(path, 'utf8'),
  );
  return header !== null && /\b(Finding|Verdict|Settled|Falsified)\b/.test(header[1]);
}

/** What `generation/` draws, of what a claim needs: types go with it. */
function isGenerator(path: string, name: string): boolean {
  return path.includes('/src/generation/') && /^[a-z]/.test(name);
}

it('an exception that is none any more is taken off the list', () => {
  for (const place of Object.keys(EXCEPTIONS)) {
    const [file, name] = place.split(': ');
    expect(readFileSync(join(root, file), 'utf8')).toContain(name);
  }
});
