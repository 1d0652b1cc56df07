/** What users import has a comment where it is declared, which TypeDoc shows and editors do. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const parsed = new Map<string, ts.SourceFile>();
function sourceOf(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

const nameOf = (statement: ts.Statement): string[] =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : 'name' in statement && statement.name !== undefined
      ? [(statement.name as ts.Identifier).text]
      : [];

/** Where a name that a file exports is declared, through files that pass it on. */
function declarationsOf(file: string, wanted: string | null): (readonly [string, ts.Statement])[] {
  return sourceOf(file).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) {
      const names = nameOf(statement).filter((name) => wanted === null || name === wanted);
      const isExported = ts.canHaveModifiers(statement)
        ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        : false;
      return isExported ? names.map((name) => [name, statement] as const) : [];
    }
    const { moduleSpecifier, exportClause } = statement;
    if (moduleSpecifier === undefined) return [];
    const from = resolve(dirname(file), (moduleSpecifier as ts.StringLiteral).text);
    if (exportClause === undefined) return declarationsOf(from, wanted);
    return (exportClause as ts.NamedExports).elements
      .filter(({ name }) => wanted === null || name.text === wanted)
      .flatMap(({ name, propertyName }) => declarationsOf(from, (propertyName ?? name).text));
  });
}

const isTold = (statement: ts.Statement) =>
  ts
    .getJSDocCommentsAndTags(statement)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');

it.each([
  ['index.ts', 200],
  ['model.ts', 60],
  ['testing.ts', 9],
  ['vitest.ts', 3],
])('%s exports nothing without a comment', (entry, atLeast) => {
  const declared = declarationsOf(join(root, 'src', entry), null);
  expect(declared.length).toBeGreaterThanOrEqual(atLeast);
  const told = new Set(declared.filter(([, one]) => isTold(one)).map(([name]) => name));
  expect(declared.map(([name]) => name).filter((name) => !told.has(name))).toEqual([]);
});
